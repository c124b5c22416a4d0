"""`awards serve` and `awards worker`: the web server and the consumer, as they run in production."""

import os
import select
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from app import create_app
from app.config import Env, Settings, read_settings
from app.extensions import queue
from app.migrating import require_current_database
from app.web import logs, metrics

LONGEST_REQUEST_SECONDS = 20
LONGEST_TURN_SECONDS = 0.0005


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker with threads, which hangs up on a request that does not come to its end.

    Otherwise a handful of forms that are never sent to their last byte would hold every thread for good.
    """

    def init_process(self) -> None:
        """Begin to watch, then to serve.

        Threads take short turns: one that holds a lock of the database is otherwise kept from giving it back by its
        neighbours, five milliseconds each, while every other process waits for it.
        """
        sys.setswitchinterval(LONGEST_TURN_SECONDS)
        self._until: dict[Any, float] = {}
        threading.Thread(target=self._watch, daemon=True).start()
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Read one request and answer it, in a thread of its own."""
        self._until[conn] = time.monotonic() + LONGEST_REQUEST_SECONDS
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def set_accept_enabled(self, enabled: bool) -> None:
        """At the end take everybody who knocked before it, then shut the door, so that nobody waits behind it in vain.

        A request that reached this machine would otherwise be lost with the queue it waits in.
        """
        is_end = not enabled and not self.alive
        for door in self.sockets if is_end else ():
            while select.select([door], [], [], 0)[0]:
                self.accept(door)
        super().set_accept_enabled(enabled)
        for door in self.sockets if is_end else ():
            door.close()

    def _watch(self) -> None:
        while True:
            time.sleep(1)
            now = time.monotonic()
            for conn in [conn for conn, until in list(self._until.items()) if until < now]:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)


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
            "worker_class": Worker,
            "graceful_timeout": 7,
            "timeout": 60,
            "accesslog": None,
            "logger_class": logs.ServerLog,
            "loglevel": "warning",
            "control_socket_disable": True,
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
