"""`awards serve` and `awards worker`: the web server and the consumer, as they run in production."""

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from app import create_app
from app.config import Env, Settings, read_settings
from app.extensions import queue
from app.migrating import require_current_database
from app.web import logs, metrics
from app.web.worker import Worker

MOST_LINES = 1000
OTHER_FILES = 200
FILES = 4096


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with threads, configured in code."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options to gunicorn."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the app in each worker process, so that no connection is shared."""
        return create_app()


@click.command("serve")
@click.option("--bind", help="Address and port, such as 127.0.0.1:8000; otherwise AWARDS_BIND.")
def serve(bind: str | None) -> None:
    """Serve the site with gunicorn, until it is asked to stop.

    Example: awards serve --bind 127.0.0.1:8000
    """
    settings = _settings()
    address = bind or settings.bind
    if settings.metrics_token:
        metrics.share(settings.var / f"metrics-{address.rpartition(':')[2]}")
    _ready_app()
    click.echo(f"Serving {settings.public_url} on {address} ({settings.env}). Ctrl-C stops it.")
    server = Server(
        {
            "bind": address,
            "workers": settings.web_workers,
            "threads": 8,
            "worker_connections": _count_lines(),
            "worker_class": Worker,
            "graceful_timeout": 7,
            "timeout": 60,
            "keepalive": 5,
            "accesslog": None,
            "logger_class": logs.ServerLog,
            "loglevel": "warning",
            "control_socket_disable": True,
            "forwarder_headers": "",
        }
    )
    with _end_at_once():
        server.run()


@click.command("worker")
@click.option(
    "--threads",
    default=2,
    type=click.IntRange(1, 32),
    show_default=True,
    help="How many jobs may run at the same time.",
)
def work(threads: int) -> None:
    """Send letters and do the periodic work, until it is asked to stop.

    Example: awards worker
    """
    app = _ready_app()
    click.echo("Working: letters and periodic jobs. Ctrl-C stops it.")
    with app.app_context(), _end_at_once():
        queue.consume(threads)


def _settings() -> Settings:
    os.environ.setdefault("AWARDS_ENV", Env.PRODUCTION)
    return read_settings()


def _ready_app() -> Flask:
    """Make the app as production does, and refuse a database that is behind the code."""
    os.environ.setdefault("AWARDS_ENV", Env.PRODUCTION)
    app = create_app()
    with app.app_context():
        require_current_database()
    logs.take_over()
    return app


def _count_lines() -> int:
    """Count how many lines each process may hold, and ask for the files that takes; some remain for the database."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = max(allowed, FILES if most == resource.RLIM_INFINITY else min(most, FILES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return min(MOST_LINES, max(files // 2, files - OTHER_FILES))


@contextmanager
def _end_at_once() -> Iterator[None]:
    """End this process, and those forked from it, when their work is done.

    Taking a whole Python apart took longer than the seconds a server is given to end, so it was killed each time.
    """
    code: Any = 0
    try:
        yield
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)
