"""Drain one search page by page.

Every step is its own transaction: money and lease before a request; posts, cursor and cost together after it.
"""

from dataclasses import dataclass, field, replace

from app import clock
from app.errors import Unavailable
from app.extensions import db
from app.listening.cursor.position import Position
from app.listening.finding.languages import detect
from app.listening.models import ReadSpend, Watch
from app.listening.passes import standing, storing, tally
from app.listening.passes.standing import Held
from app.listening.passes.stopping import Stop, Turn
from app.listening.passes.storing import Scored, Stored, note_found
from app.listening.posts import Post
from app.listening.sources.protocol import FailureKind, Manner, Page, PageRequest, Source, SourceFailure
from app.listening.spending import budget, ledger
from app.listening.watching import searches
from app.web.actions import act

PAGES_WITHOUT_PROGRESS = 10
PAGES_A_PASS = 1_000
MORE = "there is more; the next pass goes on from here"
STOPPED = "stopped before the end; the next pass goes on from here"


class BudgetReached(Exception):
    """No money is left for another page; the sentence says of what."""


@dataclass(slots=True)
class Report:
    """What a pass over one network did, and why it ended early if it did."""

    network: str
    searches: int = 0
    pages: int = 0
    cost: int = 0
    stored: Stored = field(default_factory=Stored)
    passed_over: int = 0
    held_elsewhere: int = 0
    gaps: int = 0
    note: str = ""
    warning: str = ""
    failure: str = ""


@dataclass(slots=True)
class Drain:
    """One search being drained in this pass."""

    source: Source
    held: Held
    report: Report
    tokens: set[tuple[str | None, str]] = field(default_factory=set)
    stale: set[FailureKind] = field(default_factory=set)
    idle_pages: int = 0
    pages: int = 0


def read_pages(drain: Drain, turn: Turn) -> None:
    """Read on until this drain wants no more; what came meanwhile belongs to the next one."""
    while read_page(drain, turn.stop):
        turn.check()


def read_page(drain: Drain, stop: Stop) -> bool:
    """Read and store one page; return whether another is wanted."""
    drain.held, request, spend = act(prepare, drain)
    try:
        page = fetch(drain.source, request, stop)
    except SourceFailure as failure:
        if spend is not None:
            act(ledger.settle, spend, amount=spend.reserved if failure.may_cost else 0)
        return recover(drain, failure)
    scored = storing.score(wanted_of(drain, page), detect=detect)
    before = drain.held.position
    drain.held, stored, cost = act(take_in, drain, page, scored, spend)
    drain.report.pages += 1
    drain.report.cost += cost
    drain.report.passed_over += len(page.posts) - len(scored)
    drain.report.stored += stored
    return goes_on(drain, request, page, before)


def fetch(source: Source, request: PageRequest, stop: Stop) -> Page:
    """Ask for one page; what no source should raise counts as a fault of ours."""
    try:
        with stop.while_reading():
            return source.fetch(request)
    except (SourceFailure, Unavailable):
        raise
    except Exception as wrong:
        sentence = f"Our own code stumbled over an answer ({type(wrong).__name__})."
        raise SourceFailure(FailureKind.BUG, sentence, may_cost=True) from wrong


def manner_of(drain: Drain) -> Manner:
    """Return how the search of a drain is read on."""
    return drain.source.manner_for(drain.held.query)


def wanted_of(drain: Drain, page: Page) -> list[Post]:
    """Leave out what the watch does not look for and its network cannot sort out."""
    terms, network = drain.held.terms, drain.source.name
    return [post for post in page.posts if searches.wants(terms, network, text=post.text, lang=post.lang)]


def prepare(drain: Drain) -> tuple[Held, PageRequest, ReadSpend | None]:
    """Hold the search, decide what to ask for and set the money aside."""
    source = drain.source
    standing.get_health(source.name)
    position, gap = manner_of(drain).begin(drain.held.position, clock.now())
    held = standing.move(drain.held, position, gap)
    size, spend = afford(drain)
    drain.report.gaps += gap is not None
    return held, manner_of(drain).request_for(position, query=held.query, size=size), spend


def afford(drain: Drain) -> tuple[int, ReadSpend | None]:
    """Return how large a page can be paid, with the money set aside; where posts are free, the largest."""
    source = drain.source
    if not source.price:
        return source.largest_page, None
    allowance = ledger.get_allowance(source.name)
    size = budget.page_size(allowance, price=source.price, smallest=source.smallest_page, largest=source.largest_page)
    if size is None:
        raise BudgetReached(budget.exhausted_sentence(allowance))
    return size, ledger.reserve(source.name, amount=size * source.price, watch_id=drain.held.watch_id)


def take_in(drain: Drain, page: Page, scored: list[Scored], spend: ReadSpend | None) -> tuple[Held, Stored, int]:
    """Store posts, cursor and cost in one transaction, so that none can be there without the others."""
    source, before = drain.source, drain.held.position
    manner = manner_of(drain)
    gap = manner.missed(before, page)
    drain.report.gaps += gap is not None
    held = standing.move(drain.held, manner.after_page(before, page), gap)
    paid_on = spend.spent_on if spend is not None else None
    stored = storing.store(scored, page.rejected, watch_id=held.watch_id, paid_on=paid_on)
    cost = (page.units - stored.free) * source.price
    if spend is not None:
        ledger.settle(spend, amount=cost)
    standing.note_success(source.name, page)
    tally.note_page(source.name, stored, passed_over=len(page.posts) - len(scored))
    if not held.position.is_draining:
        standing.note_drained(held)
    note_found(stored, about=db.session.get_one(Watch, held.watch_id), by="worker")
    return held, stored, cost


def goes_on(drain: Drain, request: PageRequest, page: Page, before: Position) -> bool:
    """Tell whether a drain has another page, and stop one that runs in a circle."""
    if page.next_token is None:
        return False
    asked = (request.until_id, page.next_token)
    if page.next_token == request.token or asked in drain.tokens:
        drain.held = act(standing.move, drain.held, without_token(drain.held.position))
        raise SourceFailure(FailureKind.RETRY, "The network gave the same page token twice.")
    drain.tokens.add(asked)
    drain.pages += 1
    drain.idle_pages = 0 if has_moved(before, drain.held.position) else drain.idle_pages + 1
    if drain.idle_pages >= PAGES_WITHOUT_PROGRESS:
        raise SourceFailure(FailureKind.RETRY, "The network sent page after page without getting anywhere.")
    if drain.pages >= PAGES_A_PASS:
        drain.report.note = MORE
    return drain.pages < PAGES_A_PASS


def has_moved(before: Position, after: Position) -> bool:
    """Tell whether a page brought a drain nearer to its end."""
    return (before.drain_oldest_id, before.floor_id) != (after.drain_oldest_id, after.floor_id)


def without_token(position: Position) -> Position:
    """Go on below the oldest post seen, when the network refuses or repeats its token."""
    return replace(position, drain_token=None)


def recover(drain: Drain, failure: SourceFailure) -> bool:
    """Find another way to the same posts, once, where the network refuses a page or reaches no longer back."""
    if failure.kind in drain.stale or failure.kind not in (FailureKind.STALE_PAGE, FailureKind.STALE_CURSOR):
        raise failure
    drain.stale.add(failure.kind)
    if failure.kind is FailureKind.STALE_PAGE:
        drain.held = act(standing.move, drain.held, without_token(drain.held.position))
        return True
    position, gap = manner_of(drain).restart(drain.held.position, clock.now())
    drain.report.gaps += gap is not None
    drain.held = act(standing.move, drain.held, position, gap)
    return True
