"""Read what curators sent, and what was written to an author before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, or_, select, tuple_
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.listening.contacting.authors import names_of
from app.listening.models import ContactName, Mention, Outreach
from app.listening.queries.queue import PAGE, rows_of
from app.listening.rows import CAME_TRUE, Row
from app.listening.rules import WAS_SENT, OutreachState
from app.nominations.models import Nomination


class Became(StrEnum):
    """What became of a reply."""

    WAITING = "waiting"
    ANSWERED = "answered"
    VISITED = "visited"
    NOMINATED = "nominated"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which replies are asked for; an empty network or nothing of `became` means any."""

    by: User | None
    network: str = ""
    became: Became | None = None
    after: str = ""


def list_replies(wanted: Wanted) -> tuple[Sequence[Row], str | None]:
    """List sent replies, the newest first, with what became of them."""
    sent = (
        select(Outreach)
        .join(Outreach.mention)
        .where(Outreach.state.in_(WAS_SENT), *conditions_of(wanted))
        .options(joinedload(Outreach.mention))
        .order_by(Outreach.sent_at.desc(), Outreach.id.desc())
    )
    last = find_last(wanted.after)
    if last is not None:
        sent = sent.where(tuple_(Outreach.sent_at, Outreach.id) < tuple_(last.sent_at, last.id))
    found = db.session.scalars(sent.limit(PAGE + 1)).all()
    following = found[PAGE - 1].code if len(found) > PAGE else None
    return rows_of([outreach.mention for outreach in found[:PAGE]]), following


def find_last(code: str) -> Outreach | None:
    """Find the reply a page goes on after."""
    sent = select(Outreach).where(Outreach.code == code, Outreach.sent_at.is_not(None))
    return db.session.scalar(sent) if code else None


def conditions_of(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Say which replies are asked for."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.by is not None:
        conditions.append(Outreach.user_id == wanted.by.id)
    if wanted.network:
        conditions.append(Mention.network == wanted.network)
    if wanted.became is not None:
        conditions.append(has_become(wanted.became))
    return conditions


def has_become(what: Became) -> ColumnElement[bool]:
    """Say how a reply is known that came to this; each counts once, for the furthest it came."""
    nominated = exists().where(Nomination.outreach_code == Outreach.code, Nomination.state.in_(CAME_TRUE))
    if what is Became.NOMINATED:
        return nominated
    if what is Became.VISITED:
        return and_(Outreach.first_visited_at.is_not(None), ~nominated)
    if what is Became.ANSWERED:
        return Outreach.answered_at.is_not(None)
    return and_(Outreach.state == OutreachState.SENT, Outreach.answered_at.is_(None), ~nominated)


def list_earlier_replies(mention: Mention) -> Sequence[Outreach]:
    """List what we already wrote to the author of a mention, also where the earlier post is wiped."""
    known = select(ContactName.contact_id).where(ContactName.name_hash.in_(names_of(mention)))
    same: list[ColumnElement[bool]] = [Outreach.contact_id.in_(known)]
    if mention.author_id:
        same.append(and_(Mention.network == mention.network, Mention.author_id == mention.author_id))
    wanted = (
        select(Outreach)
        .join(Outreach.mention)
        .where(or_(*same), Mention.id != mention.id, Outreach.state.in_(WAS_SENT))
        .options(joinedload(Outreach.user).lazyload(User.role_rows))
        .order_by(Outreach.id.desc())
    )
    return db.session.scalars(wanted).all()
