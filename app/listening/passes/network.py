"""Read every due search of a network: the one loop that asks networks and stores what they give."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from app import clock
from app.errors import Missing
from app.listening import queries
from app.listening.models import Search
from app.listening.passes import standing
from app.listening.passes.draining import MORE, STOPPED, BudgetReached, Drain, Report, read_pages
from app.listening.passes.standing import LeaseLost
from app.listening.passes.stopping import Stop, Stopped, TimeIsUp, Turn
from app.listening.sources.protocol import FailureKind, Source, SourceFailure
from app.listening.spending import budget, ledger
from app.web.actions import act

LONGEST = timedelta(minutes=10)
REFUSALS_A_PASS = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A search as it stood when the pass began; meanwhile another process may read it, or a person remove it."""

    search_id: int
    name: str
    query: str
    due_at: datetime


def read_network(source: Source, *, is_asked: bool, stop: Stop, longest: timedelta = LONGEST) -> Report:
    """Read the due searches of one network; a failure ends this network's pass and no other."""
    report = Report(source.name)
    if not is_asked and not may_read(source.name, report):
        return report
    turn = Turn(stop, ends_at=time.monotonic() + longest.total_seconds())
    try:
        read_searches(source, list_waiting(source, is_asked=is_asked), report, turn)
    except SourceFailure as failure:
        report.failure = failure.sentence
        act(standing.note_failure, source.name, failure)
    except BudgetReached as reached:
        report.note = str(reached)
    except TimeIsUp:
        report.note = MORE
    except Stopped:
        report.note = STOPPED
    if source.price and report.pages and not report.note:
        report.warning = budget.warning_sentence(act(ledger.get_allowance, source.name))
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


def list_waiting(source: Source, *, is_asked: bool) -> list[Waiting]:
    """List what is to be read in this pass, the longest waiting first."""
    due = queries.list_searches_to_read(source.name, is_asked=is_asked)
    return [waiting_of(search) for search in due if source.may_ask(search.query)]


def waiting_of(search: Search) -> Waiting:
    """Note what a search is, past the end of this transaction."""
    return Waiting(search.id, search.watch.name, search.query, search.due_at)


def read_searches(source: Source, waiting: list[Waiting], report: Report, turn: Turn) -> None:
    """Read one search after the other, unless the network refuses them all."""
    refused = 0
    for each in waiting:
        turn.check()
        refused = refused + 1 if is_refused(source, each, report, turn) else 0
        if refused == REFUSALS_A_PASS < len(waiting):
            return


def is_refused(source: Source, waiting: Waiting, report: Report, turn: Turn) -> bool:
    """Read a search, unless another process is at it; tell whether its network does not accept it."""
    report.searches += 1
    held = act(standing.take_lease, waiting.search_id, due_at=waiting.due_at)
    if held is None:
        report.held_elsewhere += 1
        return False
    drain = Drain(source, held, report)
    try:
        read_search(drain, turn)
    except (LeaseLost, Missing):
        report.held_elsewhere += 1
    except SourceFailure as failure:
        if failure.kind is not FailureKind.BAD_QUERY and not failure.is_of_one_search:
            raise
        report.failure = f"{waiting.name}: {failure.sentence}"
        if failure.is_of_one_search:
            act(standing.put_off, drain.held, failure)
            return False
        act(standing.refuse_search, drain.held, failure)
        return True
    finally:
        act(standing.free_lease, drain.held)
    return False


def read_search(drain: Drain, turn: Turn) -> None:
    """Drain one search.

    A drain that an earlier pass left unfinished ends at what was newest then, so a fresh one follows it.
    """
    is_resumed = drain.held.position.drain_high_id is not None
    read_pages(drain, turn)
    if is_resumed and not drain.held.position.is_draining:
        read_pages(Drain(drain.source, drain.held, drain.report), turn)
