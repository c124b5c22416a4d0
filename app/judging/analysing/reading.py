"""One category's analysis, for whoever may see its marks by number."""

import json
from dataclasses import dataclass

from app import clock
from app.accounts.models import User
from app.judging import visibility
from app.judging.analysing.changes import Kind, kinds_of
from app.judging.analysing.pictures import (
    Agreed,
    Covered,
    Leaning,
    Placed,
    Spread,
    agreements_of,
    coverage_of,
    leanings_of,
    ranks_of,
    spreads_of,
)
from app.judging.analysing.scales import Scale
from app.judging.computing import sentences
from app.judging.models import Result
from app.judging.queries.panels import list_entries
from app.judging.results import VERSION, Json
from app.judging.yardsticks.reading import get_rubric_of
from app.programme.models import Category


@dataclass(frozen=True)
class Analysis:
    """Everything the page of pictures shows."""

    category: Category
    result: Result
    sentences: list[str]
    rank_scale: Scale
    ranks: list[Placed]
    spreads: list[Spread]
    severity_scale: Scale
    leanings: list[Leaning]
    refused: str
    agreements: list[Agreed]
    coverage: list[Covered]
    kinds: list[Kind]


def find_analysis(viewer: User, category: Category) -> Analysis | None:
    """Read the newest result in pictures; None before there is one, or for one from before there were pictures.

    Refused where the viewer may not see the category's marks by number.
    """
    result = visibility.find_result(viewer, category, clock.now())
    document = json.loads(result.document) if result else {"version": None}
    if result is None or document["version"] != VERSION:
        return None
    return _analysis(category, result, document)


def _analysis(category: Category, result: Result, document: Json) -> Analysis:
    results, rows = document["results"], document["results"]["entries"]
    titles = {entry.public_id: entry.title for entry in list_entries(category)}
    criteria = [(criterion.code, criterion.title) for criterion in get_rubric_of(category).criteria]
    rank_scale, ranks = ranks_of(rows, titles)
    severity_scale, leanings = leanings_of(results["severity"])
    return Analysis(
        category=category,
        result=result,
        sentences=tell(document, titles),
        rank_scale=rank_scale,
        ranks=ranks,
        spreads=spreads_of(rows, titles),
        severity_scale=severity_scale,
        leanings=leanings,
        refused=sentences.tell_adjustment(results) if results["adjustment"]["refused"] else "",
        agreements=agreements_of(results["agreement"], criteria),
        coverage=coverage_of(rows),
        kinds=kinds_of(results, titles, criteria),
    )


def tell(document: Json, titles: dict[str, str]) -> list[str]:
    """Say in five sentences what the pictures show."""
    results = document["results"]
    return [
        sentences.tell_outcome(results, titles),
        sentences.tell_rule(document),
        sentences.tell_adjustment(results),
        sentences.tell_agreement(results),
        sentences.tell_steadiness(results),
    ]
