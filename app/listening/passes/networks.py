"""Read the networks of one pass side by side, so that a sick or slow one never delays the others."""

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Thread

from flask import Flask, current_app

from app.errors import Unavailable
from app.listening.passes import standing
from app.listening.passes.draining import STOPPED, Report
from app.listening.passes.network import LONGEST
from app.listening.passes.stopping import Stop, Stopped
from app.web.actions import act

LOOKS_EVERY = 0.2
KEEPS_LEASES_EVERY = 30.0
ENDS_WITHIN = 8.0
LEFT_BEHIND_AFTER = LONGEST.total_seconds() + 120
AWAY = "the database refuses work for the moment; run the pass again"

ReadOne = Callable[[str], Report]


class Reading(Thread):
    """One network being read, in its own application context and with its own connection."""

    def __init__(self, app: Flask, network: str, read_one: ReadOne) -> None:
        super().__init__(name=f"reading {network}", daemon=True)
        self.report = Report(network, failure="it did not end in time, and was left behind")
        self._app = app
        self._read_one = read_one

    def run(self) -> None:
        """Read to the end; whatever goes wrong becomes this network's report."""
        network = self.report.network
        try:
            with self._app.app_context():
                self.report = self._read_one(network)
        except Stopped:
            self.report = Report(network, note=STOPPED)
        except Unavailable:
            self.report = Report(network, failure=AWAY)
        except Exception as wrong:
            self.report = Report(network, failure=f"our own code stumbled ({type(wrong).__name__})")


def read_side_by_side(networks: Sequence[str], read_one: ReadOne, stop: Stop) -> Iterator[Report]:
    """Read networks at the same time and give their reports in the order in which they were named."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    readings = [Reading(app, network, read_one) for network in networks]
    for reading in readings:
        reading.start()
    watch = Patience(stop)
    for reading in readings:
        watch.wait_for(reading)
        yield reading.report


class Patience:
    """Wait for threads, and keep their leases meanwhile; when asked to stop, or after far too long, wait no more."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._gives_up_at = time.monotonic() + LEFT_BEHIND_AFTER
        self._leases_kept_at = time.monotonic()
        self._is_ending = False

    def wait_for(self, thread: Thread) -> None:
        """Wait until a thread has ended, or can no longer be waited for."""
        while thread.is_alive() and time.monotonic() < self._gives_up_at:
            thread.join(LOOKS_EVERY)
            self._hurry()
            self._keep_leases()

    def _hurry(self) -> None:
        """Once asked to stop, give all threads a few seconds together; a lease of a process that ended is free."""
        if self._stop.was_asked and not self._is_ending:
            self._is_ending = True
            self._gives_up_at = time.monotonic() + ENDS_WITHIN

    def _keep_leases(self) -> None:
        if self._is_ending or time.monotonic() - self._leases_kept_at < KEEPS_LEASES_EVERY:
            return
        self._leases_kept_at = time.monotonic()
        try:
            act(standing.prolong_leases)
        except Unavailable:
            return
