"""A server on this machine that speaks the few calls of a Bluesky account's own server that the product needs."""

import json
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.listening import standing_in
from tests.listening.standing_in import Answer, StandIn

HANDLE, PASSWORD = "awards.example.org", "abcd-efgh-ijkl-mnop"
SECRET = "token-nobody-may-see"
DID = "did:plc:reader"
Query = dict[str, list[str]]
_keys = count(1)


class BlueskyServer(StandIn):
    """Posts to search, sessions to keep, answers to give instead, and a record of all that was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.hidden: set[str] = set()
        self.instead_of_sessions: list[Answer | None] = []
        self.asked: list[Query] = []
        self.calls: list[tuple[str, str]] = []
        self.password = PASSWORD
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.numbers = count(1)
        self.remaining = 2_990

    def calls_of(self, name: str) -> int:
        """Count the calls of one kind."""
        return sum(1 for _, called in self.calls if called.endswith(name))

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
        instead = self.next_instead()
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


class Handler(standing_in.Speaker):
    """Answer one request."""

    server: BlueskyServer

    def do_GET(self) -> None:  # noqa: N802
        name, query = self.note()
        self.give(self.server.read(name, query, self.token()))

    def do_POST(self) -> None:  # noqa: N802
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

    def usual_headers(self) -> dict[str, str]:
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


def running() -> AbstractContextManager[BlueskyServer]:
    """Run the server for a while."""
    return standing_in.running(BlueskyServer())
