"""Count how requests go, in all processes together, for whoever watches the site with Prometheus."""

import hmac
import os
import shutil
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, request

from app.config import Settings

PLACE = "metrics"
TOGETHER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SIGN_IN = {"accounts.log_in", "accounts.give_code"}
NOWHERE = "none"


@dataclass(frozen=True)
class Figure:
    """One figure as it is now, a value for each of its labels."""

    name: str
    words: str
    values: Sequence[tuple[tuple[str, ...], float]]
    labels: tuple[str, ...] = ()


class Tally:
    """The counters of one app; labels name pages and kinds of answers, never a person or a link."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry = CollectorRegistry()
        self.answers = Counter("awards_requests", "Requests answered.", ["endpoint", "status"], registry=self.registry)
        self.seconds = Histogram(
            "awards_request_seconds", "Seconds to an answer.", ["endpoint"], buckets=BUCKETS, registry=self.registry
        )
        self.refused = Counter("awards_sign_in_failures", "Times somebody did not get in.", registry=self.registry)

    def note(self, response: Response) -> Response:
        """Count one answer."""
        endpoint = request.endpoint or NOWHERE
        self.answers.labels(endpoint, f"{response.status_code // 100}xx").inc()
        self.seconds.labels(endpoint).observe(time.perf_counter() - g.get("begun", time.perf_counter()))
        if endpoint in SIGN_IN and request.method == "POST" and response.status_code >= 400:
            self.refused.inc()
        return response


def share(folder: Path) -> None:
    """Let the processes forked from this one count together, from zero; before the library is first loaded."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    os.environ[TOGETHER] = str(folder)


def register(app: Flask, settings: Settings) -> None:
    """Count requests where figures are asked for at all."""
    if not settings.metrics_token:
        return
    tally = app.extensions[PLACE] = Tally()
    app.before_request(_begin)
    app.after_request(tally.note)


def may_read(token: str, authorization: str) -> bool:
    """Tell whether a request bears the token, in a time that does not depend on where it differs."""
    return hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())


def print_figures(figures: Iterable[Figure]) -> tuple[bytes, str]:
    """Write what all processes counted, and these figures, as Prometheus reads them, with their content type."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    if TOGETHER in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(current_app.extensions[PLACE].registry)
    registry.register(_Now(figures))
    return generate_latest(registry), CONTENT_TYPE_LATEST


class _Now:
    """Figures in the library's own form."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = list(figures)

    def collect(self) -> Iterable[Any]:
        """Give each figure with its values."""
        from prometheus_client.core import GaugeMetricFamily

        for figure in self._figures:
            family = GaugeMetricFamily(figure.name, figure.words, labels=figure.labels)
            for labels, value in figure.values:
                family.add_metric(labels, value)
            yield family


def _begin() -> None:
    g.begun = time.perf_counter()
