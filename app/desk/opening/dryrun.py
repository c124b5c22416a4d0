"""A season tried before anybody is invited: what each judge would have, and whether the scores would hang together."""

from dataclasses import dataclass
from functools import lru_cache

from app.judging.assigning.ground import Ground, loads_of
from app.judging.assigning.planning import plan
from app.judging.assigning.splits import FEWEST_SHARED
from app.judging.rules import MINUTES_AN_ENTRY

MOST_ENTRIES, MOST_JUDGES = 300, 60
ENOUGH_SHEETS = 5


@dataclass(frozen=True)
class DryRun:
    """What N entries and M judges come to, by the very plan that would be made."""

    entries: int
    judges: int
    judges_an_entry: int
    covered: int
    fewest: int
    most: int
    overlap: int
    is_connected: bool

    @property
    def sheets(self) -> int:
        """Count the scorecards there would be."""
        return self.covered * self.judges_an_entry

    @property
    def minutes(self) -> int:
        """Estimate the minutes of the judge with most to read."""
        return self.most * MINUTES_AN_ENTRY

    @property
    def warnings(self) -> list[str]:
        """Say what is wrong with it."""
        told = []
        if self.covered < self.entries:
            told.append(f"Only {self.judges} can be asked, and every entry needs {self.judges_an_entry} judges.")
            return told
        if self.fewest < ENOUGH_SHEETS:
            told.append(f"A judge with fewer than {ENOUGH_SHEETS} entries cannot be told strict from unlucky.")
        if not self.is_connected or self.overlap < FEWEST_SHARED:
            told.append("Too few entries are shared to compare one judge with another.")
        if self.minutes > 5 * 60:
            told.append("That is more than five hours for one judge. Invite more judges, or ask fewer for each entry.")
        return told


@lru_cache(maxsize=64)
def try_out(*, entries: int, judges: int, judges_an_entry: int) -> DryRun:
    """Plan a season of so many entries for so many judges, none of whom has a tie."""
    ground = Ground(
        seed="dry run",
        entries=tuple(f"entry {number:04}" for number in range(min(entries, MOST_ENTRIES))),
        judges=tuple(f"judge {number:03}" for number in range(min(judges, MOST_JUDGES))),
        wanted=judges_an_entry,
    )
    made = plan(ground, {}, "The season")
    loads = [load for load in loads_of(made.pairs, ()).values() if load]
    return DryRun(
        entries=len(ground.entries),
        judges=len(ground.judges),
        judges_an_entry=judges_an_entry,
        covered=len({entry for _, entry in made.pairs}),
        fewest=min(loads, default=0),
        most=max(loads, default=0),
        overlap=made.overlap,
        is_connected=made.is_connected,
    )
