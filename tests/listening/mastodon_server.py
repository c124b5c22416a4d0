"""A server on this machine that speaks the calls of a Mastodon server which the product needs."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import count
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from app.listening.cursor.marks import MASTODON
from tests.listening import standing_in
from tests.listening.standing_in import Answer, StandIn

TOKEN = "a-mastodon-token-nobody-may-see"
TAG = "/api/v1/timelines/tag/"
STATUS = "/api/v1/statuses/"
Query = dict[str, str]
_numbers = count(1)


class MastodonServer(StandIn):
    """Posts with hashtags, answers to give instead, and a record of all that was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.gone: set[str] = set()
        self.filtered: set[str] = set()
        self.asked: list[Query] = []
        self.is_closed = False

    def answer(self, path: str, query: Query, token: str) -> Answer:
        """Give the next answer set aside, else what was asked for."""
        self.before(len(self.paths) - 1)
        instead = self.next_instead()
        if instead is not None:
            return instead
        if token not in ("", TOKEN):
            return error("The access token is invalid", 401)
        if path.startswith(TAG):
            return self.timeline(unquote(path.removeprefix(TAG)), query, token)
        if path == "/api/v2/search":
            return self.search(query, token)
        return self.status(path.removeprefix(STATUS)) if path.startswith(STATUS) else error("Not Found", 404)

    def timeline(self, tag: str, query: Query, token: str) -> Answer:
        """Answer as Mastodon does: `min_id` gives the posts next above it, else the newest ones; newest first."""
        if self.is_closed and not token:
            return error("This method requires an authenticated user", 422 if query.get("local") else 401)
        size = min(int(query.get("limit", "20")), 40)
        tagged = [post for post in self.visible(query) if tag.lower() in (each["name"] for each in post["tags"])]
        page = tagged[:size] if "min_id" in query else tagged[::-1][:size][::-1]
        return Answer(page[::-1], headers=self.link(f"{TAG}{tag}", page))

    def search(self, query: Query, token: str) -> Answer:
        """Answer as Mastodon does: newest first, `min_id` and `max_id` as mere limits, pages with holes."""
        if not token:
            return error("This method requires an authenticated user", 401)
        if query.get("type") != "statuses":
            return error("Search queries pagination is not supported without authentication", 401)
        size = min(int(query.get("limit", "20")), 40)
        words = query["q"].strip('"').lower()
        found = [post for post in self.visible(query) if words in post["content"].lower()]
        page = [post for post in found[::-1][:size] if post["id"] not in self.filtered]
        return Answer({"accounts": [], "statuses": page, "hashtags": []})

    def status(self, post_id: str) -> Answer:
        """Answer with one post."""
        found = next((post for post in self.posts if post["id"] == post_id and post_id not in self.gone), None)
        return Answer(found) if found else error("Record not found", 404)

    def visible(self, query: Query) -> list[dict[str, Any]]:
        """List the posts between the limits of a query, oldest first."""
        posts = [post for post in self.posts if post["id"] not in self.gone]
        posts.sort(key=lambda post: (len(post["id"]), post["id"]))
        low, high = query.get("min_id") or query.get("since_id"), query.get("max_id")
        return [post for post in posts if above(post["id"], low) and (high is None or not above(post["id"], high, 0))]

    def link(self, path: str, page: list[dict[str, Any]]) -> dict[str, str]:
        """Point to the neighbouring pages as Mastodon does."""
        if not page:
            return {}
        address = f"{self.url}{path}"
        return {
            "Link": f'<{address}?max_id={page[0]["id"]}>; rel="next", <{address}?min_id={page[-1]["id"]}>; rel="prev"'
        }


def above(post_id: str, limit: str | None, step: int = 1) -> bool:
    """Compare ids; those that are no numbers come after every number."""
    if limit is None:
        return True
    rank, given = ((False, int(each), "") if each.isdigit() else (True, 0, each) for each in (post_id, limit))
    return rank > given if step else rank >= given


class Handler(standing_in.Speaker):
    """Answer one request."""

    server: MastodonServer

    def do_GET(self) -> None:  # noqa: N802
        path, query = self.note()
        self.give(self.server.answer(path, query, self.token()))

    def do_POST(self) -> None:  # noqa: N802
        self.note()
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.give(Answer({"id": "1"}))

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815

    def note(self) -> tuple[str, Query]:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.server.methods.append(self.command)
        self.server.paths.append(parts.path)
        self.server.asked.append(query)
        self.server.headers.append(dict(self.headers))
        return parts.path, query

    def usual_headers(self) -> dict[str, str]:
        resets_at = (datetime.now(UTC) + timedelta(minutes=5)).isoformat().replace("+00:00", "Z")
        return {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "299", "X-RateLimit-Reset": resets_at}


def error(message: str, status: int = 400, **headers: str) -> Answer:
    """Refuse as Mastodon does."""
    return Answer({"error": message}, status, headers)


def stamp(moment: datetime) -> str:
    """Write a moment as Mastodon does, to the millisecond."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def make_account(**more: Any) -> dict[str, Any]:
    """Make an author as Mastodon shows one."""
    return {
        "id": "109302436954721982",
        "username": "ada",
        "acct": "ada",
        "display_name": "Ada",
        "locked": False,
        "bot": False,
        "discoverable": True,
        "indexable": True,
        "noindex": False,
        "group": False,
        "created_at": "2022-11-07T00:00:00.000Z",
        "note": "<p>Builds engines.</p>",
        "url": "https://social.example/@ada",
        "uri": "https://social.example/users/ada",
        "avatar": "https://social.example/avatars/missing.png",
        "followers_count": 3,
        "emojis": [],
        "roles": [],
        "fields": [{"name": "Home", "value": '<a href="https://ada.example">ada.example</a>', "verified_at": None}],
        **more,
    }


def make_status(
    *, ago: timedelta = timedelta(minutes=5), text: str = "Great customer service from Brightline.", **more: Any
) -> dict[str, Any]:
    """Make a post as Mastodon shows one; `account` adds to its author."""
    moment = datetime.now(UTC) - ago
    post_id = str(int(MASTODON.mark_at(moment)) + next(_numbers) % 60_000)
    address = f"https://social.example/users/ada/statuses/{post_id}"
    return {
        "id": post_id,
        "created_at": stamp(moment),
        "in_reply_to_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "en",
        "uri": address,
        "url": f"https://social.example/@ada/{post_id}",
        "replies_count": 0,
        "reblogs_count": 0,
        "favourites_count": 0,
        "edited_at": None,
        "content": f"<p>{escape(text)}</p>",
        "reblog": None,
        "media_attachments": [],
        "mentions": [],
        "tags": [{"name": "custserv", "url": "https://social.example/tags/custserv"}],
        "emojis": [],
        "card": None,
        "poll": None,
        **more,
        "account": make_account(**more.get("account", {})),
    }


def running() -> AbstractContextManager[MastodonServer]:
    """Run the server for a while."""
    return standing_in.running(MastodonServer())
