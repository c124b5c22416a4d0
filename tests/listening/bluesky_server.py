"""A server on this machine that speaks the few calls of a Bluesky account's own server that the product needs."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.listening.x_server import Answer

HANDLE, PASSWORD = "awards.example.org", "abcd-efgh-ijkl-mnop"
SECRET = "token-nobody-may-see"
DID = "did:plc:reader"
SILENT_END, RESET = 0, -1
Query = dict[str, list[str]]
_keys = count(1)


class BlueskyServer(ThreadingHTTPServer):
    """Posts to search, sessions to keep, answers to give instead, and a record of all that was asked."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.posts: list[dict[str, Any]] = []
        self.hidden: set[str] = set()
        self.instead: list[Answer | None] = []
        self.instead_of_sessions: list[Answer | None] = []
        self.asked: list[Query] = []
        self.calls: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.before: Callable[[int], None] = lambda number: None
        self.password = PASSWORD
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.numbers = count(1)
        self.remaining = 2_990

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def calls_of(self, name: str) -> int:
        """Count the calls of one kind."""
        return sum(1 for _, called in self.calls if called.endswith(name))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet when a client hangs up."""

    def expire(self) -> None:
        """Let every access token run out."""
        self.access.clear()

    def revoke(self) -> None:
        """End every session."""
        self.access.clear()
        self.refresh.clear()

    def read(self, name: str, query: Query, token: str) -> Answer:
        """Answer one reading call, for a living session only."""
        if not token:
            return error("AuthMissing", "Authentication Required", 401)
        if token not in self.access:
            return error("ExpiredToken", "Token has expired")
        self.asked.append(query)
        self.before(len(self.asked) - 1)
        instead = self.instead.pop(0) if self.instead else None
        if instead is not None:
            return instead
        return {"app.bsky.feed.searchPosts": self.search, "app.bsky.feed.getPosts": self.get_posts}[name](query)

    def search(self, query: Query) -> Answer:
        """Answer as Bluesky does: newest first within a window, a cursor that counts, holes where posts are hidden."""
        since = read(query.get("since", [""])[0]) or datetime.min.replace(tzinfo=UTC)
        until = read(query.get("until", [""])[0]) or datetime.max.replace(tzinfo=UTC)
        lang = query.get("lang", [""])[0]
        found = [
            post
            for post in self.posts
            if since <= sort_at(post) < until and (not lang or lang in post["record"].get("langs", []))
        ]
        found.sort(key=sort_at, reverse=True)
        offset, size = int(query.get("cursor", ["0"])[0]), int(query.get("limit", ["25"])[0])
        page = [post for post in found[offset : offset + size] if post["uri"] not in self.hidden]
        body: dict[str, Any] = {"posts": page, "hitsTotal": len(found)}
        if found[offset + size :]:
            body["cursor"] = str(offset + size)
        return Answer(body)

    def get_posts(self, query: Query) -> Answer:
        """Answer with those of the asked posts that are there."""
        uris = query.get("uris", [])
        if len(uris) > 25:
            return error("InvalidRequest", "Error: uris must not have more than 25 elements")
        return Answer({"posts": [post for post in self.posts if post["uri"] in uris]})

    def log_in(self, given: dict[str, Any]) -> Answer:
        """Begin a session for the right password."""
        if (given.get("identifier"), given.get("password")) != (HANDLE, self.password):
            return error("AuthenticationRequired", "Invalid identifier or password", 401)
        return self.new_session()

    def renew(self, token: str) -> Answer:
        """Give new tokens for a refresh token, which is used up by that."""
        if token not in self.refresh:
            return error("ExpiredToken", "Token has been revoked")
        self.refresh.remove(token)
        return self.new_session()

    def new_session(self) -> Answer:
        number = next(self.numbers)
        access, refresh = f"access-{number}-{SECRET}", f"refresh-{number}-{SECRET}"
        self.access.add(access)
        self.refresh.add(refresh)
        elsewhere = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": "http://127.0.0.1:9"}
        document = {"id": DID, "service": [elsewhere]}
        names = {"did": DID, "handle": HANDLE, "didDoc": document, "active": True}
        return Answer({"accessJwt": access, "refreshJwt": refresh, **names})


class Handler(BaseHTTPRequestHandler):
    """Answer one request."""

    server: BlueskyServer

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        name, query = self.note()
        self.give(self.server.read(name, query, self.token()))

    def do_POST(self) -> None:
        name, _ = self.note()
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        instead = self.server.instead_of_sessions.pop(0) if self.server.instead_of_sessions else None
        if instead is not None:
            self.give(instead)
        elif name == "com.atproto.server.createSession":
            self.give(self.server.log_in(json.loads(raw)))
        elif name == "com.atproto.server.refreshSession":
            self.give(self.server.renew(self.token()))
        else:
            self.give(Answer({"uri": "at://written", "cid": "c"}))

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815

    def note(self) -> tuple[str, Query]:
        parts = urlsplit(self.path)
        name = parts.path.removeprefix("/xrpc/")
        self.server.calls.append((self.command, name))
        self.server.headers.append(dict(self.headers))
        return name, parse_qs(parts.query)

    def token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def give(self, answer: Answer) -> None:
        time.sleep(answer.pause)
        if answer.status in (SILENT_END, RESET):
            self.hang_up(is_reset=answer.status == RESET)
            return
        raw = answer.raw
        (self.send_response_only if "Date" in answer.headers else self.send_response)(answer.status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **self.rate(), **answer.headers}.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers and "Transfer-Encoding" not in answer.headers:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        step = 1 if answer.drip else max(len(raw), 1)
        for start in range(0, len(raw), step):
            self.wfile.write(raw[start : start + step])
            self.wfile.flush()
            time.sleep(answer.drip)

    def hang_up(self, *, is_reset: bool) -> None:
        """End the connection without a byte."""
        if is_reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def rate(self) -> dict[str, str]:
        reset = str(int(time.time()) + 300)
        numbers = {"limit": "3000", "remaining": str(self.server.remaining), "reset": reset, "policy": "3000;w=300"}
        return {f"ratelimit-{name}": value for name, value in numbers.items()}


def error(name: str, message: str, status: int = 400, **headers: str) -> Answer:
    """Refuse as Bluesky does."""
    return Answer({"error": name, "message": message}, status, headers)


def sort_at(post: dict[str, Any]) -> datetime:
    """Return the time a post is sorted by."""
    record = post.get("record")
    written = record.get("createdAt") if isinstance(record, dict) else None
    told = [each for each in (read(written), read(post.get("indexedAt"))) if each is not None]
    return min(told, default=datetime.now(UTC) - timedelta(minutes=1))


def read(written: Any) -> datetime | None:
    """Read a moment to the millisecond, which is all this server keeps."""
    try:
        moment = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        return None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def stamp(moment: datetime) -> str:
    """Write a moment as Bluesky does, to the millisecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def make_view(
    *, ago: timedelta = timedelta(minutes=5), text: str = "Their support is great.", **more: Any
) -> dict[str, Any]:
    """Make a post as search gives it."""
    key = f"3l{next(_keys):011d}"
    moment = datetime.now(UTC) - ago
    did = more.pop("did", "did:plc:ada")
    author = {"did": did, "handle": "ada.example.org", "displayName": "Ada", "labels": [], **more.pop("author", {})}
    record = {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": stamp(moment),
        "langs": ["en"],
        **more.pop("record", {}),
    }
    return {
        "uri": f"at://{did}/app.bsky.feed.post/{key}",
        "cid": "bafyreib2rxk3rh6kzwq",
        "author": author,
        "record": record,
        "likeCount": 0,
        "indexedAt": stamp(moment + timedelta(seconds=1)),
        "labels": [],
        **more,
    }


@contextmanager
def running() -> Iterator[BlueskyServer]:
    """Run the server for a while."""
    server = BlueskyServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
