"""What a judge sees: their own entries and, of each, the stories and their own scorecard."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.errors import Conflict, Forbidden, Missing, Refused
from app.extensions import db
from app.judging import visibility
from app.judging.interests.bars import find_bar, list_barred_from
from app.judging.models import Assignment
from app.judging.queries.desks import Desk, OwnEntry, OwnWork
from app.judging.rules import OPEN_TO_THE_JUDGE
from app.judging.wording import circumstances
from app.nominations import queries as nominations
from app.nominations.models import Entry, Nomination
from app.nominations.queries.entries import parts_of, stands_with_story
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.programme.rules import opening_at, phase_of
from app.web.engine import lock
from app.web.pages import moment


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


def list_own_desks(judge: User) -> list[Desk]:
    """Lay out every entry a judge has in the seasons whose judging is open."""
    open_now = [work for work in list_own_entries(judge) if work.is_open]
    return [_desk(judge, row.assignment, work) for work in open_now for row in work.entries]


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
        evidence=nominations.list_evidence([story.id for story in stories]),
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
