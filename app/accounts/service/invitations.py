"""Invite people, and let them in who were invited."""

import secrets

from sqlalchemy import select

from app import clock
from app.accounts.models import Invitation, PasswordLink, User, UserRole
from app.accounts.rules import INVITATION_LIFE, Role, tidy_email
from app.accounts.service.people import add_user, find
from app.accounts.service.sessions import end_sessions
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.mail import service as mail
from app.mail.queries import list_purposes
from app.web.links import keyed_hash


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
    known = find(email)
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


def send_again(invitation: Invitation, *, by: Actor | str) -> None:
    """Send a fresh link by the letter that brought the last one; every earlier link stops working."""
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Conflict("This invitation is not open any more.")
    subject = f"invitation:{invitation.public_id}"
    invitation.expires_at = clock.now() + INVITATION_LIFE
    for purpose in list_purposes(subject) or ["invitation"]:
        mail.queue_letter(purpose, subject=subject, to=invitation.email, again=True)
    audit.record("invitation sent", about=invitation, by=by, role=invitation.role)


def accept_invitation(invitation: Invitation, *, name: str, password_hash: str | None) -> User:
    """Let an invited person in; an existing account keeps its password and gains the role."""
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Missing
    user = find(invitation.email)
    if user is not None and not user.is_active:
        raise Refused("This account has been disabled. Write to the organisers.")
    if user is None:
        user = add_user(invitation.email, name, password_hash)
    if not user.has_role(invitation.role):
        user.role_rows.append(UserRole(role=invitation.role))
        end_sessions(user)
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


def renew_token(waiting: Invitation | PasswordLink) -> str:
    """Give an invitation or password link a new token; every earlier one stops working."""
    token = secrets.token_urlsafe(32)
    waiting.token_hash = keyed_hash("link", token)
    db.session.flush()
    return token
