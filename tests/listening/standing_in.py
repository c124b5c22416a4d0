"""What the servers that stand in for networks share: answers, faults, and a record of all that was asked."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

SILENT_END, RESET = 0, -1


@dataclass
class Answer:
    """One answer: a body of JSON, text or bytes, sent at once or drop by drop, or no answer but a `hang_up`."""

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    drip: float = 0.0
    hang_up: str = ""

    @property
    def raw(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


class StandIn(ThreadingHTTPServer):
    """A server on a free port of this machine, with answers to give instead of its own."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.posts: list[dict[str, Any]] = []
        self.instead: list[Answer | None] = []
        self.methods: list[str] = []
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.before: Callable[[int], None] = lambda number: None
        self.is_over = threading.Event()
        self.given: list[Answer] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet when a client hangs up."""

    def next_instead(self) -> Answer | None:
        """Take the next answer set aside."""
        return self.instead.pop(0) if self.instead else None


class Speaker(BaseHTTPRequestHandler):
    """Give one answer, whole, slowly, or not at all."""

    server: StandIn

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def usual_headers(self) -> dict[str, str]:
        """Return what this network says beside every answer."""
        return {}

    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def give(self, answer: Answer) -> None:
        self.server.is_over.wait(answer.pause)
        if answer.hang_up or answer.status in (SILENT_END, RESET):
            self.hang_up(is_reset=answer.hang_up == "reset" or answer.status == RESET)
            return
        raw = answer.raw
        (self.send_response_only if "Date" in answer.headers else self.send_response)(answer.status)
        usual = {"Content-Type": "application/json; charset=utf-8", **self.usual_headers()}
        for name, value in {**usual, **answer.headers}.items():
            self.send_header(name, value)
        if not {"Content-Length", "Transfer-Encoding"} & answer.headers.keys():
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        step = 1 if answer.drip else max(len(raw), 1)
        for start in range(0, len(raw), step):
            self.wfile.write(raw[start : start + step])
            self.wfile.flush()
            self.server.is_over.wait(answer.drip)
        self.server.given.append(answer)

    def hang_up(self, *, is_reset: bool) -> None:
        """End the connection without a byte."""
        if is_reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


Server = TypeVar("Server", bound=StandIn)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Run a server for a while."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.is_over.set()
    server.shutdown()
    thread.join()
    server.server_close()
