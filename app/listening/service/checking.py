"""What a check changes: money set aside and settled, posts wiped or marked, and when a network was last checked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening.models import Mention, ReadSpend
from app.listening.passes import standing, storing
from app.listening.queries.checking import BELIEVED_AFTER
from app.listening.service.wiping import WORKER, wipe
from app.listening.sources.protocol import Known, Page, Presence, Source
from app.listening.spending import budget, ledger

PART_OF_A_DAY = 5
A_HANDFUL = 5
Told = Mapping[str, Presence]


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts to ask after at once: what we hold of each, the money set aside, and how many were taken from the list."""

    posts: Mapping[int, Known]
    spend: ReadSpend | None
    taken: int


class NoMoneyLeft(Exception):
    """Nothing may be spent on another check; the sentence says why."""


def prepare(source: Source, ids: Sequence[int], *, part: int = PART_OF_A_DAY) -> Batch:
    """Take as many posts as can be paid for, and set the money aside."""
    standing.get_health(source.name)
    paid = list(ids) if not source.price else ids[: affordable(source, part=part)]
    held = select(Mention.id, Mention.post_id, Mention.version_id, Mention.local_id)
    rows = db.session.execute(held.where(Mention.id.in_(paid), Mention.text != "").order_by(Mention.id))
    posts = {row.id: Known(row.post_id, row.version_id, row.local_id) for row in rows}
    return Batch(posts, set_aside(source, len(posts)), taken=len(paid))


def affordable(source: Source, *, part: int) -> int:
    """Return how many posts can be asked after for a part of the day's allowance, or raise NoMoneyLeft."""
    allowance = ledger.get_allowance(source.name)
    share = allowance.day_cap // part
    number = min(allowance.left, share - ledger.spent_on_checks(source.name)) // source.price
    if number < 1:
        raise NoMoneyLeft(f"what today's budget has for checks ({budget.dollars(share)}) is used up")
    return number


def set_aside_what_is_left(source: Source, number: int, *, part: int) -> tuple[int, ReadSpend | None]:
    """Set aside what asking after some posts once more may cost, and tell for how many of them that is enough."""
    paid = min(number, affordable(source, part=part)) if source.price else number
    return paid, set_aside(source, paid)


def set_aside(source: Source, number: int) -> ReadSpend | None:
    """Set aside what asking after some posts may cost; nothing where it is free."""
    if not source.price or not number:
        return None
    spend = ledger.reserve(source.name, amount=number * source.price)
    spend.is_check = True
    db.session.flush()
    return spend


def take_in(source: Source, batch: Batch, told: Told, *, began: datetime | None) -> int:
    """Note when posts were asked after and what was edited, see to what is gone, settle; return the cost.

    A post that somebody is about to answer is wiped at once. In a sweep, which has a time when it began, those are that
    an earlier one was told of, and the others at its end, when it is known how many there are.
    """
    said = {mention_id: told.get(known.post_id, Presence.UNKNOWN) for mention_id, known in batch.posts.items()}
    gone = [each for each, presence in said.items() if presence is Presence.GONE]
    there = [each for each, presence in said.items() if presence in (Presence.PRESENT, Presence.EDITED)]
    wipe(doubted_before(began, gone) if began else gone, by=WORKER)
    note_doubt(gone, clock.now())
    note_doubt(there, None)
    note_checked(list(said))
    note_edited([each for each, presence in said.items() if presence is Presence.EDITED])
    counts = Counter(said.values())
    cost = (counts[Presence.PRESENT] + counts[Presence.EDITED]) * source.price
    if batch.spend is not None:
        ledger.settle(batch.spend, amount=cost)
    return cost


def doubted_before(began: datetime, mention_ids: Sequence[int]) -> list[int]:
    """Return those of which an earlier sweep was told already that they are gone."""
    doubted = select(Mention.id).where(Mention.id.in_(mention_ids), Mention.doubted_at < began)
    return list(db.session.scalars(doubted.order_by(Mention.id)))


def note_doubt(mention_ids: Sequence[int], at: datetime | None) -> None:
    """Note since when posts are said to be gone, or that they are there after all; what was wiped is in no doubt."""
    known = Mention.doubted_at.is_(None) if at else Mention.doubted_at.is_not(None)
    kept = update(Mention).where(Mention.id.in_(mention_ids), Mention.text != "", known)
    db.session.execute(kept.values(doubted_at=at))


def wipe_doubted(network: str, *, began: datetime, answered: int) -> int:
    """Wipe what a sweep was told is gone, and return how many wait for a second word instead.

    A server out of its mind may say it of everything at once; of a handful, or of fewer than half, it is believed.
    """
    told = select(Mention.id).where(Mention.network == network, Mention.doubted_at >= began, Mention.text != "")
    ids = list(db.session.scalars(told.order_by(Mention.id)))
    if len(ids) > A_HANDFUL and 2 * len(ids) > answered:
        return len(ids)
    wipe(ids, by=WORKER)
    return 0


def wipe_overdue(network: str) -> int:
    """Wipe what its network said is gone when no second word can be had in time; return how many."""
    overdue = select(Mention.id).where(
        Mention.network == network, Mention.doubted_at < clock.now() - BELIEVED_AFTER, Mention.text != ""
    )
    return wipe(list(db.session.scalars(overdue.order_by(Mention.id))), by=WORKER)


def note_checked(mention_ids: Sequence[int]) -> None:
    """Note that posts were asked after, so that others come first the next time."""
    db.session.execute(update(Mention).where(Mention.id.in_(mention_ids)).values(checked_at=clock.now()))


def note_edited(mention_ids: Sequence[int]) -> None:
    """Mark posts whose words at the source are not those we hold."""
    marked = update(Mention).where(Mention.id.in_(mention_ids), Mention.edited_at.is_(None))
    db.session.execute(marked.values(edited_at=clock.now()))


def take_in_words(source: Source, page: Page, scored: list[storing.Scored], spend: ReadSpend | None) -> int:
    """Bring posts we hold up to date with what was read anew, and settle; return the cost."""
    held = storing.find_rows(scored)
    storing.store([each for each in scored if each.key in held], [])
    cost = page.units * source.price
    if spend is not None:
        ledger.settle(spend, amount=cost)
    return cost


def note_sweep(network: str, failure: str) -> None:
    """Keep when a network was last checked, and what went wrong if anything did."""
    health = standing.get_health(network)
    if failure:
        health.check_failed_at, health.check_failure = clock.now(), failure
        return
    health.checked_at, health.check_failed_at, health.check_failure = clock.now(), None, None
