"""Keep the record of a decision when it is published, and read it for everybody from then on."""

import json
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select

from app import clock
from app.errors import Missing
from app.extensions import db
from app.judging import queries
from app.judging.deciding import votes
from app.judging.deciding.records import record_of
from app.judging.deciding.tie_breaks import find_tie_break
from app.judging.models import Award, DecisionRecord, Recusal
from app.judging.queries.panels import list_entries
from app.judging.results import Json, canonical
from app.judging.rules import AwardState, RecusalReason
from app.nominations.models import Entry
from app.programme import queries as programme
from app.programme.models import Category


def keep_record(category: Category) -> DecisionRecord:
    """Keep what is published about a decision; it never changes afterwards."""
    document = _write(category, queries.list_decision(category))
    row = DecisionRecord(
        category_id=category.id,
        sha256=document["sha256"],
        document=canonical(document).decode(),
        made_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def _write(category: Category, awards: list[Award]) -> Json:
    result: Json = json.loads(awards[0].result.document)
    tie = find_tie_break(category)
    counts = tie is not None and not tie.is_open and tie.result_id == awards[0].result_id
    choices = votes.list_choices_to_publish(tie) if tie and counts else None
    tied = [entry.public_id for entry in tie.entries] if tie and counts else []
    return record_of(_facts(category, awards, result), choices, tied)


def _facts(category: Category, awards: list[Award], result: Json) -> Json:
    first = awards[0]
    return {
        "season": category.season.slug,
        "category": category.slug,
        "outcome": first.outcome.value,
        "honoured": sorted(award.entry.public_id for award in awards if award.entry),
        "figures_said": result["results"]["outcome"],
        "citations": sorted({award.citation for award in awards if award.citation}),
        "reason": first.reason or None,
        "rule": {"official": result.get("official", "raw"), "lines": result["lines"]},
        "rubric": {"profile": result["rubric"]["profile"], "version": result["rubric"]["version"]},
        "entries": len(result["entries"]),
        "judges": len({card["judge"] for card in result["scorecards"]}),
        "scorecards": len(result["scorecards"]),
        "recusals": _count_recusals(category),
        "agreement": result["results"].get("agreement", {}).get("overall"),
        "spread": _spread(result),
        "margin": _margin(result),
        "signatures": len(first.sign_offs),
        "published_at": first.published_at.isoformat() if first.published_at else None,
        "result": {"sha256": result["sha256"], "file": f"/winners/{category.season.slug}/{category.slug}.json"},
    }


def _count_recusals(category: Category) -> int:
    """Count how often a judge stepped back from an entry for a reason other than time."""
    query = select(func.count(Recusal.id)).join(Entry, Entry.id == Recusal.entry_id)
    query = query.where(Entry.category_id == category.id, Recusal.reason != RecusalReason.HANDED_BACK)
    return db.session.scalar(query) or 0


def _spread(result: Json) -> str | None:
    """Return the widest distance between two judges' scores of one entry."""
    spreads = [row["spread"] for row in result["results"]["entries"] if row["spread"] is not None]
    return max(spreads, key=Decimal) if spreads else None


def _margin(result: Json) -> str | None:
    """Return by how much the best entry lies before the next one."""
    scores = sorted((Decimal(row["score"]) for row in result["results"]["entries"] if row["score"]), reverse=True)
    return str(scores[0] - scores[1]) if len(scores) > 1 else None


@dataclass(frozen=True)
class PublishedRecord:
    """The record of a decision with the names beside it."""

    category: Category
    document: Json
    names: dict[str, str]

    @property
    def raw(self) -> bytes:
        """Return the file that anybody can check."""
        return canonical({**self.document, "names": self.names})


def get_record(season_slug: str, category_slug: str) -> PublishedRecord:
    """Return the record of a published decision; missing until then."""
    season = programme.get_season(season_slug)
    category = programme.get_category(season, category_slug)
    if season.published_at is None or season.published_at > clock.now():
        raise Missing()
    document = _find(category)
    tie_break = document["tie_break"] or {"entries": []}
    told = {*document["honoured"], *document["figures_said"]["entries"], *tie_break["entries"]}
    names = {entry.public_id: entry.public_title for entry in list_entries(category) if entry.public_id in told}
    return PublishedRecord(category, document, names)


def _find(category: Category) -> Json:
    """Read the kept record; a season published before records were kept has one written from what was published."""
    row = db.session.get(DecisionRecord, category.id)
    if row is not None:
        document: Json = json.loads(row.document)
        return document
    awards = [award for award in queries.list_decision(category) if award.state is AwardState.PUBLISHED]
    if not awards:
        raise Missing()
    return _write(category, awards)
