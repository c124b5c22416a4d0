"""Serve an app on a real port for as long as a test needs it."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server

LONGEST = 10


class Counted:
    """An app that knows how many requests it is answering."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._count = 0
        self._changed = threading.Condition()

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        self._add(1)
        try:
            return self._app(environ, start_response)
        finally:
            self._add(-1)

    def _add(self, number: int) -> None:
        with self._changed:
            self._count += number
            self._changed.notify_all()

    def wait_until_idle(self) -> None:
        """Let what a page asked for at last be answered, before its database is taken away."""
        with self._changed:
            self._changed.wait_for(lambda: not self._count, timeout=LONGEST)


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    """Give the address at which an app answers, on a free port unless one is named."""
    counted = Counted(app)
    server = make_server("127.0.0.1", port, counted, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        counted.wait_until_idle()
