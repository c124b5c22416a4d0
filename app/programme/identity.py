"""Who runs the awards, kept in memory so that every page and letter can print it, even without a database."""

import time
from dataclasses import dataclass
from typing import cast

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.local import LocalProxy

from app.extensions import db
from app.programme.queries import Identity, get_identity

KEPT_SECONDS = 5
PLACE = "site_identity"


@dataclass
class Kept:
    """The identity last read, and until when it may be shown without asking again."""

    identity: Identity
    until: float


def current_identity() -> Identity:
    """Return the identity read in the last few seconds, or the last one known while the database is away."""
    kept: Kept | None = current_app.extensions.get(PLACE)
    if kept is not None and time.monotonic() < kept.until:
        return kept.identity
    try:
        identity = get_identity()
    except SQLAlchemyError:
        db.session.rollback()
        identity = kept.identity if kept else Identity()
    current_app.extensions[PLACE] = Kept(identity, time.monotonic() + KEPT_SECONDS)
    return identity


def forget_identity() -> None:
    """Read the identity anew when it is next asked for."""
    current_app.extensions.pop(PLACE, None)


site = cast(Identity, LocalProxy(current_identity))
