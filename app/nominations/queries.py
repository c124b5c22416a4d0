"""What pages about nominations, stories and entries need to know."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.companies.models import Company
from app.errors import Missing
from app.extensions import db
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.rules import UNDECIDED, Channel, Feeling, Relation, Solved, State
from app.programme.models import Category
from app.web.links import is_genuine, public_id_in

PAGE = 20
DECIDED = 50


@dataclass(frozen=True)
class Story:
    """The public face of an accepted nomination."""

    story_id: str
    company_name: str
    company_slug: str
    category_name: str
    nominee: str | None
    text: str
    feeling: Feeling | None
    qualities: list[str]
    solved: Solved | None
    channel: Channel | None
    relation: Relation | None
    told_by: str | None
    told_at: datetime
    decided_at: datetime
    id: int
    revision: int

    @property
    def excerpt(self) -> str:
        """Return the first words of the story."""
        return self.text if len(self.text) <= 160 else f"{self.text[:160].rsplit(' ', 1)[0]} …"

    @property
    def is_from_staff(self) -> bool:
        """Tell whether somebody who works there wrote it, which is no customer's evidence."""
        return self.relation is Relation.EMPLOYEE


def get_nomination(reference: str) -> Nomination:
    """Return a nomination by its reference."""
    statement = select(Nomination).filter_by(reference=reference)
    found = db.session.scalar(statement.options(joinedload(Nomination.category), joinedload(Nomination.season)))
    if found is None:
        raise Missing
    return found


def get_by_link(token: str, purpose: str) -> Nomination:
    """Return the nomination a link from a letter opens; raises Missing for a link that was not made by us."""
    nomination = get_nomination(public_id_in(token))
    if not is_genuine(token, purpose, nomination.generation):
        raise Missing
    return nomination


def find_state(reference: str) -> State | None:
    """Return where a nomination stands, for whoever just sent it."""
    return db.session.scalar(select(Nomination.state).filter_by(reference=reference))


def list_waiting(state: State | None = None, *, after: tuple[datetime, int] | None = None) -> list[Nomination]:
    """List nominations for curators, the longest waiting first, a page at a time."""
    states = [state] if state else list(UNDECIDED)
    statement = (
        select(Nomination)
        .where(Nomination.state.in_(states), Nomination.confirmed_at.is_not(None))
        .options(joinedload(Nomination.category))
        .order_by(Nomination.confirmed_at, Nomination.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        moment, last = after
        later = (Nomination.confirmed_at > moment) | ((Nomination.confirmed_at == moment) & (Nomination.id > last))
        statement = statement.where(later)
    return list(db.session.scalars(statement))


def list_decided() -> list[Nomination]:
    """List what curators decided last, the newest first."""
    statement = select(Nomination).where(Nomination.decided_at.is_not(None))
    newest = statement.order_by(Nomination.decided_at.desc(), Nomination.id.desc()).limit(DECIDED)
    return list(db.session.scalars(newest.options(joinedload(Nomination.category))))


def count_waiting() -> int:
    """Count the nominations a curator has not decided yet."""
    return db.session.scalar(select(func.count(Nomination.id)).where(Nomination.state.in_(UNDECIDED))) or 0


def list_entries_of(companies: list[Company], category: Category) -> list[Entry]:
    """List the entries these companies have in a category."""
    statement = select(Entry).where(
        Entry.category_id == category.id, Entry.company_id.in_([company.id for company in companies])
    )
    return list(db.session.scalars(statement.options(joinedload(Entry.company)).order_by(Entry.id)))


def get_entry(public_id: str) -> Entry:
    """Return an entry by its public id."""
    entry = db.session.scalar(select(Entry).filter_by(public_id=public_id))
    if entry is None:
        raise Missing
    return entry


def list_entries(category: Category) -> list[Entry]:
    """List the entries of a category that have at least one story."""
    has_story = Entry.nominations.any(Nomination.state == State.ACCEPTED)
    statement = select(Entry).where(Entry.category_id == category.id, has_story).options(joinedload(Entry.company))
    return list(db.session.scalars(statement.order_by(Entry.id)))


def get_story(story_id: str) -> Story:
    """Return a public story."""
    rows = _stories(Nomination.story_id == story_id, limit=1)
    if not rows:
        raise Missing
    return rows[0]


def list_stories_of(entry: Entry) -> list[Story]:
    """List the stories judges read: accepted before judging opened, oldest first."""
    frozen_at = min(clock.now(), entry.season.judging_opens_at)
    rows = _stories(Nomination.entry_id == entry.id, Nomination.decided_at <= frozen_at, limit=200)
    return rows[::-1]


def list_stories_of_company(company: Company, *, before: int | None = None) -> list[Story]:
    """List a company's public stories, newest first, a page at a time from below a story's number."""
    conditions = [Nomination.company_id == company.id]
    if before is not None:
        conditions.append(Nomination.id < before)
    return _stories(*conditions, limit=PAGE + 1)


def list_latest_stories(limit: int = 6) -> list[Story]:
    """List the newest public stories."""
    return _stories(limit=limit)


def list_nominator_addresses(category: Category) -> list[tuple[str, str]]:
    """List reference and address of one live nomination for each nominator of a category."""
    statement = (
        select(func.min(Nomination.id))
        .where(Nomination.category_id == category.id, Nomination.state == State.ACCEPTED)
        .group_by(Nomination.identity)
    )
    rows = db.session.execute(
        select(Nomination.reference, NominationRevision.email)
        .join(NominationRevision, _is_current_revision())
        .where(Nomination.id.in_(statement), NominationRevision.email.is_not(None))
        .order_by(Nomination.id)
    )
    return [(reference, email) for reference, email in rows if email]


def _is_current_revision() -> ColumnElement[bool]:
    return (NominationRevision.nomination_id == Nomination.id) & (
        NominationRevision.number == Nomination.revision_number
    )


def _stories(*conditions: ColumnElement[bool], limit: int) -> list[Story]:
    written = NominationRevision
    statement = (
        select(
            Nomination.story_id,
            Company.name.label("company_name"),
            Company.slug.label("company_slug"),
            Category.name.label("category_name"),
            Entry.nominee,
            written.story.label("text"),
            written.feeling,
            written.qualities,
            written.solved,
            written.channel,
            written.relation,
            case((written.show_name, written.name)).label("told_by"),
            Nomination.created_at.label("told_at"),
            Nomination.decided_at,
            Nomination.id,
            Nomination.revision_number.label("revision"),
        )
        .join(written, _is_current_revision())
        .join(Entry, Entry.id == Nomination.entry_id)
        .join(Company, Company.id == Entry.company_id)
        .join(Category, Category.id == Nomination.category_id)
        .where(Nomination.state == State.ACCEPTED, *conditions)
        .order_by(Nomination.id.desc())
        .limit(limit)
    )
    return [Story(**row) for row in db.session.execute(statement).mappings()]
