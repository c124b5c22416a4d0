"""Figures of the site as it stands, for whoever watches it with Prometheus; none of them is about a person."""

from collections.abc import Iterator

from app import clock
from app.audit import queries as audit
from app.extensions import queue
from app.home import health
from app.listening.queries.sources import list_sources
from app.listening.queries.tallies import count_waiting
from app.mail import queries as mail
from app.web import slots
from app.web.metrics import Figure


def list_figures() -> Iterator[Figure]:
    """List every figure as it is now; where the database takes no writes, only that."""
    is_ready = health.can_write()
    yield _one("awards_ready", "1 when the database took a write within five seconds.", is_ready)
    yield _one("awards_free_bytes", "Bytes free where the site keeps its files.", health.free_bytes())
    if is_ready:
        yield from (*_letters(), *_sources(), *_work())


def _letters() -> Iterator[Figure]:
    letters = [((str(state),), float(number)) for state, number in mail.count_letters().items()]
    yield Figure("awards_letters", "Letters in the outbox.", letters, ("state",))
    oldest = mail.find_oldest_waiting()
    waits = (clock.now() - oldest).total_seconds() if oldest else 0
    yield _one("awards_oldest_waiting_letter_seconds", "How long the oldest letter waits.", waits)


def _sources() -> Iterator[Figure]:
    yield _one("awards_mentions_waiting", "Posts that wait for a curator.", count_waiting())
    sources = list_sources()
    states = [((source.network, str(source.verdict.state)), 1.0) for source in sources]
    alarms = [((source.network,), float(source.verdict.is_alarm)) for source in sources]
    read_at = [
        ((source.network,), source.answer.last_success_at.timestamp())
        for source in sources
        if source.answer.last_success_at
    ]
    yield Figure("awards_source_state", "1 for the state each source is in.", states, ("source", "state"))
    yield Figure("awards_source_alarm", "1 when a source needs a person.", alarms, ("source",))
    yield Figure("awards_source_last_success_timestamp_seconds", "When it was last read.", read_at, ("source",))


def _work() -> Iterator[Figure]:
    turns = slots.list_last_turns(*(job.name for job in queue.jobs))
    begun = [((job,), at.timestamp()) for job, at in turns.items()]
    yield Figure("awards_job_last_turn_timestamp_seconds", "When a worker last began each job.", begun, ("job",))
    backup, head = slots.find_last_backup(), audit.get_head()
    made = backup.timestamp() if backup else 0
    yield _one("awards_last_backup_timestamp_seconds", "When the newest backup was made; 0: never.", made)
    yield _one("awards_log_lines", "Lines of the log.", head[0] if head else 0)


def _one(name: str, words: str, value: float) -> Figure:
    return Figure(name, words, [((), value)])
