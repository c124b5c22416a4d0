"""Who may be asked to judge, what there is to judge, and whether a panel can still change."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.rules import Role
from app.errors import Conflict
from app.extensions import db
from app.nominations import queries as nominations
from app.nominations.models import Entry
from app.programme.models import Category
from app.programme.rules import SCORECARD_GRACE


def list_entries(category: Category) -> list[Entry]:
    """List a category's entries by company name."""
    query = select(Entry).filter_by(category_id=category.id).options(joinedload(Entry.company))
    return sorted(db.session.scalars(query), key=title_order)


def list_entries_with_stories(category: Category) -> list[Entry]:
    """List the entries that still rest on an accepted nomination."""
    return sorted(nominations.list_entries(category), key=title_order)


def title_order(entry: Entry) -> tuple[str, int]:
    """Order entries by the name pages show."""
    return entry.title.casefold(), entry.id


def list_judges() -> list[User]:
    """List everyone who can be asked to judge, by name."""
    return sorted((user for user in accounts.list_users(Role.JUDGE) if user.is_active), key=name_order)


def name_order(user: User) -> tuple[str, int]:
    """Order people by the name pages show."""
    return (user.name or user.email).casefold(), user.id


def is_panel_open(category: Category) -> bool:
    """Tell whether a panel can still change."""
    return category.sealed_at is None and clock.now() < category.season.judging_closes_at + SCORECARD_GRACE


def require_panel_open(category: Category) -> None:
    """Refuse a change to a panel once its judging has closed or is sealed."""
    if category.sealed_at is not None:
        raise Conflict(f"{category.name} is sealed, so its panel can no longer change.")
    if clock.now() >= category.season.judging_closes_at + SCORECARD_GRACE:
        raise Conflict(f"Judging of {category.name} has closed, so its panel can no longer change.")
