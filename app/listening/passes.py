"""Read every due watch until it is drained: the one loop that asks networks and stores what they give.

Every step is its own transaction: money and lease before a request; posts, cursor and cost together after it.
"""

from dataclasses import dataclass, field

from app import clock
from app.listening import budget, cursor, ledger, queries, standing, storing
from app.listening.cursor import Position
from app.listening.models import ReadSpend, Watch
from app.listening.sources.protocol import FailureKind, Page, PageRequest, Source, SourceFailure
from app.listening.standing import Held, LeaseLost
from app.listening.stopping import Stop
from app.listening.storing import Scored, Stored, note_found
from app.web.actions import act

PAGES_WITHOUT_PROGRESS = 10
PAGES_A_PASS = 1_000


class BudgetReached(Exception):
    """No money is left for another page; the sentence says of what."""


@dataclass(slots=True)
class Report:
    """What a pass over one network did, and why it ended early if it did."""

    network: str
    watches: int = 0
    pages: int = 0
    cost: int = 0
    stored: Stored = field(default_factory=Stored)
    held_elsewhere: int = 0
    gaps: int = 0
    note: str = ""
    failure: str = ""


@dataclass(slots=True)
class Drain:
    """One watch being drained in this pass."""

    source: Source
    watch: Watch
    held: Held
    report: Report
    tokens: set[str] = field(default_factory=set)
    stale: set[FailureKind] = field(default_factory=set)
    idle_pages: int = 0
    pages: int = 0


def read_network(source: Source, *, is_asked: bool, stop: Stop) -> Report:
    """Read the due watches of one network; a failure ends this network's pass and no other."""
    report = Report(source.name)
    if not is_asked and not may_read(source.name, report):
        return report
    try:
        for watch in queries.list_watches_to_read(source.name, is_asked=is_asked):
            read_watch(source, watch, report, stop)
    except SourceFailure as failure:
        report.failure = failure.sentence
        act(standing.note_failure, source.name, failure)
    except BudgetReached as reached:
        report.note = str(reached)
    return report


def may_read(network: str, report: Report) -> bool:
    """Tell whether a network may be asked now; what stands in the way goes into the report."""
    health = queries.find_health(network)
    if health is None:
        return True
    if health.is_paused:
        report.failure = f"paused until a person runs it with --now: {health.failure}"
        return False
    if health.retry_at is not None and health.retry_at > clock.now():
        report.note = f"waiting until {health.retry_at:%H:%M:%S} UTC after: {health.failure}"
        return False
    return True


def read_watch(source: Source, watch: Watch, report: Report, stop: Stop) -> None:
    """Drain one watch, unless another process is at it.

    A drain that an earlier pass left unfinished ends at what was newest then, so a fresh one follows it.
    """
    report.watches += 1
    held = act(standing.take_lease, watch)
    if held is None:
        report.held_elsewhere += 1
        return
    drain = Drain(source, watch, held, report)
    is_resumed = held.position.drain_high_id is not None
    try:
        read_pages(drain, stop)
        if is_resumed and not drain.held.position.is_draining:
            drain = Drain(source, watch, drain.held, report)
            read_pages(drain, stop)
    except LeaseLost:
        report.held_elsewhere += 1
    except SourceFailure as failure:
        if failure.kind is not FailureKind.BAD_QUERY:
            raise
        report.failure = f"{watch.name}: {failure.sentence}"
        act(standing.refuse_watch, watch, failure)
    finally:
        act(standing.free_lease, drain.held)


def read_pages(drain: Drain, stop: Stop) -> None:
    """Read on until this drain wants no more; what came meanwhile belongs to the next one."""
    while read_page(drain, stop):
        stop.check()


