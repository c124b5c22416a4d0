"""Open and end the sessions of browsers."""

import secrets

from sqlalchemy import update

from app import clock
from app.accounts.models import LoginSession, User
from app.audit import service as audit
from app.audit.service import Actor
from app.extensions import db
from app.web.links import keyed_hash


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


def log_out_everywhere(user: User, *, by: Actor) -> None:
    """End every session of a person, because an organiser says so."""
    end_sessions(user)
    audit.record("sessions ended", about=user, by=by)


def end_sessions(user: User) -> None:
    """End every session of a person; each copy of their cookies is worth nothing from now on."""
    db.session.execute(
        update(LoginSession)
        .where(LoginSession.user_id == user.id, LoginSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
