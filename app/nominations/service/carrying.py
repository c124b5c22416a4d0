"""Carry what is hidden over to the next revision, so that nothing comes to light because something else was changed."""

from typing import Any

from sqlalchemy import insert, literal, select

from app.extensions import db, table_of
from app.nominations.models import Mask, Nomination

NEW_PLACES = {"id", "revision", "start", "end"}


def carry_masks(nomination: Nomination, before: int, *, story: str, now: str) -> None:
    """Hide in the revision that counts what was hidden before; in another story, wherever it still stands."""
    if story == now:
        copy_masks(nomination.id, before, nomination.revision_number)
        return
    table = table_of(Mask)
    rows: dict[tuple[int, int], dict[str, Any]] = {}
    for mask in db.session.execute(_masks_of(nomination.id, before)).mappings():
        kept = {name: value for name, value in mask.items() if name not in NEW_PLACES}
        passage = story[mask["start"] : mask["end"]]
        for start, end in _places(now, passage):
            place = {"revision": nomination.revision_number, "start": start, "end": end}
            rows.setdefault((start, end), {**kept, **place})
    if rows:
        db.session.execute(insert(table), list(rows.values()))


def copy_masks(nomination_id: int, before: int, after: int) -> None:
    """Hide the same places in another revision with the same story."""
    table = table_of(Mask)
    names = [column.name for column in table.columns if column.name not in {"id", "revision"}]
    masks = _masks_of(nomination_id, before).subquery()
    kept = select(*(masks.c[name] for name in names), literal(after))
    db.session.execute(insert(table).from_select([*names, "revision"], kept))


def _masks_of(nomination_id: int, revision: int) -> Any:
    table = table_of(Mask)
    return select(table).where(
        table.c.nomination_id == nomination_id, table.c.revision == revision, table.c.lifted_at.is_(None)
    )


def _places(text: str, passage: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    at = text.find(passage) if passage.strip() else -1
    while at >= 0:
        places.append((at, at + len(passage)))
        at = text.find(passage, at + len(passage))
    return places
