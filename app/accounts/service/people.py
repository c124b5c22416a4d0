"""Add people, give and take roles, keep out and let in."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role, tidy_email
from app.accounts.service.sessions import end_sessions
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Refused
from app.extensions import db
from app.mail import service as mail


def create_user(*, email: str, role: Role, name: str = "", password_hash: str | None, by: Actor | str) -> User:
    """Add a person who works on the awards; refuses an address that is taken."""
    if find(email) is not None:
        raise Refused(f"There is already a person with the address {tidy_email(email)}.")
    user = add_user(email, name, password_hash)
    user.role_rows = [UserRole(role=role)]
    db.session.flush()
    audit.record("user created", about=user, by=by, role=role)
    return user


def disable(user: User, *, by: Actor | str) -> None:
    """Keep a person out from their next request on; what they did stays."""
    if user.has_role(Role.ORGANISER) and _is_last_organiser(user):
        raise Refused("This is the last active organiser. Invite another one first.")
    user.is_active = False
    end_sessions(user)
    audit.record("user disabled", about=user, by=by)


def enable(user: User, *, by: Actor | str) -> None:
    """Let a disabled person sign in again."""
    user.is_active = True
    audit.record("user enabled", about=user, by=by)


def set_roles(user: User, *, roles: Iterable[Role], by: Actor | str) -> None:
    """Give a person these roles and no others; every session ends, so that they log in to what they may do now."""
    wanted = frozenset(roles)
    if user.has_role(Role.ORGANISER) and Role.ORGANISER not in wanted and user.is_active and _is_last_organiser(user):
        raise Refused("This is the last active organiser. Invite another one first.", field="roles")
    given, taken = wanted - user.roles, user.roles - wanted
    user.role_rows = [row for row in user.role_rows if row.role in wanted] + [UserRole(role=role) for role in given]
    db.session.flush()
    if given or taken:
        end_sessions(user)
    for role in sorted(given):
        audit.record("role given", about=user, by=by, role=role)
    for role in sorted(taken):
        audit.record("role taken", about=user, by=by, role=role)


def rename(user: User, *, name: str) -> None:
    """Change the name a person goes by here."""
    user.name = name
    audit.record("user renamed", about=user, by=user)


def queue_heads(organisers: Iterable[User], *, day: date) -> int:
    """Queue the letter with the head of the log, once a day for each organiser, and count the new ones."""
    return sum(
        mail.queue_letter("audit_head", subject=f"user:{user.public_id}/{day:%Y-%m-%d}", to=user.email)
        for user in organisers
    )


def add_user(email: str, name: str, password_hash: str | None) -> User:
    """Add the row of a person."""
    user = User(email=tidy_email(email), name=name, password_hash=password_hash, created_at=clock.now())
    db.session.add(user)
    return user


def find(email: str) -> User | None:
    """Find a person by address, within the running action."""
    return db.session.scalar(select(User).filter_by(email=tidy_email(email)))


def _is_last_organiser(user: User) -> bool:
    """Look at all active organisers under lock, so that two of them cannot keep each other out at once."""
    active = select(User.id).join(UserRole).where(UserRole.role == Role.ORGANISER, User.is_active).order_by(User.id)
    return set(db.session.scalars(active.with_for_update())) <= {user.id}
