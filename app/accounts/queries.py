"""Find people, sessions and the links that let them in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app import clock
from app.accounts.models import Invitation, LoginSession, PasswordLink, RecoveryCode, SecondFactor, User, UserRole
from app.accounts.rules import SESSION_IDLE, SESSION_LIFE, Role, tidy_email
from app.errors import Missing, Replaced
from app.extensions import db
from app.web.links import keyed_hash, settings

T = TypeVar("T")
CLOCK_STEP = timedelta(seconds=300)


@dataclass(frozen=True)
class Credentials:
    """What a password is checked against."""

    public_id: str
    password_hash: str | None


class NotInvited(Replaced):
    """Answer a link of an invitation that opens nothing now, the same whether it ever did."""

    heading = "This invitation is not open any more"
    sentence = "It was accepted, taken back or has run out. If you accepted it, log in; if not, ask who invited you."


def find_credentials(email: str) -> Credentials | None:
    """Find what an active person's password is checked against; one statement, found or not."""
    statement = select(User.public_id, User.password_hash).filter_by(email=tidy_email(email), is_active=True)
    row = db.session.execute(statement).first()
    return Credentials(*row) if row else None


def find_user_by_email(email: str) -> User | None:
    """Find a person by address in any case."""
    return db.session.scalar(select(User).filter_by(email=tidy_email(email)))


def find_user(public_id: str) -> User | None:
    """Find a person by public id."""
    return db.session.scalar(select(User).filter_by(public_id=public_id))


def get_user(public_id: str) -> User:
    """Return a person by public id."""
    return _required(find_user(public_id))


def list_users(role: Role | None = None) -> list[User]:
    """List people by address, of one role or of all."""
    statement = select(User).options(selectinload(User.role_rows)).order_by(User.email)
    if role is not None:
        statement = statement.where(User.role_rows.any(UserRole.role == role))
    return list(db.session.scalars(statement))


def list_names(public_ids: Collection[str]) -> dict[str, str]:
    """Return what the people with these public ids are called."""
    rows = db.session.execute(select(User.public_id, User.name, User.email).where(User.public_id.in_(public_ids)))
    return {row.public_id: row.name or row.email for row in rows}


def list_organisers() -> list[User]:
    """List the organisers who can sign in."""
    return [user for user in list_users(Role.ORGANISER) if user.is_active]


def count_active(role: Role) -> int:
    """Count the people who hold a role and can sign in."""
    statement = select(func.count(User.id)).join(UserRole).where(UserRole.role == role, User.is_active)
    return db.session.scalar(statement) or 0


def list_open_invitations() -> list[Invitation]:
    """List invitations nobody has accepted yet, newest first."""
    statement = select(Invitation).filter_by(accepted_at=None, revoked_at=None)
    return list(db.session.scalars(statement.order_by(Invitation.created_at.desc())))


def get_invitation(public_id: str) -> Invitation:
    """Return an invitation by public id."""
    return _required(db.session.scalar(select(Invitation).filter_by(public_id=public_id)))


def get_invitation_by_token(token: str) -> Invitation:
    """Return the invitation a link speaks of, while it can be accepted."""
    row = db.session.scalar(select(Invitation).filter_by(token_hash=keyed_hash("link", token)))
    if row is None or row.expires_at <= clock.now():
        raise NotInvited
    return row


def get_password_link_by_token(token: str) -> PasswordLink:
    """Return the password link a letter speaks of, while it can be used."""
    row = db.session.scalar(select(PasswordLink).filter_by(token_hash=keyed_hash("link", token)))
    if row is None or row.expires_at <= clock.now():
        raise Missing
    return row


def find_live_session(token: str) -> LoginSession | None:
    """Find the session behind a cookie unless it has ended, run out, lain idle or its owner is disabled."""
    row = db.session.scalar(select(LoginSession).filter_by(token_hash=keyed_hash("session", token), ended_at=None))
    if row is None or not row.user.is_active:
        return None
    now = clock.now()
    is_live = now < row.created_at + SESSION_LIFE and now < row.last_seen_at + SESSION_IDLE
    return row if is_live and now > row.created_at - CLOCK_STEP else None


def list_live_sessions(user: User) -> list[LoginSession]:
    """List the sessions with which a person is signed in now, newest first."""
    now = clock.now()
    statement = select(LoginSession).filter_by(user_id=user.id, ended_at=None)
    statement = statement.where(
        LoginSession.created_at > now - SESSION_LIFE, LoginSession.last_seen_at > now - SESSION_IDLE
    )
    return list(db.session.scalars(statement.order_by(LoginSession.created_at.desc())))


def get_session(user: User, public_id: str) -> LoginSession:
    """Return one of a person's own sessions."""
    return _required(db.session.scalar(select(LoginSession).filter_by(user_id=user.id, public_id=public_id)))


def find_factor(user: User) -> SecondFactor | None:
    """Find a person's second factor."""
    return db.session.get(SecondFactor, user.id, populate_existing=True)


def count_recovery_codes(user: User) -> int:
    """Count the recovery codes a person has left."""
    left = select(func.count(RecoveryCode.id)).filter_by(user_id=user.id, used_at=None)
    return db.session.scalar(left) or 0


def needs_factor(user: User) -> bool:
    """Tell whether one of a person's roles must have a second factor."""
    return bool(user.roles & settings().second_factor)


def lacks_factor(user: User) -> bool:
    """Tell whether a person must set up a second factor before anything else."""
    return needs_factor(user) and find_factor(user) is None


def _required(row: T | None) -> T:
    if row is None:
        raise Missing
    return row
