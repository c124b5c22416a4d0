"""Choose the posts of one page of the queue: the best first by keyset, from indexes alone, whatever the filters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, literal, literal_column, select, text, tuple_, union_all

from app import clock
from app.accounts.models import User
from app.companies.models import Company, is_one_of
from app.extensions import db, table_of
from app.listening.models import Claim, Mention, Watch
from app.listening.models.mentions import IS_SNOOZED
from app.listening.queries.searching import seek
from app.listening.rules import Voice
from app.listening.triage.wanted import STATES, Show, Wanted

PAGE = 25
MINE_MOST = 10
WALKED = 2_000
DUE_MOST = 500
own = table_of(Mention).c
IS_CARD = own.copy_of_id.is_(None)
IS_LET_GO: ColumnElement[bool] = literal_column("state = 'dismissed'")
IS_UNSCORED = own.score.is_(None)
OWN_VOICE = text("voice <> 'customer'")


class Place(NamedTuple):
    """Where a page begins: after this rank, or moment of letting go, and number."""

    rank: float | datetime
    id: int


class Chosen(NamedTuple):
    """The numbers of one page and one more, and the last post that was looked at when there are further ones."""

    ids: Select[Any]
    looked_to: Place | None


class Narrowed(NamedTuple):
    """What filters ask for: one thing an index leads to, and what is looked at besides."""

    led: Sequence[ColumnElement[bool]]
    rest: Sequence[ColumnElement[bool]]


def best_of(wanted: Wanted, narrowed: Narrowed, place: Place | None, user: User) -> Select[Any]:
    """Choose one page of a part of the queue, and one post more."""
    union = union_all(*_branches(wanted, narrowed, place, user), *_due(wanted, narrowed, place)).subquery()
    return select(union.c.id).order_by(union.c.rank.desc(), union.c.id.desc()).limit(PAGE + 1)


def choose(wanted: Wanted, *, user: User) -> "Chosen":
    """Choose one page of a part of the queue, or of what was searched for."""
    place = find_place(wanted) if wanted.after else None
    if wanted.q:
        return _found(wanted, place, user)
    narrowed = narrow(wanted)
    looked_to = _looked_to(wanted, narrowed, place) if narrowed.rest else None
    return Chosen(best_of(wanted, narrowed, place, user), looked_to)


def public_id_of(number: int | None) -> str | None:
    """Return the public id of a mention."""
    return db.session.scalar(select(own.public_id).where(own.id == number)) if number else None


def find_place(wanted: Wanted) -> Place | None:
    """Find where the mention stands after which a page begins."""
    by = own.dismissed_at if wanted.is_let_go else own.rank
    found = db.session.execute(select(by, own.id).where(own.public_id == wanted.after)).first()
    return Place(found[0], found[1]) if found and found[0] is not None else None


def held_by(user: User) -> Select[Any]:
    """Choose the posts a curator holds, the newest claim first."""
    held = select(Claim.mention_id).where(Claim.user_id == user.id, Claim.ended_at.is_(None))
    return held.order_by(Claim.id.desc()).limit(MINE_MOST)


def narrow(wanted: Wanted) -> Narrowed:
    """Put the filter first that leaves the fewest posts; the others are looked at one by one."""
    parts: list[ColumnElement[bool]] = []
    if wanted.company:
        parts.append(own.company_id.in_(_family(wanted.company)))
    if wanted.watch:
        parts.append(own.watch_id == select(Watch.id).where(Watch.public_id == wanted.watch).scalar_subquery())
    if wanted.voice and wanted.voice != Voice.CUSTOMER:
        parts.append(and_(own.voice == Voice(wanted.voice), OWN_VOICE))
    if wanted.lang and not wanted.is_unscored:
        parts.append(own.lang == wanted.lang)
    if wanted.network:
        parts.append(own.network == wanted.network)
    if wanted.voice == Voice.CUSTOMER:
        parts.append(own.voice == Voice.CUSTOMER)
    keep = 0 if wanted.is_unscored or wanted.is_let_go or (wanted.voice == Voice.CUSTOMER and len(parts) == 1) else 1
    return Narrowed(parts[:keep], parts[keep:])


def _family(slug: str) -> list[int]:
    """List a company with all that are merged into it; nothing for one that is not there."""
    named = db.session.scalar(select(Company.canonical_company_id).where(Company.slug == slug))
    return list(db.session.scalars(select(Company.id).where(is_one_of(named)))) if named else []


def _part(wanted: Wanted, user: User) -> list[ColumnElement[bool]]:
    """Say which posts of a state belong to a part."""
    if wanted.show is Show.MINE:
        return [own.id.in_(select(Claim.mention_id).where(Claim.user_id == user.id, Claim.ended_at.is_(None)))]
    conditions: list[ColumnElement[bool]] = [IS_CARD, *_scored(wanted)]
    if wanted.is_let_go:
        conditions.append(IS_LET_GO)
    if wanted.show is Show.ANSWERED:
        conditions.append(own.text != "")
    if wanted.show is Show.SNOOZED:
        conditions.append(own.snoozed_until > clock.now())
    return conditions


def _scored(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Say whether posts with or without a score are wanted; what somebody asks for by its language may be either."""
    if wanted.is_unscored:
        return [IS_UNSCORED]
    return [own.score.is_not(None)] if wanted.show is Show.OPEN and not wanted.lang else []


