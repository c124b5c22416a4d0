"""Wake work up in another process; the truth about what is to be done stands in our own tables."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey, crontab

WAKE_SECONDS = 1.0

log = structlog.get_logger()


@dataclass(frozen=True)
class Job:
    """Work that is safe to run at any time, twice, and by several workers; `every` is in minutes."""

    name: str
    run: Callable[[], object]
    every: int
    on_wake: bool = False


class Queue:
    """Huey behind one setting, made unbound like every extension."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.huey: Huey
        self._consumer: Any = None
        self._app: Flask
        self._wake: Any
        self._woken_at = -WAKE_SECONDS

    def init_app(self, app: Flask, url: str, *, take_turn: Callable[[Job], bool]) -> None:
        """Open the queue; `take_turn` decides whether this worker runs a job's present time slot."""
        self._app = app
        self._take_turn = take_turn
        self.huey = _open(url)
        self._wake = self.huey.task(name="wake")(self.run_woken)
        self.huey.periodic_task(crontab(minute="*"), name="tick")(self.run_due)

    def wake(self) -> None:
        """Ask the worker to look for waiting work now; never fails the caller, a minute's tick comes anyway.

        One wake-up a second is enough, for whoever was woken looks again after that second.
        """
        now = time.monotonic()
        if now - self._woken_at < WAKE_SECONDS:
            return
        self._woken_at = now
        try:
            if self.huey.storage.queue_size() == 0:
                self._wake()
        except Exception as failure:
            log.warning("queue could not be woken", reason=type(failure).__name__)

    def prepare(self) -> None:
        """Make the tables the queue keeps its wake-ups in."""
        self.huey.storage.initialize_schema()

    def consume(self, threads: int) -> None:
        """Work until a signal comes; running jobs get five seconds to end, then their leases run out."""
        self.prepare()
        self._consumer = self.huey.create_consumer(
            workers=threads, max_delay=1, graceful_signal="TERM", check_worker_health=False, shutdown_timeout=5
        )
        self.wake()
        self._consumer.run()

    @property
    def is_stopping(self) -> bool:
        """Tell a long job whether this worker was asked to end."""
        return self._consumer is not None and bool(self._consumer.stop_flag.is_set())

    def run_woken(self) -> None:
        """Run the jobs that answer to a wake-up, and once more for what came while nobody was woken again."""
        for pause in (0, WAKE_SECONDS + 0.2):
            time.sleep(pause)
            for job in self.jobs:
                if job.on_wake and not self.is_stopping:
                    self._run(job)

    def run_due(self) -> None:
        """Run each job whose turn it is and that no other worker has taken."""
        for job in self.jobs:
            with self._app.app_context():
                is_ours = self._take_turn(job)
            if is_ours:
                self._run(job)

    def _run(self, job: Job) -> None:
        with self._app.app_context():
            try:
                job.run()
            except Exception as slip:
                log.error("job failed", job=job.name, exc_info=slip)


def _open(url: str) -> Huey:
    if url.startswith("postgresql"):
        return PostgresHuey("awards", dsn=url, results=False, create_tables=False)
    return SqliteHuey("awards", filename=url.removeprefix("sqlite:///"), results=False)
