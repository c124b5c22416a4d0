"""Plan a whole season, category by category, and ask its judges exactly as planned."""

from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.judging.assigning.ground import Ground, Plan, loads_of
from app.judging.assigning.members import hold_panel
from app.judging.assigning.planning import plan
from app.judging.assigning.reading import Standing, Wishes, read_standing
from app.judging.models import Assignment
from app.judging.queries.panels import is_panel_open, name_order, require_panel_open
from app.judging.rules import MINUTES_AN_ENTRY
from app.judging.service.panel import change_panel
from app.nominations.models import Entry
from app.programme.models import Category, Season
from app.programme.rules import SCORECARD_GRACE

NO_WISHES = Wishes()
MOVED = "Something changed since this plan was made, so nobody was asked. Look at the new plan below."


@dataclass(frozen=True)
class Load:
    """How many entries of a season somebody has now, and would have."""

    judge: User
    before: int
    after: int

    @property
    def minutes(self) -> int:
        """Estimate what it takes them, at ten minutes an entry."""
        return self.after * MINUTES_AN_ENTRY


@dataclass(frozen=True)
class CategoryPlan:
    """What is planned for one category."""

    category: Category
    plan: Plan

    @property
    def entries(self) -> int:
        """Count its entries."""
        return len(self.plan.ground.entries)

    @property
    def short(self) -> int:
        """Count the entries that lack judges now."""
        return sum(self.plan.ground.lacking(entry) > 0 for entry in self.plan.ground.entries)

    @property
    def has_changes(self) -> bool:
        """Tell whether anybody would be asked or released."""
        return bool(self.plan.added or self.plan.dropped)


@dataclass(frozen=True)
class SeasonPlan:
    """Who would be asked for what in a season."""

    standing: Standing
    wishes: Wishes
    categories: list[CategoryPlan]

    @property
    def season(self) -> Season:
        """Return the season."""
        return self.standing.season

    @property
    def faults(self) -> list[str]:
        """List what keeps it from being carried out, in words."""
        return [fault for each in self.categories for fault in each.plan.faults]

    @property
    def added(self) -> int:
        """Count the assignments it makes."""
        return sum(len(each.plan.added) for each in self.categories)

    @property
    def dropped(self) -> int:
        """Count the assignments it takes back."""
        return sum(len(each.plan.dropped) for each in self.categories)

    @property
    def letters(self) -> int:
        """Count the judges who get a letter: one each, whatever the number of entries and categories."""
        return len({judge for each in self.categories for judge, _ in each.plan.added})

    @property
    def is_possible(self) -> bool:
        """Tell whether it can be carried out and changes anything."""
        return not self.faults and bool(self.added or self.dropped)

    @property
    def digest(self) -> str:
        """Return a digest of every category's plan and what it rests on."""
        return sha256("\n".join(each.plan.digest for each in self.categories).encode()).hexdigest()

    def loads(self) -> list[Load]:
        """List what each judge has and would have in the season, by name."""
        before, after = Counter[str](), Counter[str]()
        for each in self.categories:
            before.update(judge for judge, _ in each.plan.ground.standing)
            after.update(judge for judge, _ in each.plan.pairs)
        people = sorted(self.standing.people.values(), key=name_order)
        active = {judge.id for judge in self.standing.judges}
        return [
            Load(user, before[user.public_id], after[user.public_id])
            for user in people
            if user.id in active or before[user.public_id]
        ]


def plan_season(season: Season, wishes: Wishes = NO_WISHES, *, only: Category | None = None) -> SeasonPlan:
    """Plan every category whose panel is open, or one of them; refuse a season whose judging has closed."""
    if clock.now() >= season.judging_closes_at + SCORECARD_GRACE:
        raise Conflict(f"Judging of {season.name} has closed, so its panels can no longer change.")
    if only is not None:
        require_panel_open(only)
    chosen = [only] if only else [each for each in season.categories if is_panel_open(each)]
    standing = read_standing(season)
    names = _names_of(standing)
    loads = Counter(standing.people[pair[0]].public_id for pair, _ in standing.open_pairs())
    categories = []
    for category in chosen:
        ground = standing.ground_of(category, wishes)
        here = loads_of(ground.standing, ())
        ground = replace(ground, elsewhere={judge: loads[judge] - here.get(judge, 0) for judge in ground.judges})
        made = plan(ground, names, category.name) if ground.entries else _empty(ground)
        loads.subtract(judge for judge, _ in ground.standing)
        loads.update(judge for judge, _ in made.pairs)
        categories.append(CategoryPlan(category, made))
    return SeasonPlan(standing, wishes, categories)


def _names_of(standing: Standing) -> dict[str, str]:
    people = {user.public_id: user.name or user.email for user in standing.people.values()}
    return people | {entry.public_id: entry.title for entry in standing.entries.values()}


def _empty(ground: Ground) -> Plan:
    return Plan(ground, frozenset(), overlap=100, is_connected=True)


def carry_out(made: SeasonPlan, *, by: User | str) -> list[Assignment]:
    """Ask and release exactly as planned, in one go; refuse when what it rests on has changed since."""
    for each in sorted(made.categories, key=lambda each: each.category.id):
        hold_panel(each.category)
    now = read_standing(made.season)
    for each in made.categories:
        rests_on = replace(each.plan.ground, elsewhere={}).fingerprint()
        if now.ground_of(each.category, made.wishes).fingerprint() != rests_on:
            raise Conflict(MOVED)
    return [row for each in made.categories if each.has_changes for row in _change(now, each, by)]


def _change(now: Standing, each: CategoryPlan, by: User | str) -> list[Assignment]:
    people = {user.public_id: user for user in now.people.values()}
    entries: dict[str, Entry] = {entry.public_id: entry for entry in now.entries.values()}
    return change_panel(
        each.category,
        add=[(people[judge], entries[entry]) for judge, entry in each.plan.added],
        drop=[(people[judge], entries[entry]) for judge, entry in each.plan.dropped],
        by=by,
    )
