"""Read every due search of a network: the one loop that asks networks and stores what they give."""

from app import clock
from app.listening import queries, standing
from app.listening.draining import BudgetReached, Drain, Report, read_pages
from app.listening.models import Search
from app.listening.sources.protocol import FailureKind, Source, SourceFailure
from app.listening.standing import LeaseLost
from app.listening.stopping import Stop
from app.web.actions import act


def read_network(source: Source, *, is_asked: bool, stop: Stop) -> Report:
    """Read the due searches of one network; a failure ends this network's pass and no other."""
    report = Report(source.name)
    if not is_asked and not may_read(source.name, report):
        return report
    try:
        for search in queries.list_searches_to_read(source.name, is_asked=is_asked):
            if source.may_ask(search.query):
                read_search(source, search, report, stop)
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


def read_search(source: Source, search: Search, report: Report, stop: Stop) -> None:
    """Drain one search, unless another process is at it.

    A drain that an earlier pass left unfinished ends at what was newest then, so a fresh one follows it.
    """
    report.searches += 1
    held = act(standing.take_lease, search)
    if held is None:
        report.held_elsewhere += 1
        return
    drain = Drain(source, search, held, report)
    is_resumed = held.position.drain_high_id is not None
    try:
        read_pages(drain, stop)
        if is_resumed and not drain.held.position.is_draining:
            drain = Drain(source, search, drain.held, report)
            read_pages(drain, stop)
    except LeaseLost:
        report.held_elsewhere += 1
    except SourceFailure as failure:
        if failure.kind is not FailureKind.BAD_QUERY:
            raise
        report.failure = f"{search.watch.name}: {failure.sentence}"
        act(standing.refuse_search, search, failure)
    finally:
        act(standing.free_lease, drain.held)
