"""What an entry's own company may read of its judging once the season is published: by nobody's name or number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import clock
from app.errors import Forbidden
from app.extensions import db
from app.judging import visibility
from app.judging.models import Award
from app.judging.rules import AwardState
from app.nominations.models import Entry

ANNOUNCED = (AwardState.PUBLISHED, AwardState.REVOKED)


@dataclass(frozen=True)
class EntrantCard:
    """What one judge wrote for the entrant and pinned, by criterion; never what was written for the panel."""

    feedback: Mapping[str, str]
    pins: Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class EntrantFigures:
    """The published figures of one entry: its row of the result, and the levels given to each criterion."""

    row: Mapping[str, Any]
    levels: Mapping[str, Sequence[int]]


def list_entrant_cards(entry: Entry) -> list[EntrantCard]:
    """List what the judges of an entry wrote for its company."""
    _require_published(entry)
    cards = [card for card in visibility.list_cards_to_compute(entry.category) if card.entry_id == entry.id]
    return [
        EntrantCard({code: said.feedback for code, said in card.remarks.items() if said.feedback.strip()}, card.pins)
        for card in cards
    ]


def find_entrant_figures(entry: Entry) -> EntrantFigures | None:
    """Find the figures of an entry in the result its category was announced by; none where it was not judged."""
    _require_published(entry)
    announced = (Award.category_id == entry.category_id) & Award.state.in_(ANNOUNCED)
    award = db.session.scalar(select(Award).where(announced).order_by(Award.id).limit(1))
    nothing: dict[str, Any] = {"results": {"entries": []}, "scorecards": []}
    document: dict[str, Any] = json.loads(award.result.document) if award else nothing
    row = next((each for each in document["results"]["entries"] if each["entry"] == entry.public_id), None)
    if row is None:
        return None
    own = [card["levels"] for card in document["scorecards"] if card["entry"] == entry.public_id]
    levels = {code: [each[code] for each in own if each.get(code) is not None] for code in row["criteria"]}
    return EntrantFigures(row, levels)


def _require_published(entry: Entry) -> None:
    published_at = entry.season.published_at
    if published_at is None or clock.now() < published_at:
        raise Forbidden(f"{entry.season.name} is not announced yet.")
