"""What organisers see of a panel: who judges what, who cannot, and how far each is, never how they score."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.rules import Role
from app.errors import Conflict
from app.extensions import db
from app.judging.models import Assignment, Recusal
from app.judging.queries.coverage import list_assignments
from app.judging.rules import AssignmentState
from app.nominations import queries as nominations
from app.nominations.models import Entry
from app.programme.models import Category, Season
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


@dataclass(frozen=True)
class Progress:
    """Where one judge stands with one entry; `recusal` says why they stepped back."""

    assignment: Assignment
    recusal: Recusal | None

    @property
    def is_submitted(self) -> bool:
        """Tell whether the scorecard is handed in."""
        return self.assignment.is_submitted


def list_progress(season: Season) -> list[tuple[Category, list[Progress]]]:
    """List each assignment's state and last change, by category; nothing about marks."""
    standing = (Entry.season_id == season.id) & Entry.joined_into_id.is_(None)
    rows = [row for row in list_assignments(standing) if row.state is not AssignmentState.RELEASED]
    rows.sort(key=lambda row: (title_order(row.entry), name_order(row.judge)))
    stepped_back = select(Recusal).join(Entry, Entry.id == Recusal.entry_id).where(Entry.season_id == season.id)
    recusals = {(row.judge_id, row.entry_id): row for row in db.session.scalars(stepped_back)}
    progress = [Progress(row, recusals.get((row.judge_id, row.entry_id))) for row in rows]
    return [
        (category, [row for row in progress if row.assignment.entry.category_id == category.id])
        for category in season.categories
    ]


def is_panel_open(category: Category) -> bool:
    """Tell whether a panel can still change."""
    return category.sealed_at is None and clock.now() < category.season.judging_closes_at + SCORECARD_GRACE


def require_panel_open(category: Category) -> None:
    """Refuse a change to a panel once its judging has closed or is sealed."""
    if category.sealed_at is not None:
        raise Conflict(f"{category.name} is sealed, so its panel can no longer change.")
    if clock.now() >= category.season.judging_closes_at + SCORECARD_GRACE:
        raise Conflict(f"Judging of {category.name} has closed, so its panel can no longer change.")
