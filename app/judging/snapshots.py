"""The input of a result, read from the rows of a sealed category."""

import hashlib

from app.judging import visibility
from app.judging.deciding.ruling import get_ruling
from app.judging.queries.panels import list_entries_with_stories
from app.judging.results import METHOD, VERSION, Json
from app.judging.yardsticks.reading import get_rubric_of
from app.programme.models import Category


def snapshot_of(category: Category) -> Json:
    """Gather what a category's result is computed from; entries without a story are out."""
    entries = {entry.id: entry.public_id for entry in list_entries_with_stories(category)}
    rubric = get_rubric_of(category)
    ruling = get_ruling(category)
    cards = visibility.list_cards_to_compute(category)
    return {
        "method": METHOD,
        "version": VERSION,
        "seed": _seed(category),
        "season": category.season.slug,
        "category": category.slug,
        "rubric": {
            "profile": rubric.profile.value,
            "version": rubric.version,
            "criteria": [
                {"code": criterion.code, "block": criterion.block.code, "weight": criterion.weight}
                for criterion in rubric.criteria
            ],
        },
        "official": ruling.official.value,
        "lines": ruling.lines,
        "entries": sorted(entries.values()),
        "scorecards": [
            {"judge": card.judge, "entry": entries[card.entry_id], "levels": card.levels}
            for card in cards
            if card.entry_id in entries
        ],
    }


def _seed(category: Category) -> int:
    """Derive a category's seed for draws from its public names, so that nobody can choose it."""
    digest = hashlib.sha256(f"{category.season.slug}/{category.slug}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
