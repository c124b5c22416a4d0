"""Read what the queue and a mention's page need, each in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, select, tuple_
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.errors import Gone, Missing
from app.extensions import db
from app.listening.finding import clues_in
from app.listening.models import Claim, Mention, Outreach
from app.listening.queries.companies import find_companies
from app.listening.rows import CAME_TRUE, Row
from app.listening.rules import OPEN_MENTION, MentionState, OutreachState
from app.nominations.models import Nomination
from app.nominations.rules import State as NominationState

PAGE = 25


class Show(StrEnum):
    """Which mentions the queue shows."""

    OPEN = "open"
    MINE = "mine"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue, and the mention that is open beside it."""

    opened: Row | None
    rows: Sequence[Row]
    counts: Mapping[Show, int]
    following: str | None


def get_mention(public_id: str) -> Mention:
    """Return a mention by its public id."""
    wanted = select(Mention).where(Mention.public_id == public_id).options(joinedload(Mention.watch))
    mention = db.session.scalar(wanted)
    if mention is None:
        raise Missing
    if mention.is_wiped:
        raise Gone
    return mention


def list_queue(show: Show, *, after: str = "", user: User, opened: Mention | None = None) -> QueuePage:
    """List mentions by falling rank, from the one after `after` on; `opened` stands beside them, else the first."""
    wanted = select(Mention).where(condition_of(show, user)).order_by(Mention.rank.desc(), Mention.id.desc())
    mentions = db.session.scalars(beyond(wanted, after).limit(PAGE + 1)).all()
    following = mentions[PAGE - 1].public_id if len(mentions) > PAGE else None
    listed = mentions[:PAGE]
    rows = rows_of([*listed, opened] if opened else listed)
    beside = rows.pop() if opened else next(iter(rows), None)
    return QueuePage(beside, rows, count_by_show(user), following)


def beyond(wanted: Select[Mention], after: str) -> Select[Mention]:
    """Go on after a mention of the page before."""
    if not after:
        return wanted
    last = db.session.execute(select(Mention.rank, Mention.id).where(Mention.public_id == after)).first()
    return wanted if last is None else wanted.where(tuple_(Mention.rank, Mention.id) < (last.rank, last.id))


def condition_of(show: Show, user: User) -> ColumnElement[bool]:
    """Say which mentions belong to a part of the queue."""
    if show is Show.MINE:
        mine = select(Claim.mention_id).where(Claim.user_id == user.id, Claim.ended_at.is_(None))
        return and_(Mention.state == MentionState.CLAIMED, Mention.id.in_(mine))
    if show is Show.ANSWERED:
        return and_(Mention.state == MentionState.SENT, Mention.text != "")
    if show is Show.DISMISSED:
        return Mention.state == MentionState.DISMISSED
    return Mention.state.in_(OPEN_MENTION)


def count_by_show(user: User) -> dict[Show, int]:
    """Count each part of the queue, in one query."""
    counts = db.session.execute(
        select(*(func.count().filter(condition_of(show, user)).label(show) for show in Show)).select_from(Mention)
    ).one()
    return dict(zip(Show, counts, strict=True))


def rows_of(mentions: Sequence[Mention]) -> list[Row]:
    """Put claim, company and outreach beside each mention."""
    ids = [mention.id for mention in mentions]
    clues = {mention.id: clues_in(mention.text) for mention in mentions}
    claims, outreaches, companies = find_claims(ids), find_outreaches(ids), find_companies(clues)
    nominations = find_nominations(outreach.code for outreach in outreaches.values())
    return [
        Row(
            mention,
            claim=claims.get(mention.id),
            company=companies.get(mention.id),
            handle=next(iter(clues[mention.id].handles), ""),
            outreach=(outreach := outreaches.get(mention.id)),
            nomination=nominations.get(outreach.code) if outreach else None,
        )
        for mention in mentions
    ]


def find_claims(mention_ids: Sequence[int]) -> dict[int, Claim]:
    """Find the claims that hold now."""
    holding = and_(Claim.ended_at.is_(None), Claim.expires_at > clock.now())
    wanted = (
        select(Claim)
        .where(Claim.mention_id.in_(mention_ids), holding)
        .options(joinedload(Claim.user).lazyload(User.role_rows))
    )
    return {claim.mention_id: claim for claim in db.session.scalars(wanted)}


def find_outreaches(mention_ids: Sequence[int]) -> dict[int, Outreach]:
    """Find the outreach that lives for each mention."""
    wanted = select(Outreach).where(Outreach.mention_id.in_(mention_ids), Outreach.state != OutreachState.ABANDONED)
    return {
        outreach.mention_id: outreach
        for outreach in db.session.scalars(wanted.options(joinedload(Outreach.user).lazyload(User.role_rows)))
    }


def find_nominations(codes: Iterable[str]) -> dict[str, NominationState]:
    """Find what became of the nominations that began at these links; the furthest one counts.

    Read afresh each time rather than stored: one that is withdrawn or runs out stops counting by itself.
    """
    wanted = select(Nomination.outreach_code, Nomination.state).where(Nomination.outreach_code.in_(list(codes)))
    found: dict[str, NominationState] = {}
    for code, state in db.session.execute(wanted):
        if code is not None and (code not in found or state in CAME_TRUE):
            found[code] = state
    return found
