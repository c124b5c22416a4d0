"""Count how far judging is, by judge and by category, in one pass over the assignments of a season."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, func, select

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.judging.interests.bars import is_counting
from app.judging.models import Assignment
from app.judging.models.panels import judges_wanted
from app.judging.models.reminders import JudgeReminder
from app.judging.progress.lateness import asked_in, may_remind, silence_of, waiting_in
from app.judging.rules import FIRST_ROUND, MINUTES_AN_ENTRY, OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category, Season

Counted = Row[int, int, AssignmentState, int, datetime, datetime]


@dataclass
class Far:
    """How many assignments of a judge or a category are in which state, and the day of the last change."""

    counts: Counter[AssignmentState] = field(default_factory=Counter)
    changed_on: date = date.min
    unseen_since: date | None = None

    def add(self, row: Counted, zone: ZoneInfo) -> None:
        """Take in how many are in one state, with their first and last change."""
        _, _, state, number, first, last = row
        self.counts[state] += number
        self.changed_on = max(self.changed_on, last.astimezone(zone).date())
        if state is AssignmentState.ASKED:
            unseen = first.astimezone(zone).date()
            self.unseen_since = min(self.unseen_since or unseen, unseen)

    @property
    def changed_in_words(self) -> str:
        """Write the day of the last change."""
        day = self.changed_on
        return f"{day:%A} {day.day} {day:%B %Y}"

    def __getitem__(self, state: str) -> int:
        """Count what is in a state."""
        return self.counts[AssignmentState(state)]

    @property
    def asked(self) -> int:
        """Count what was asked for and not given back."""
        return asked_in(self.counts)

    @property
    def waiting(self) -> int:
        """Count what is not submitted yet."""
        return waiting_in(self.counts)

    @property
    def minutes(self) -> int:
        """Estimate the minutes that are left, at ten an entry, whatever is begun."""
        return self.waiting * MINUTES_AN_ENTRY


@dataclass(frozen=True)
class JudgeFar:
    """How far one judge is in a season; `silence` says in words why they count as silent."""

    id: int
    public_id: str
    name: str
    email: str
    is_active: bool
    far: Far
    categories: frozenset[int]
    silence: str
    reminded_at: datetime | None
    may_remind: bool


@dataclass(frozen=True)
class CategoryFar:
    """How far one category is; `short` are its entries with too few judges."""

    category: Category
    far: Far
    entries: int
    short: int


@dataclass(frozen=True)
class SeasonFar:
    """How far a season is, by judge and by category."""

    season: Season
    judges: list[JudgeFar]
    categories: list[CategoryFar]
    whole: Far

    @property
    def late(self) -> list[JudgeFar]:
        """Return the silent judges who may be reminded now."""
        return [judge for judge in self.judges if judge.silence and judge.may_remind]

    @property
    def waiting(self) -> list[JudgeFar]:
        """Return every judge with something left who may be reminded now."""
        return [judge for judge in self.judges if judge.far.waiting and judge.may_remind]

    @property
    def silent(self) -> int:
        """Count the silent judges, reminded or not."""
        return sum(bool(judge.silence) for judge in self.judges)

    @property
    def entries(self) -> int:
        """Count the entries to judge."""
        return sum(row.entries for row in self.categories)

    @property
    def short(self) -> int:
        """Count the entries with too few judges."""
        return sum(row.short for row in self.categories)


def count_season(season: Season) -> SeasonFar:
    """Count how far a season is."""
    zone = ZoneInfo(season.zone)
    by_judge, by_category = defaultdict[int, Far](Far), defaultdict[int, Far](Far)
    categories_of, whole = defaultdict[int, set[int]](set), Far()
    counting = is_counting(season)
    for row in db.session.execute(_counted(season).where(counting)):
        categories_of[row[0]].add(row[1])
        for far in (by_judge[row[0]], by_category[row[1]], whole):
            far.add(row, zone)
    entries = {row[0]: row[1:] for row in db.session.execute(_entries(season, counting))}
    return SeasonFar(
        season=season,
        judges=_judges(season, by_judge, categories_of),
        categories=[
            CategoryFar(each, by_category[each.id], *entries.get(each.id, (0, 0))) for each in season.categories
        ],
        whole=whole,
    )


def _counted(season: Season) -> Select[int, int, AssignmentState, int, datetime, datetime]:
    """Choose how many assignments each judge has in each category and state; the released are left out."""
    changed = Assignment.changed_at
    return (
        select(
            Assignment.judge_id,
            Entry.category_id,
            Assignment.state,
            func.count(),
            func.min(changed),
            func.max(changed),
        )
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == season.id, stands_with_story())
        .where(Assignment.round == FIRST_ROUND, Assignment.state != AssignmentState.RELEASED)
        .group_by(Assignment.judge_id, Entry.category_id, Assignment.state)
    )


def _entries(season: Season, counting: ColumnElement[bool]) -> Select[int, int, int]:
    """Choose how many entries each category has, and how many of them have too few judges."""
    open_rows = (Assignment.entry_id == Entry.id) & Assignment.state.in_(OPEN_TO_THE_JUDGE) & counting
    judges = (
        select(Entry.category_id, func.count(Assignment.id).label("judges"))
        .outerjoin(Assignment, open_rows & (Assignment.round == FIRST_ROUND))
        .where(Entry.season_id == season.id, stands_with_story())
        .group_by(Entry.id, Entry.category_id)
        .subquery()
    )
    short = func.count().filter(judges.c.judges < judges_wanted(judges.c.category_id))
    return select(judges.c.category_id, func.count(), short).group_by(judges.c.category_id)


def _judges(season: Season, fars: dict[int, Far], categories_of: dict[int, set[int]]) -> list[JudgeFar]:
    """Put names to the counts, silent judges first, then by name."""
    reminded, now = list_reminded(season), clock.now()
    today = now.astimezone(ZoneInfo(season.zone)).date()
    people = select(User.id, User.public_id, User.name, User.email, User.is_active).where(User.id.in_(fars))
    rows = []
    for person in db.session.execute(people):
        far, last = fars[person.id], reminded.get(person.id)
        silence = _silence(season, far, today) if now < season.judging_closes_at else ""
        may = bool(far.waiting) and person.is_active and now < season.judging_closes_at and may_remind(last, now)
        name = person.name or person.email
        named = (person.id, person.public_id, name, person.email, person.is_active)
        rows.append(JudgeFar(*named, far, frozenset(categories_of[person.id]), silence, last, may))
    return sorted(rows, key=lambda row: (not row.silence, row.name.casefold(), row.id))


def _silence(season: Season, far: Far, today: date) -> str:
    """Say why a judge counts as silent; nobody is still before judging opens."""
    opened_on = season.judging_opens_at.astimezone(ZoneInfo(season.zone)).date()
    moved_on = max(far.changed_on, opened_on)
    return silence_of(far.counts, unseen_since=far.unseen_since, changed_on=moved_on, today=today)


def list_reminded(season: Season) -> dict[int, datetime]:
    """Return when each judge of a season was last reminded."""
    last = func.max(JudgeReminder.reminded_at)
    query = select(JudgeReminder.judge_id, last).where(JudgeReminder.season_id == season.id)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(JudgeReminder.judge_id))}
