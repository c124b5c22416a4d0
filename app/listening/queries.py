"""Read what the queue, a mention's page and a pass need, each in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.orm import aliased, joinedload

from app import clock
from app.accounts.models import User
from app.companies.models import Company, CompanyAlias
from app.errors import Missing
from app.extensions import db
from app.listening.finding import Clues, clues_in
from app.listening.models import Claim, Mention, Outreach, SourceHealth, Watch
from app.listening.rows import CAME_TRUE, Row
from app.listening.rules import OPEN_MENTION, WAS_SENT, MentionState, OutreachState
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


def list_watches_to_read(network: str, *, is_asked: bool) -> Sequence[Watch]:
    """List the watches of a network that are due; all active ones when a person asks."""
    wanted = select(Watch).where(Watch.network == network, Watch.is_active).order_by(Watch.id)
    if not is_asked:
        wanted = wanted.where(Watch.due_at <= clock.now(), Watch.refused.is_(None))
    return db.session.scalars(wanted).all()


def find_health(network: str) -> SourceHealth | None:
    """Find how a network answered of late."""
    return db.session.scalar(select(SourceHealth).where(SourceHealth.network == network))


def get_mention(public_id: str) -> Mention:
    """Return a mention by its public id."""
    wanted = select(Mention).where(Mention.public_id == public_id).options(joinedload(Mention.watch))
    mention = db.session.scalar(wanted)
    if mention is None or mention.state is MentionState.GONE:
        raise Missing
    return mention


def list_queue(show: Show, *, after: str = "", user: User, opened: Mention | None = None) -> QueuePage:
    """List mentions by falling score, from the one after `after` on; `opened` stands beside them, else the first."""
    wanted = select(Mention).where(condition_of(show, user)).order_by(Mention.score.desc(), Mention.id.desc())
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
    last = db.session.execute(select(Mention.score, Mention.id).where(Mention.public_id == after)).first()
    return wanted if last is None else wanted.where(tuple_(Mention.score, Mention.id) < (last.score, last.id))


def condition_of(show: Show, user: User) -> ColumnElement[bool]:
    """Say which mentions belong to a part of the queue."""
    if show is Show.MINE:
        mine = select(Claim.mention_id).where(Claim.user_id == user.id, Claim.ended_at.is_(None))
        return and_(Mention.state == MentionState.CLAIMED, Mention.id.in_(mine))
    if show is Show.ANSWERED:
        return Mention.state == MentionState.SENT
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


def find_companies(clues: Mapping[int, Clues]) -> dict[int, Company]:
    """Find the company each post is about: by handle, by web address, by name, in this order of trust."""
    handles = {handle.lower() for each in clues.values() for handle in each.handles}
    domains = {domain for each in clues.values() for domain in each.domains}
    names = {name for each in clues.values() for name in each.names}
    kept = aliased(Company)
    wanted = (
        select(Company, CompanyAlias.name_key, kept)
        .outerjoin(CompanyAlias, and_(CompanyAlias.company_id == Company.id, CompanyAlias.name_key.in_(names)))
        .outerjoin(kept, kept.id == Company.merged_into_id)
        .where(
            or_(
                func.lower(Company.x_handle).in_(handles),
                Company.domain.in_(domains),
                Company.name_key.in_(names),
                CompanyAlias.id.is_not(None),
            )
        )
    )
    found = db.session.execute(wanted).all()
    by_handle = {(row[0].x_handle or "").lower().lstrip("@"): row[2] or row[0] for row in found}
    by_domain = {row[0].domain or "": row[2] or row[0] for row in found}
    by_name = {key: row[2] or row[0] for row in found for key in (row[0].name_key, row[1] or "")}
    named = {
        mention_id: first_of(by_handle, map(str.lower, each.handles))
        or first_of(by_domain, each.domains)
        or longest_of(by_name, each)
        for mention_id, each in clues.items()
    }
    return {mention_id: company for mention_id, company in named.items() if company is not None}


def first_of(companies: Mapping[str, Company], clues: Iterable[str]) -> Company | None:
    """Return the company of the first clue that names one."""
    return next((companies[clue] for clue in clues if clue and clue in companies), None)


def longest_of(companies: Mapping[str, Company], clues: Clues) -> Company | None:
    """Return the company with the longest name found, which is the least likely chance hit."""
    return first_of(companies, sorted(clues.names, key=len, reverse=True))


def list_replies(user: User, *, after: str) -> tuple[Sequence[Row], str | None]:
    """List what a curator sent, newest first, with what became of it."""
    wanted = (
        select(Outreach)
        .where(Outreach.user_id == user.id, Outreach.state.in_(WAS_SENT))
        .options(joinedload(Outreach.mention))
        .order_by(Outreach.id.desc())
    )
    last = db.session.scalar(select(Outreach.id).where(Outreach.code == after)) if after else None
    if last is not None:
        wanted = wanted.where(Outreach.id < last)
    sent = db.session.scalars(wanted.limit(PAGE + 1)).all()
    following = sent[PAGE - 1].code if len(sent) > PAGE else None
    return rows_of([outreach.mention for outreach in sent[:PAGE]]), following


def list_earlier_replies(mention: Mention) -> Sequence[Outreach]:
    """List what we already wrote to the author of a mention."""
    if not mention.author_id:
        return []
    wanted = (
        select(Outreach)
        .join(Outreach.mention)
        .where(
            Mention.network == mention.network,
            Mention.author_id == mention.author_id,
            Mention.id != mention.id,
            Outreach.state.in_(WAS_SENT),
        )
        .options(joinedload(Outreach.user).lazyload(User.role_rows))
        .order_by(Outreach.id.desc())
    )
    return db.session.scalars(wanted).all()
