"""Count what reading comes to, network by network and day by day."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from app import clock
from app.extensions import db
from app.listening.models import ReadingDay
from app.listening.passes.storing import Stored


def note_page(network: str, stored: Stored, *, passed_over: int) -> None:
    """Count one page that was stored."""
    add(
        network,
        pages=1,
        new=stored.new,
        edited=stored.edited,
        known=stored.known,
        set_aside=stored.aside,
        left_out=stored.left_out,
        passed_over=passed_over,
    )


def note_failure(network: str) -> None:
    """Count one failure of a whole source."""
    add(network, failures=1)


def add(network: str, **counts: int) -> None:
    """Add to today's row of a network, which is made when the day begins; days are those of UTC."""
    is_postgresql = db.session.get_bind().dialect.name == "postgresql"
    insert: Callable[..., Any] = postgresql.insert if is_postgresql else sqlite.insert
    every = dict.fromkeys(("pages", "new", "edited", "known", "passed_over", "set_aside", "left_out", "failures"), 0)
    statement = insert(ReadingDay).values(network=network, read_on=clock.now().date(), **{**every, **counts})
    added = {name: getattr(ReadingDay, name) + statement.excluded[name] for name in counts}
    db.session.execute(statement.on_conflict_do_update(index_elements=["network", "read_on"], set_=added))
