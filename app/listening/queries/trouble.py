"""Read what could not be read or taken in: gaps, and posts that were set aside."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import User
from app.errors import Missing
from app.extensions import db
from app.listening.models import Quarantine, ReadingGap

PAGE = 25
LONGEST_ID = 9
IS_CLOSED = ReadingGap.closed_at.is_not(None)


def list_gaps(*, after: str = "") -> tuple[Sequence[ReadingGap], str | None]:
    """List gaps, open ones first, each part newest first, from the one after `after` on."""
    wanted = (
        select(ReadingGap)
        .join(ReadingGap.watch)
        .options(contains_eager(ReadingGap.watch), joinedload(ReadingGap.closed_by).lazyload(User.role_rows))
        .order_by(IS_CLOSED, ReadingGap.id.desc())
    )
    last = find_gap(after)
    if last is not None:
        is_older = ReadingGap.id < last.id
        wanted = wanted.where(and_(IS_CLOSED, is_older) if last.closed_at else or_(IS_CLOSED, is_older))
    gaps = db.session.scalars(wanted.limit(PAGE + 1)).all()
    return gaps[:PAGE], str(gaps[PAGE - 1].id) if len(gaps) > PAGE else None


def find_gap(number: str) -> ReadingGap | None:
    """Find a gap by its number as an address holds it."""
    known = row_id(number)
    return db.session.get(ReadingGap, known) if known else None


def get_gap(number: str) -> ReadingGap:
    """Return a gap by its number."""
    gap = find_gap(number)
    if gap is None:
        raise Missing
    return gap


def list_set_aside(*, after: str = "") -> tuple[Sequence[Quarantine], str | None]:
    """List the posts that could not be taken in, newest first."""
    wanted = select(Quarantine).options(joinedload(Quarantine.watch)).order_by(Quarantine.id.desc())
    last = row_id(after)
    if last is not None:
        wanted = wanted.where(Quarantine.id < last)
    aside = db.session.scalars(wanted.limit(PAGE + 1)).all()
    return aside[:PAGE], str(aside[PAGE - 1].id) if len(aside) > PAGE else None


def row_id(number: str) -> int | None:
    """Read a row's number from an address; None where it is none."""
    is_one = number.isascii() and number.isdecimal() and len(number) <= LONGEST_ID
    return int(number) if is_one else None
