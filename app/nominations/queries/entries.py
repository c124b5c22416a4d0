"""Entries, which gather accepted nominations."""

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.companies.models import Company, is_one_of
from app.errors import Missing
from app.extensions import db
from app.nominations.models import Entry, Nomination
from app.nominations.rules import State
from app.programme.models import Category, Season


def list_entries_of(companies: list[Company], category: Category) -> list[Entry]:
    """List the entries these companies, and those merged into them, have in a category."""
    family = select(Company.id).where(is_one_of(*(company.id for company in companies)))
    statement = select(Entry).where(
        Entry.category_id == category.id, Entry.joined_into_id.is_(None), Entry.company_id.in_(family)
    )
    return list(db.session.scalars(statement.options(joinedload(Entry.company)).order_by(Entry.id)))


def get_entry(public_id: str) -> Entry:
    """Return an entry by its public id."""
    entry = db.session.scalar(select(Entry).filter_by(public_id=public_id))
    if entry is None:
        raise Missing
    return entry


def list_entries(category: Category) -> list[Entry]:
    """List the entries of a category that stand for themselves and have at least one story."""
    statement = select(Entry).where(Entry.category_id == category.id, stands_with_story())
    return list(db.session.scalars(statement.options(joinedload(Entry.company)).order_by(Entry.id)))


def stands_with_story() -> ColumnElement[bool]:
    """Choose entries that are joined into no other and rest on a story from before judging opened.

    It may be their own, or of one joined into them; a story that was accepted later waits, as judges never read it.
    """
    part = aliased(Entry)
    story = (
        select(Nomination.id)
        .join(part, part.id == Nomination.entry_id)
        .join(Season, Season.id == part.season_id)
        .where(or_(part.id == Entry.id, part.joined_into_id == Entry.id))
        .where(Nomination.state == State.ACCEPTED, Nomination.decided_at <= Season.judging_opens_at)
    )
    return Entry.joined_into_id.is_(None) & story.correlate(Entry).exists()


def parts_of(entry: Entry) -> Select[int]:
    """Choose the numbers of an entry and of those joined into it."""
    part = aliased(Entry)
    return select(part.id).where(or_(part.id == entry.id, part.joined_into_id == entry.id))
