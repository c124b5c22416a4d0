"""Plan a whole season, category by category, and ask its judges exactly as planned."""

from collections import Counter
from dataclasses import replace

from app import clock
from app.accounts.models import User
from app.errors import Conflict
from app.judging.assigning.ground import Ground, Plan, loads_of
from app.judging.assigning.members import hold_panel
from app.judging.assigning.planning import plan
from app.judging.assigning.proposals import CategoryPlan, SeasonPlan
from app.judging.assigning.reading import Standing, Wishes, read_standing
from app.judging.models import Assignment
from app.judging.queries.panels import is_panel_open, require_panel_open
from app.judging.service.panel import change_panel
from app.nominations.models import Entry
from app.programme.models import Category, Season
from app.programme.rules import SCORECARD_GRACE

NO_WISHES = Wishes()
MOVED = "Something changed since this plan was made, so nobody was asked. Look at the new plan below."


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
    return SeasonPlan(standing, wishes, names, categories)


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
