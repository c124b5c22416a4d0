"""Read what the queue and a mention's page need, each in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, func, literal, select, union_all
from sqlalchemy.orm import aliased, joinedload

from app import clock
from app.accounts.models import User
from app.errors import Gone, Missing
from app.extensions import db
from app.listening.finding import clues_in
from app.listening.models import Claim, Mention, Outreach
from app.listening.queries.listing import PAGE, Place, choose, held_by, public_id_of
from app.listening.queries.tallies import count_by_show
from app.listening.rows import CAME_TRUE, Row
from app.listening.rules import OutreachState
from app.listening.triage.wanted import Show, Wanted
from app.nominations.models import Nomination
from app.nominations.rules import State as NominationState

__all__ = ["PAGE", "QueuePage", "Show", "Wanted", "get_mention", "list_queue", "rows_of"]


class Part(StrEnum):
    """Why a post is on a page: the curator holds it, it is its turn, or it is open beside the list."""

    HELD = "held"
    BEST = "best"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue, and the mention that is open beside it."""

    opened: Row | None
    rows: Sequence[Row]
    counts: Mapping[str, int]
    following: str | None
    is_looked_short: bool = False

    def beside(self, mention: Mention) -> Row | None:
        """Return the row after which a curator goes on: the next one that is free, else the one before."""
        places = [each.mention.id for each in self.rows]
        at = places.index(mention.id) if mention.id in places else -1
        ahead = [*self.rows[at + 1 :], *reversed(self.rows[: max(at, 0)])]
        return next((row for row in ahead if row.is_free), None)


def get_mention(public_id: str) -> Mention:
    """Return a mention by its public id."""
    wanted = select(Mention).where(Mention.public_id == public_id).options(joinedload(Mention.watch))
    mention = db.session.scalar(wanted)
    if mention is None:
        raise Missing
    if mention.is_wiped:
        raise Gone
    return mention


def list_queue(wanted: Wanted | Show, *, user: User, opened: str = "") -> QueuePage:
    """List one page, what the curator holds first of all; the post named `opened` stands beside it, else the first."""
    wanted = Wanted(show=wanted) if isinstance(wanted, Show) else wanted
    chosen = choose(wanted, user=user)
    parts = [
        numbers(chosen.ids, Part.BEST),
        numbers(select(Mention.id).where(Mention.public_id == opened), Part.OPENED),
    ]
    if wanted.show is Show.OPEN and not wanted.after and not wanted.is_filtered:
        parts.append(numbers(held_by(user), Part.HELD))
    rows = load(union_all(*parts))
    in_order = sorted(rows[Part.BEST], key=lambda row: place_of(row, wanted), reverse=True)
    page, following = cut(in_order, chosen.looked_to, wanted)
    held = rows[Part.HELD]
    listed = [*held, *(row for row in page if all(row.mention is not each.mention for each in held))]
    beside = next(iter(rows[Part.OPENED]), None) if opened else next(iter(listed), None)
    is_short = following is not None and len(in_order) <= PAGE
    return QueuePage(beside, listed, count_by_show(user), following, is_short)


def place_of(row: Row, wanted: Wanted) -> tuple[Any, int]:
    """Say where a row stands in its list."""
    newest = row.mention.dismissed_at if wanted.is_let_go else 0.0
    return (row.mention.rank if wanted.is_best_first else newest, row.mention.id)


def cut(rows: Sequence[Row], looked_to: Place | None, wanted: Wanted) -> tuple[Sequence[Row], str | None]:
    """Cut a page from one more row than it holds, and say after which post the next page begins."""
    if len(rows) > PAGE:
        return rows[:PAGE], rows[PAGE - 1].mention.public_id
    if looked_to is None:
        return rows, None
    seen = [row for row in rows if not looked_to.rank or place_of(row, wanted) >= looked_to]
    return seen, public_id_of(looked_to.id)


def numbers(chosen: Select[Any], part: Part) -> Select[Any]:
    """Choose the numbers of a part of the page, each with the part it stands in."""
    ids = chosen.subquery()
    return select(ids.c[0].label("id"), literal(part.value).label("part"))


def load(chosen: CompoundSelect[Any]) -> dict[Part, list[Row]]:
    """Load the rows of a page in one query, by the part they stand in."""
    ids, copy = chosen.subquery(), aliased(Mention)
    copies = select(func.count()).where(copy.copy_of_id == Mention.id).scalar_subquery()
    live = and_(Outreach.mention_id == Mention.id, Outreach.state != OutreachState.ABANDONED)
    open_claim = and_(Claim.mention_id == Mention.id, Claim.ended_at.is_(None))
    wanted = (
        select(ids.c.part, Mention, Claim, Outreach, copies.label("copies"))
        .select_from(ids)
        .join(Mention, Mention.id == ids.c.id)
        .outerjoin(Claim, open_claim)
        .outerjoin(Outreach, live)
        .options(
            joinedload(Mention.watch),
            joinedload(Mention.company),
            joinedload(Claim.user).lazyload(User.role_rows),
            joinedload(Outreach.user).lazyload(User.role_rows),
        )
    )
    found = db.session.execute(wanted).all()
    nominations = find_nominations(each.Outreach.code for each in found if each.Outreach)
    rows: dict[Part, list[Row]] = {part: [] for part in Part}
    for part, mention, claim, outreach, number in found:
        rows[Part(part)].append(row_of(mention, claim, outreach, nominations, copies=number))
    return rows


def row_of(
    mention: Mention,
    claim: Claim | None,
    outreach: Outreach | None,
    nominations: Mapping[str, NominationState],
    *,
    copies: int,
) -> Row:
    """Put claim, company, copies and outreach beside a mention."""
    is_held = claim is not None and claim.expires_at > clock.now()
    return Row(
        mention,
        claim=claim if is_held else None,
        ran_out=None if is_held else claim,
        company=mention.company.canonical if mention.company else None,
        handle=next(iter(clues_in(mention.text).handles), ""),
        outreach=outreach,
        nomination=nominations.get(outreach.code) if outreach else None,
        copies=copies,
    )


def rows_of(mentions: Sequence[Mention]) -> list[Row]:
    """Put everything beside mentions that are known already, in their order."""
    own = select(Mention.id).where(Mention.id.in_([mention.id for mention in mentions]))
    rows = {row.mention.id: row for row in load(union_all(numbers(own, Part.BEST)))[Part.BEST]}
    return [rows[mention.id] for mention in mentions if mention.id in rows]


def find_nominations(codes: Iterable[str]) -> dict[str, NominationState]:
    """Find what became of the nominations that began at these links; the furthest one counts.

    Read afresh each time rather than stored: one that is withdrawn or runs out stops counting by itself.
    """
    asked = list(codes)
    if not asked:
        return {}
    wanted = select(Nomination.outreach_code, Nomination.state).where(Nomination.outreach_code.in_(asked))
    found: dict[str, NominationState] = {}
    for code, state in db.session.execute(wanted):
        if code is not None and (code not in found or state in CAME_TRUE):
            found[code] = state
    return found
