"""Change passwords, and send links to new ones."""

from sqlalchemy import select, update

from app import clock
from app.accounts.models import PasswordLink, User
from app.accounts.rules import NEW_PASSWORD_LIFE, tidy_email
from app.accounts.service.invitations import renew_token
from app.accounts.service.sessions import end_sessions
from app.audit import service as audit
from app.errors import Missing
from app.extensions import db
from app.mail import service as mail
from app.web.links import keyed_hash


def refresh_hash(user: User, *, password_hash: str) -> None:
    """Keep the same password under a hash made with today's settings."""
    user.password_hash = password_hash
    audit.record("password hash renewed", about=user, by=user)


def change_password(user: User, *, password_hash: str) -> None:
    """Set a new password and end every session of this person."""
    user.password_hash = password_hash
    end_sessions(user)
    audit.record("password changed", about=user, by=user)


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


def use_password_link(link: PasswordLink, *, password_hash: str) -> User:
    """Set the password a link allows, once."""
    if link.used_at is not None or link.expires_at <= clock.now():
        raise Missing
    link.used_at = clock.now()
    link.token_hash = None
    change_password(link.user, password_hash=password_hash)
    return link.user
