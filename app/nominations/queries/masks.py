"""What is hidden in stories, read for many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, select

from app.extensions import table_of
from app.nominations.masking import Hiding
from app.nominations.models import Mask, Nomination
from app.web.engine import run


@dataclass(frozen=True)
class Hidden:
    """One hidden passage of a story, and what readers see instead."""

    start: int
    end: int
    shown_as: str


_mask, _nomination = table_of(Mask).c, table_of(Nomination).c
READ_HIDDEN = (
    select(_mask.nomination_id, _mask.start, _mask.end, _mask.shown_as)
    .join_from(
        table_of(Mask),
        table_of(Nomination),
        (_nomination.id == _mask.nomination_id) & (_nomination.revision_number == _mask.revision),
    )
    .where(_mask.nomination_id.in_(bindparam("ids", expanding=True)), _mask.lifted_at.is_(None))
    .order_by(_mask.nomination_id, _mask.start, _mask.id)
)


def is_masked(nomination_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell within a statement whether anything was hidden in a nomination; spares most lists the second look."""
    return select(_mask.id).where(_mask.nomination_id == nomination_id, _mask.lifted_at.is_(None)).exists()


def is_covered(passage: Hiding, hidden: Iterable[Hiding]) -> bool:
    """Tell whether one of what is hidden covers a passage."""
    return any(each.start <= passage.start and passage.end <= each.end for each in hidden)


def list_hidden(nomination_ids: Collection[int]) -> dict[int, list[Hidden]]:
    """List what is hidden of the text that counts, by nomination."""
    found: dict[int, list[Hidden]] = defaultdict(list)
    if not nomination_ids:
        return found
    for row in run(READ_HIDDEN, {"ids": list(nomination_ids)}):
        found[row.nomination_id].append(Hidden(row.start, row.end, row.shown_as))
    return found
