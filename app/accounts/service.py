"""What can be done with people, invitations, sessions and passwords."""

import secrets
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select, update

from app import clock
from app.accounts.models import Invitation, LoginSession, PasswordLink, User, UserRole
from app.accounts.rules import INVITATION_LIFE, NEW_PASSWORD_LIFE, Role, tidy_email
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.mail import service as mail
from app.web.links import keyed_hash


def create_user(*, email: str, role: Role, name: str = "", password_hash: str | None, by: Actor | str) -> User:
    """Add a person who works on the awards; refuses an address that is taken."""
    if _find(email) is not None:
        raise Refused(f"There is already a person with the address {tidy_email(email)}.")
    user = _add_user(email, name, password_hash)
    user.role_rows = [UserRole(role=role)]
    db.session.flush()
    audit.record("user created", about=user, by=by, role=role)
    return user


def invite(
    *,
    email: str,
    role: Role,
    name: str = "",
    by_letter: bool = True,
    by: Actor | str,
    inviter: User | None = None,
) -> Invitation:
    """Invite an address to a role and queue the letter; asking again sends a fresh link.

    Without `by_letter` whoever asks hands the link over; a letter would replace it with its own.
    """
    known = _find(email)
    if known is not None and known.has_role(role):
        raise Refused(f"{known.email} already has the role {role}.", field="email")
    address = tidy_email(email)
    invitation = db.session.scalar(
        select(Invitation).filter_by(email=address, role=role, accepted_at=None, revoked_at=None)
    )
    if invitation is None:
        invitation = Invitation(email=address, role=role, created_at=clock.now(), expires_at=clock.now())
        db.session.add(invitation)
    invitation.name = name or invitation.name or ""
    invitation.invited_by_id = inviter.id if inviter else None
    invitation.expires_at = clock.now() + INVITATION_LIFE
    db.session.flush()
    if by_letter:
        mail.queue_letter("invitation", subject=f"invitation:{invitation.public_id}", to=address, again=True)
    audit.record("invitation sent", about=invitation, by=by, role=role)
    return invitation


def renew_token(waiting: Invitation | PasswordLink) -> str:
    """Give an invitation or password link a new token; every earlier one stops working."""
    token = secrets.token_urlsafe(32)
    waiting.token_hash = keyed_hash("link", token)
    db.session.flush()
    return token


def accept_invitation(invitation: Invitation, *, name: str, password_hash: str | None) -> User:
    """Let an invited person in; an existing account keeps its password and gains the role."""
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Missing
    user = _find(invitation.email)
    if user is not None and not user.is_active:
        raise Refused("This account has been disabled. Write to the organisers.")
    if user is None:
        user = _add_user(invitation.email, name, password_hash)
    if not user.has_role(invitation.role):
        user.role_rows.append(UserRole(role=invitation.role))
    invitation.accepted_at = clock.now()
    invitation.token_hash = None
    db.session.flush()
    audit.record("invitation accepted", about=invitation, by=user, role=invitation.role)
    return user


def revoke_invitation(invitation: Invitation, *, by: Actor | str) -> None:
    """Take an invitation back; its link stops working at once."""
    if invitation.accepted_at is not None:
        raise Conflict("This invitation has been accepted already. Disable the person instead.")
    invitation.revoked_at = clock.now()
    invitation.token_hash = None
    audit.record("invitation revoked", about=invitation, by=by)


def disable(user: User, *, by: Actor | str) -> None:
    """Keep a person out from their next request on; what they did stays."""
    if user.has_role(Role.ORGANISER) and _is_last_organiser(user):
        raise Refused("This is the last active organiser. Invite another one first.")
    user.is_active = False
    _end_sessions(user)
    audit.record("user disabled", about=user, by=by)


def enable(user: User, *, by: Actor | str) -> None:
    """Let a disabled person sign in again."""
    user.is_active = True
    audit.record("user enabled", about=user, by=by)