def _branches(wanted: Wanted, narrowed: Narrowed, place: Place | None, user: User) -> list[Select[Any]]:
    """Take the first posts of each state from its own stretch of an index."""
    part = _part(wanted, user)
    return [_taken(own.state == state, *part, narrowed=narrowed, place=place) for state in STATES[wanted.show]]


def _taken(*conditions: ColumnElement[bool], narrowed: Narrowed, place: Place | None) -> Select[Any]:
    walk = _ordered(*conditions, *narrowed.led, place=place)
    if not narrowed.rest:
        return _outer(walk.limit(PAGE + 1))
    walked = walk.limit(WALKED).subquery()
    rest = [own.id == walked.c.id, *narrowed.rest]
    found = select(walked.c.id, walked.c.rank).where(*rest).order_by(walked.c.rank.desc(), walked.c.id.desc())
    return _outer(found.limit(PAGE + 1))


def _ordered(*conditions: ColumnElement[bool], place: Place | None) -> Select[Any]:
    """Take the best first; what has no score has no rank, and is taken from its own index, the newest first."""
    if any(each is IS_UNSCORED for each in conditions):
        newest = select(own.id, literal(0.0).label("rank")).where(*conditions)
        newest = newest.where(own.id < place.id) if place is not None else newest
        return newest.order_by(own.id.desc())
    by = own.dismissed_at if any(each is IS_LET_GO for each in conditions) else own.rank
    chosen = select(own.id, by.label("rank")).where(*conditions)
    if place is not None:
        chosen = chosen.where(tuple_(by, own.id) < tuple_(literal(place.rank, by.type), literal(place.id)))
    return chosen.order_by(by.desc(), own.id.desc())


def _outer(inner: Select[Any]) -> Select[Any]:
    taken = inner.subquery()
    return select(taken.c.id, taken.c.rank)


def _due(wanted: Wanted, narrowed: Narrowed, place: Place | None) -> list[Select[Any]]:
    """Take the snoozed posts whose time has come; the worker wakes them, so they are few."""
    if wanted.show is not Show.OPEN:
        return []
    due = select(own.id).where(IS_SNOOZED, own.snoozed_until <= clock.now()).order_by(own.snoozed_until).limit(DUE_MOST)
    among = own.id.in_(select(due.subquery().c.id))
    conditions = [among, IS_CARD, *_scored(wanted), *narrowed.led, *narrowed.rest]
    return [_outer(_ordered(*conditions, place=place).limit(PAGE + 1))]


def _looked_to(wanted: Wanted, narrowed: Narrowed, place: Place | None) -> Place | None:
    """Say where looking stops, when more posts have to be walked through than we do for one page."""
    if wanted.show is Show.MINE:
        return None
    part = [IS_CARD, *_scored(wanted), *([IS_LET_GO] if wanted.is_let_go else [])]
    walk = _ordered(own.state == STATES[wanted.show][0], *part, *narrowed.led, place=place)
    last = db.session.execute(walk.offset(WALKED - 1).limit(1)).first()
    return Place(last.rank, last.id) if last else None


def _found(wanted: Wanted, place: Place | None, user: User) -> Chosen:
    """Choose what was searched for, the newest first."""
    sought = seek(wanted.q, below=place.id if place else None)
    narrowed = narrow(wanted)
    part = [] if wanted.show is Show.ALL else [each for each in _part(wanted, user) if each is not IS_CARD]
    states = [own.state.in_(STATES[wanted.show]), own.text != ""]
    chosen = select(own.id).where(sought.condition, *states, *part, *narrowed.led, *narrowed.rest)
    looked_to = Place(0, sought.looked_to) if sought.looked_to else None
    return Chosen(chosen.order_by(own.id.desc()).limit(PAGE + 1), looked_to)
