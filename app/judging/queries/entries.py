"""What a judge sees: their own entries and, of each, the stories and their own scorecard."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.errors import Conflict, Forbidden, Missing, Refused
from app.extensions import db
from app.judging import visibility
from app.judging.interests.bars import find_bar, list_barred_from
from app.judging.models import Assignment, Block, Criterion, Scorecard
from app.judging.rules import MINUTES_AN_ENTRY, OPEN_TO_THE_JUDGE, WAITING, AssignmentState, ScorecardState
from app.judging.sheet import Sheet
from app.judging.wording import STATES, circumstances
from app.nominations import queries as nominations
from app.nominations.models import Entry, Nomination
from app.nominations.queries.entries import parts_of, stands_with_story
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.programme.rules import Phase, opening_at, phase_of
from app.web.engine import lock
from app.web.pages import moment


@dataclass(frozen=True)
class OwnEntry:
    """One line of a judge's work list."""

    assignment: Assignment
    answered: int
    criteria: int

    @property
    def entry(self) -> Entry:
        """Return the entry to score."""
        return self.assignment.entry

    @property
    def state_in_words(self) -> str:
        """Say where the judge stands."""
        return STATES[self.assignment.state]

    @property
    def is_waiting(self) -> bool:
        """Tell whether it still needs the judge."""
        return self.assignment.state in WAITING


@dataclass(frozen=True)
class OwnWork:
    """Everything a judge has in one season."""

    season: Season
    entries: list[OwnEntry]
    phase: Phase

    @property
    def is_open(self) -> bool:
        """Tell whether entries can be scored now."""
        return self.phase is Phase.JUDGING

    @property
    def is_announced(self) -> bool:
        """Tell whether everybody knows the winners."""
        return self.phase is Phase.PUBLISHED

    @property
    def is_readable(self) -> bool:
        """Tell whether entries can be opened: from the opening of judging on."""
        return self.phase not in {Phase.PREPARING, Phase.NOMINATING}

    @property
    def waiting(self) -> list[OwnEntry]:
        """Return the entries that still need the judge."""
        return [entry for entry in self.entries if entry.is_waiting]

    @property
    def done(self) -> int:
        """Count the entries that are submitted."""
        return len(self.entries) - len(self.waiting)

    @property
    def minutes_left(self) -> int:
        """Estimate the minutes that are left, at ten an entry, less for what is begun."""
        left = sum(1 - entry.answered / entry.criteria for entry in self.waiting)
        return round(left * MINUTES_AN_ENTRY)

    @property
    def is_new(self) -> bool:
        """Tell whether some entries were not acknowledged yet."""
        return any(entry.assignment.state is AssignmentState.ASKED for entry in self.entries)

    @property
    def last_moment(self) -> datetime:
        """Return the last moment of judging, as pages say it."""
        return last_moment_of(self.season)


@dataclass(frozen=True)
class Desk:
    """One entry on a judge's desk: what to read, where they stand, and their scorecard."""

    assignment: Assignment
    stories: list[tuple[str, nominations.Story]]
    card: Scorecard | None
    sheet: Sheet
    work: OwnWork
    is_writable: bool

    @property
    def version(self) -> int:
        """Return the version the form is opened on."""
        return self.card.version if self.card else 0

    @property
    def position(self) -> int:
        """Return the place of this entry among the judge's own, from one."""
        own = [row.assignment.id for row in self.work.entries]
        return own.index(self.assignment.id) + 1

    @property
    def next(self) -> Entry | None:
        """Return the next entry that waits, after this one and around the end."""
        rows = self.work.entries[self.position :] + self.work.entries[: self.position - 1]
        return next((row.entry for row in rows if row.is_waiting), None)

    @property
    def state(self) -> ScorecardState:
        """Return the state of the scorecard, a draft before it is begun."""
        return self.card.state if self.card else ScorecardState.DRAFT

    @property
    def is_locked(self) -> bool:
        """Tell whether the scorecard is shown for reading only."""
        return not self.is_writable or self.state is not ScorecardState.DRAFT

    @property
    def is_submitted(self) -> bool:
        """Tell whether the judge has handed it in."""
        return self.assignment.state is AssignmentState.SUBMITTED

    @property
    def blocks(self) -> list[tuple[Block, list[Criterion]]]:
        """Return the criteria in the order of their blocks."""
        return [(block, list(group)) for block, group in groupby(self.assignment.rubric.criteria, lambda c: c.block)]

    @property
    def saved_in_words(self) -> str:
        """Say when the draft was last kept."""
        if self.card is None:
            return "Nothing saved yet"
        done = "Saved" if self.state is ScorecardState.DRAFT or not self.is_submitted else "Submitted"
        return f"{done} {moment(self.card.saved_at, self.work.season.zone)}"

    @property
    def told_in_words(self) -> str:
        """Say how many stories there are, and how many of them employees told."""
        staff = sum(story.is_from_staff for _, story in self.stories)
        count = len(self.stories)
        told = "1 story" if count == 1 else f"{count} stories"
        if not staff:
            return told
        return f"{told}, {'1 of them from an employee' if staff == 1 else f'{staff} of them from employees'}"