def read_page(drain: Drain, stop: Stop) -> bool:
    """Read and store one page; return whether another is wanted."""
    drain.held, request, spend = act(prepare, drain)
    try:
        page = fetch(drain.source, request, stop)
    except SourceFailure as failure:
        act(ledger.settle, spend, amount=spend.reserved if failure.may_cost else 0)
        return recover(drain, failure)
    scored = storing.score(page.posts)
    before = drain.held.position
    drain.held, stored, cost = act(take_in, drain, page, scored, spend)
    drain.report.pages += 1
    drain.report.cost += cost
    drain.report.stored += stored
    return goes_on(drain, request, page, before)


def fetch(source: Source, request: PageRequest, stop: Stop) -> Page:
    """Ask for one page; what no source should raise counts as a fault of ours."""
    try:
        with stop.while_reading():
            return source.fetch(request)
    except SourceFailure:
        raise
    except Exception as wrong:
        sentence = f"Our own code stumbled over an answer ({type(wrong).__name__})."
        raise SourceFailure(FailureKind.BUG, sentence, may_cost=True) from wrong


def prepare(drain: Drain) -> tuple[Held, PageRequest, ReadSpend]:
    """Hold the watch, decide what to ask for and set the money aside."""
    source = drain.source
    standing.get_health(source.name)
    allowance = ledger.get_allowance(source.name)
    size = budget.page_size(allowance, price=source.price, smallest=source.smallest_page, largest=source.largest_page)
    if size is None:
        raise BudgetReached(budget.exhausted_sentence(allowance))
    position, gap = cursor.begin(drain.held.position, clock.now())
    drain.report.gaps += gap is not None
    held = standing.move(drain.held, position, gap)
    spend = ledger.reserve(drain.watch, amount=size * source.price)
    return held, cursor.request_for(position, query=drain.watch.query, size=size), spend


def take_in(drain: Drain, page: Page, scored: list[Scored], spend: ReadSpend) -> tuple[Held, Stored, int]:
    """Store posts, cursor and cost in one transaction, so that none can be there without the others."""
    held = standing.move(drain.held, cursor.after_page(drain.held.position, page))
    stored = storing.store(scored, page.rejected, watch=drain.watch)
    cost = (page.units - stored.free) * drain.source.price
    ledger.settle(spend, amount=cost)
    standing.note_success(drain.source.name)
    if page.next_token is None:
        standing.note_drained(drain.watch)
    note_found(stored, about=drain.watch, by="worker")
    return held, stored, cost


def goes_on(drain: Drain, request: PageRequest, page: Page, before: Position) -> bool:
    """Tell whether a drain has another page, and stop one that runs in a circle."""
    if page.next_token is None:
        return False
    if page.next_token == request.token or page.next_token in drain.tokens:
        drain.held = act(standing.move, drain.held, cursor.without_token(drain.held.position))
        raise SourceFailure(FailureKind.RETRY, "The network gave the same page token twice.")
    drain.tokens.add(page.next_token)
    drain.pages += 1
    has_sunk = drain.held.position.drain_oldest_id != before.drain_oldest_id
    drain.idle_pages = 0 if has_sunk else drain.idle_pages + 1
    if drain.idle_pages >= PAGES_WITHOUT_PROGRESS:
        raise SourceFailure(FailureKind.RETRY, "The network sent page after page without getting anywhere.")
    if drain.pages >= PAGES_A_PASS:
        drain.report.note = "there is more; the next pass goes on from here"
    return drain.pages < PAGES_A_PASS


def recover(drain: Drain, failure: SourceFailure) -> bool:
    """Find another way to the same posts, once, where the network refuses a page or reaches no longer back."""
    if failure.kind in drain.stale or failure.kind not in (FailureKind.STALE_PAGE, FailureKind.STALE_CURSOR):
        raise failure
    drain.stale.add(failure.kind)
    if failure.kind is FailureKind.STALE_PAGE:
        drain.held = act(standing.move, drain.held, cursor.without_token(drain.held.position))
        return True
    position, gap = cursor.restart(drain.held.position, clock.now())
    drain.report.gaps += gap is not None
    drain.held = act(standing.move, drain.held, position, gap)
    return True
