"""When people were last here, in how many browsers, and whose second factor is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app import clock
from app.accounts.models import LoginSession, SecondFactor, User
from app.accounts.queries import needs_factor
from app.accounts.rules import SESSION_IDLE, SESSION_LIFE
from app.extensions import db


@dataclass(frozen=True)
class Presence:
    """A person with their last visit, the browsers they are logged in with, and their second factor."""

    user: User
    seen_at: datetime | None
    open: int
    has_factor: bool

    @property
    def lacks_factor(self) -> bool:
        """Tell whether a second factor is asked of them that they have not set up."""
        return self.user.is_active and not self.has_factor and needs_factor(self.user)


def list_presences(users: Collection[User]) -> list[Presence]:
    """Say of these people when they were last here; two statements, however many they are."""
    now = clock.now()
    is_open = LoginSession.ended_at.is_(None) & (LoginSession.created_at > now - SESSION_LIFE)
    is_open &= LoginSession.last_seen_at > now - SESSION_IDLE
    counts = select(LoginSession.user_id, func.max(LoginSession.last_seen_at), func.count().filter(is_open))
    rows = {row[0]: row for row in db.session.execute(counts.group_by(LoginSession.user_id))}
    factors = set(db.session.scalars(select(SecondFactor.user_id)))
    return [
        Presence(user, row[1] if row else None, row[2] if row else 0, user.id in factors)
        for user in users
        for row in [rows.get(user.id)]
    ]