def last_moment_of(season: Season) -> datetime:
    """Return the last moment of judging, as pages say it: an end of day belongs to that day."""
    return season.judging_closes_at - timedelta(microseconds=1)


def list_own_entries(judge: User) -> list[OwnWork]:
    """List what a judge was asked to score and may, season by season, newest first; left and released are gone."""
    query = (
        select(Assignment)
        .join(Assignment.entry)
        .join(Entry.category)
        .join(Entry.season)
        .where(
            Assignment.judge_id == judge.id,
            Assignment.state.in_(OPEN_TO_THE_JUDGE),
            stands_with_story(),
        )
        .options(joinedload(Assignment.entry).joinedload(Entry.company), joinedload(Assignment.rubric))
        .order_by(Season.judging_opens_at.desc(), Category.position, Category.id, Entry.id)
    )
    barred = list_barred_from(judge)
    assignments = [row for row in db.session.scalars(query) if row.entry_id not in barred]
    answers = visibility.count_own_answers(judge)
    seasons = {row.entry.season_id: row.entry.season for row in assignments}
    now = clock.now()
    return [
        OwnWork(
            season=season,
            entries=[
                OwnEntry(row, answers.get((row.entry_id, row.round), 0), len(row.rubric.criteria))
                for row in assignments
                if row.entry.season_id == season_id
            ],
            phase=phase_of(season, now),
        )
        for season_id, season in seasons.items()
    ]


def get_own_entry(judge: User, public_id: str) -> Desk:
    """Return one of a judge's own entries with its stories and their scorecard; anything else is missing."""
    for work in list_own_entries(judge):
        for row in work.entries:
            if row.entry.public_id == public_id:
                return _desk(judge, row.assignment, work)
    raise Missing()


def _desk(judge: User, assignment: Assignment, work: OwnWork) -> Desk:
    if clock.now() < work.season.judging_opens_at:
        raise Forbidden(f"Judging opens on {moment(work.season.judging_opens_at, work.season.zone)}.")
    stories = nominations.list_stories_of(assignment.entry)
    if not stories:
        raise Forbidden(f"The stories about {assignment.entry.title} were withdrawn, so there is nothing to score.")
    card = visibility.find_own_card(judge, assignment)
    return Desk(
        assignment=assignment,
        stories=[(circumstances(story), story) for story in stories],
        card=card,
        sheet=visibility.read_sheet(card, assignment.rubric.criteria),
        work=work,
        is_writable=_takes_scores(assignment.entry.category),
    )


def _takes_scores(category: Category) -> bool:
    return category.sealed_at is None and opening_at(category.season, clock.now()).takes_scorecards


def require_unconflicted(assignment: Assignment) -> None:
    """Answer a judge whom something keeps from an entry as if there were none."""
    if find_bar(assignment.judge, assignment.entry) is not None:
        raise Missing()


def require_scoring_open(assignment: Assignment) -> None:
    """Refuse a scorecard outside judging or after the seal; holds the category's row, so the seal waits for us."""
    held = (
        select(Category)
        .where(Category.id == assignment.entry.category_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    category = db.session.scalars(held).one()
    if lock(assignment).state not in OPEN_TO_THE_JUDGE:
        raise Missing()
    db.session.refresh(assignment.entry, ["joined_into_id"])
    if assignment.entry.joined_into_id is not None:
        raise Conflict(f"{assignment.entry.title} was joined with another entry of the same company.")
    season = category.season
    if category.sealed_at is not None:
        raise Conflict(f"{category.name} was sealed on {in_zone(category.sealed_at, season)}. Its scores stand.")
    if clock.now() < season.judging_opens_at:
        raise Refused(f"Judging opens on {in_zone(season.judging_opens_at, season)}.")
    if not opening_at(season, clock.now()).takes_scorecards:
        raise Conflict(f"Judging closed on {in_zone(season.judging_closes_at, season)}.")


def in_zone(instant: datetime, season: Season) -> str:
    """Write an instant as a season's pages do; an end of day is shown as its last minute."""
    return moment(instant - timedelta(microseconds=1), season.zone)


def list_story_revisions(entry: Entry) -> list[list[str | int]]:
    """List which revision of which story stands behind an entry now."""
    query = (
        select(Nomination.story_id, Nomination.revision_number)
        .where(Nomination.entry_id.in_(parts_of(entry)), Nomination.state == State.ACCEPTED)
        .order_by(Nomination.story_id)
    )
    return [[story, revision] for story, revision in db.session.execute(query)]
