"""Read what stands in a season before it is planned, in a constant number of statements for all its categories."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.judging.assigning.ground import Ground, Pair
from app.judging.interests.bars import list_bars_in
from app.judging.models import Assignment, PanelMember, PanelRule
from app.judging.queries.panels import list_judges
from app.judging.rules import FEWEST_JUDGES, FIRST_ROUND, OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category, Season

UNSEEN = frozenset({AssignmentState.ASKED})
UNBEGUN = UNSEEN | {AssignmentState.ACKNOWLEDGED}
Ids = tuple[int, int]


@dataclass(frozen=True)
class Wishes:
    """What an organiser allows: to move what nobody has acknowledged, and whose unbegun work goes to others."""

    may_move: bool = False
    silent: frozenset[str] = frozenset()


@dataclass
class Standing:
    """A season as it stands: entries, people, and who was asked for what, by the numbers of their rows."""

    season: Season
    entries: dict[int, Entry]
    people: dict[int, User]
    judges: list[User]
    states: dict[Ids, tuple[AssignmentState, datetime]]
    barred: set[Ids]
    rules: dict[int, PanelRule]
    members: dict[int, dict[int, int | None]] = field(default_factory=dict)

    def open_pairs(self) -> list[tuple[Ids, AssignmentState]]:
        """List who has what and may judge it, work of people who are gone left out unless it is finished."""
        active = {judge.id for judge in self.judges}
        return [
            (pair, state)
            for pair, (state, _) in self.states.items()
            if state in OPEN_TO_THE_JUDGE
            and pair not in self.barred
            and (pair[0] in active or state is AssignmentState.SUBMITTED)
        ]

    def ground_of(self, category: Category, wishes: Wishes) -> Ground:
        """Return what a plan of one category rests on."""
        entries = {number for number, entry in self.entries.items() if entry.category_id == category.id}
        open_here = [(pair, state) for pair, state in self.open_pairs() if pair[1] in entries]
        silent = {judge.id for judge in self.judges if judge.public_id in wishes.silent}
        leaving = {pair for pair, state in open_here if pair[0] in silent and state in UNBEGUN}
        movable = {pair for pair, state in open_here if wishes.may_move and state in UNSEEN} - leaving
        caps = self._caps_of(category, silent)
        rule = self.rules.get(category.id)
        return Ground(
            seed=f"{self.season.slug}/{category.slug}",
            entries=tuple(sorted(self.entries[number].public_id for number in entries)),
            judges=tuple(sorted(self.people[judge].public_id for judge in caps)),
            wanted=rule.judges_an_entry if rule else FEWEST_JUDGES,
            caps={self.people[judge].public_id: cap for judge, cap in caps.items() if cap is not None},
            barred=self._named({pair for pair in self.barred if pair[1] in entries and pair[0] in self.people}),
            kept=self._named({pair for pair, _ in open_here} - movable - leaving),
            movable=self._named(movable),
            leaving=self._named(leaving),
            past=self._named(self._released(entries)),
        )

    def _caps_of(self, category: Category, silent: set[int]) -> dict[int, int | None]:
        members = self.members.get(category.id, {})
        rule = self.rules.get(category.id)
        cap = rule.cap if rule else None
        return {
            judge.id: members.get(judge.id) or cap
            for judge in self.judges
            if judge.id not in silent and (not members or judge.id in members)
        }

    def _released(self, entries: set[int]) -> set[Ids]:
        return {
            pair
            for pair, (state, _) in self.states.items()
            if state is AssignmentState.RELEASED and pair[1] in entries and pair[0] in self.people
        }

    def _named(self, pairs: set[Ids]) -> frozenset[Pair]:
        return frozenset((self.people[judge].public_id, self.entries[entry].public_id) for judge, entry in pairs)


def read_standing(season: Season) -> Standing:
    """Read a season as it stands now."""
    entries = _list_entries(season)
    states = _list_states(season)
    judges = list_judges()
    people = {judge.id: judge for judge in judges}
    gone = {judge for (judge, _), (state, _) in states.items() if state in OPEN_TO_THE_JUDGE} - people.keys()
    if gone:
        people |= {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(gone)))}
    return Standing(
        season=season,
        entries=entries,
        people=people,
        judges=judges,
        states={pair: state for pair, state in states.items() if pair[1] in entries},
        barred={pair for pair in list_bars_in(season) if pair[1] in entries},
        rules=_list_rules(season),
        members=_list_members(season),
    )


def _list_entries(season: Season) -> dict[int, Entry]:
    query = select(Entry).where(Entry.season_id == season.id, stands_with_story())
    query = query.options(joinedload(Entry.company)).order_by(Entry.id)
    return {entry.id: entry for entry in db.session.scalars(query)}


def _list_states(season: Season) -> dict[Ids, tuple[AssignmentState, datetime]]:
    query = (
        select(Assignment.judge_id, Assignment.entry_id, Assignment.state, Assignment.changed_at)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == season.id, Assignment.round == FIRST_ROUND)
        .order_by(Assignment.judge_id, Assignment.entry_id)
    )
    return {(judge, entry): (state, changed) for judge, entry, state, changed in db.session.execute(query)}


def _list_rules(season: Season) -> dict[int, PanelRule]:
    query = select(PanelRule).join(Category, Category.id == PanelRule.category_id)
    rows = db.session.scalars(query.where(Category.season_id == season.id).order_by(PanelRule.id))
    return {rule.category_id: rule for rule in rows}


def _list_members(season: Season) -> dict[int, dict[int, int | None]]:
    query = (
        select(PanelMember.category_id, PanelMember.judge_id, PanelMember.cap)
        .join(Category, Category.id == PanelMember.category_id)
        .where(Category.season_id == season.id)
        .order_by(PanelMember.category_id, PanelMember.judge_id)
    )
    members: dict[int, dict[int, int | None]] = defaultdict(dict)
    for category_id, judge_id, cap in db.session.execute(query):
        members[category_id][judge_id] = cap
    return dict(members)