def set_roles(user: User, *, roles: Iterable[Role], by: Actor | str) -> None:
    """Give a person these roles and no others; they count from the person's next request on."""
    wanted = frozenset(roles)
    if user.has_role(Role.ORGANISER) and Role.ORGANISER not in wanted and user.is_active and _is_last_organiser(user):
        raise Refused("This is the last active organiser. Invite another one first.", field="roles")
    given, taken = wanted - user.roles, user.roles - wanted
    user.role_rows = [row for row in user.role_rows if row.role in wanted] + [UserRole(role=role) for role in given]
    db.session.flush()
    for role in sorted(given):
        audit.record("role given", about=user, by=by, role=role)
    for role in sorted(taken):
        audit.record("role taken", about=user, by=by, role=role)


def start_session(user: User, *, browser: str) -> str:
    """Open a session and return its token, of which only a hash is kept."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = LoginSession(
        user_id=user.id,
        token_hash=keyed_hash("session", token),
        browser=browser[:120],
        created_at=now,
        last_seen_at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.record("signed in", about=row, by=user)
    return token


def end_session(row: LoginSession, *, by: Actor) -> None:
    """End one session; a copy of its cookie is worth nothing from now on."""
    if row.ended_at is None:
        row.ended_at = clock.now()
        audit.record("signed out", about=row, by=by)


def touch_session(row: LoginSession) -> None:
    """Note that a session is in use."""
    row.last_seen_at = clock.now()


def refresh_hash(user: User, *, password_hash: str) -> None:
    """Keep the same password under a hash made with today's settings."""
    user.password_hash = password_hash
    audit.record("password hash renewed", about=user, by=user)


def change_password(user: User, *, password_hash: str) -> None:
    """Set a new password and end every session of this person."""
    user.password_hash = password_hash
    _end_sessions(user)
    audit.record("password changed", about=user, by=user)


def rename(user: User, *, name: str) -> None:
    """Change the name a person goes by here."""
    user.name = name
    audit.record("user renamed", about=user, by=user)


def ask_new_password(*, email: str) -> None:
    """Queue a letter with a link to a new password; the statements are the same when nobody has this address.

    A letter to nobody finds nobody when its turn comes, and is cancelled.
    """
    address = tidy_email(email)
    found = db.session.scalar(select(User.public_id).filter_by(email=address, is_active=True))
    subject = f"user:{found or keyed_hash('nobody', address)[:10]}"
    mail.queue_letter("new_password", subject=subject, to=address, again=True)
    audit.record("new password asked", about=subject, by="visitor")


def make_password_link(user: User) -> str:
    """Give a person one working link to a new password and return its token; earlier links stop working."""
    now = clock.now()
    earlier = update(PasswordLink).where(PasswordLink.user_id == user.id, PasswordLink.used_at.is_(None))
    db.session.execute(earlier.values(used_at=now, token_hash=None))
    link = PasswordLink(user_id=user.id, created_at=now, expires_at=now + NEW_PASSWORD_LIFE)
    db.session.add(link)
    audit.record("new password link made", about=user, by="worker")
    return renew_token(link)


def queue_heads(organisers: Iterable[User], *, day: date) -> int:
    """Queue the letter with the head of the log, once a day for each organiser, and count the new ones."""
    return sum(
        mail.queue_letter("audit_head", subject=f"user:{user.public_id}/{day:%Y-%m-%d}", to=user.email)
        for user in organisers
    )


def use_password_link(link: PasswordLink, *, password_hash: str) -> User:
    """Set the password a link allows, once."""
    if link.used_at is not None or link.expires_at <= clock.now():
        raise Missing
    link.used_at = clock.now()
    link.token_hash = None
    change_password(link.user, password_hash=password_hash)
    return link.user


def _add_user(email: str, name: str, password_hash: str | None) -> User:
    user = User(email=tidy_email(email), name=name, password_hash=password_hash, created_at=clock.now())
    db.session.add(user)
    return user


def _find(email: str) -> User | None:
    return db.session.scalar(select(User).filter_by(email=tidy_email(email)))


def _is_last_organiser(user: User) -> bool:
    """Look at all active organisers under lock, so that two of them cannot keep each other out at once."""
    active = select(User.id).join(UserRole).where(UserRole.role == Role.ORGANISER, User.is_active).order_by(User.id)
    return set(db.session.scalars(active.with_for_update())) <= {user.id}


def _end_sessions(user: User) -> None:
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == user.id, LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
