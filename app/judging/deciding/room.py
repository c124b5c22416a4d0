"""What lies beside the figures in a decision room: rule, shortlist, tie-break and minutes, for whoever may enter."""

import json
from dataclasses import dataclass, field

from app import clock
from app.accounts.models import User
from app.judging import visibility
from app.judging.deciding import votes
from app.judging.deciding.minutes import list_minutes
from app.judging.deciding.outcomes import is_too_close
from app.judging.deciding.pairs import Choice, pairs_of
from app.judging.deciding.rules import Ruling
from app.judging.deciding.ruling import get_ruling
from app.judging.deciding.shortlisting import entries_over, find_shortlist
from app.judging.deciding.tallying import Standing, stand
from app.judging.deciding.tie_breaks import Tie, find_tie, find_tie_break
from app.judging.models import Minutes, Result, Shortlist, TieBreak
from app.nominations.models import Entry
from app.programme.models import Category


@dataclass(frozen=True)
class TieProgress:
    """How far a tie-break is, in counts alone, and once it is closed what was chosen by judge number."""

    tie_break: TieBreak
    made: int
    choices: list[Choice] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)

    @property
    def pairs(self) -> int:
        """Count the pairs each judge compares."""
        return len(pairs_of([entry.id for entry in self.tie_break.entries]))

    @property
    def asked(self) -> int:
        """Count the comparisons that all judges make together."""
        return self.pairs * len(self.tie_break.seats)

    @property
    def finished(self) -> int:
        """Count the judges who have handed in."""
        return sum(seat.finished_at is not None for seat in self.tie_break.seats)

    @property
    def titles(self) -> dict[str, str]:
        """Return the names of the compared entries by their public ids."""
        return {entry.public_id: entry.title for entry in self.tie_break.entries}


@dataclass(frozen=True)
class Beside:
    """What organisers have at hand when they decide."""

    ruling: Ruling
    result: Result | None
    is_close: bool
    over: list[Entry]
    shortlist: Shortlist | None
    tie: Tie | None
    tie_break: TieProgress | None
    minutes: list[Minutes]

    @property
    def is_shortlist_current(self) -> bool:
        """Tell whether the public shortlist rests on the newest result."""
        return bool(self.shortlist and self.result and self.shortlist.result_id == self.result.id)

    @property
    def may_open_tie(self) -> bool:
        """Tell whether a tie-break can be opened now."""
        row = self.tie_break.tie_break if self.tie_break else None
        is_done = row is not None and (row.is_open or (self.result is not None and row.result_id == self.result.id))
        return self.tie is not None and bool(self.tie.judges) and not is_done


def get_beside(viewer: User, category: Category) -> Beside:
    """Gather what lies beside the figures of a category."""
    result = visibility.find_result(viewer, category, clock.now())
    return Beside(
        ruling=get_ruling(category),
        result=result,
        is_close=is_too_close(json.loads(result.document)) if result else False,
        over=entries_over(category, result) if result else [],
        shortlist=find_shortlist(category),
        tie=find_tie(category, result) if result else None,
        tie_break=_tie_break(viewer, category),
        minutes=list_minutes(viewer, category),
    )


def _tie_break(viewer: User, category: Category) -> TieProgress | None:
    row = find_tie_break(category)
    if row is None:
        return None
    if row.is_open:
        return TieProgress(row, votes.count_votes(row))
    choices = votes.list_choices(viewer, row, clock.now())
    return TieProgress(row, len(choices), choices, stand([entry.public_id for entry in row.entries], choices))
