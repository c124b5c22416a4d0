"""Entries, which gather accepted nominations."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.companies.models import Company
from app.errors import Missing
from app.extensions import db
from app.nominations.models import Entry, Nomination
from app.nominations.rules import State
from app.programme.models import Category


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
