"""A server on this machine that speaks X's recent search: pages, cursors, refusals and faults."""

import gzip
import time
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.listening.cursor.marks import SNOWFLAKES
from tests.listening import standing_in
from tests.listening.standing_in import Answer, StandIn

TOKEN = "a-bearer-token-nobody-may-see"
Query = dict[str, str]
HISTORY = "edit_history_tweet_ids"
WITHHELD = {"copyright": False, "country_codes": ["DE"], "scope": "tweet"}
LOST = {
    "deleted": ("Not Found Error", "Could not find tweet with ids: [{}].", "resource-not-found"),
    "protected": (
        "Authorization Error",
        "Sorry, you are not authorized to see the Tweet with ids: [{}].",
        "not-authorized-for-resource",
    ),
    "suspended": ("Forbidden", "The author of [{}] has been suspended.", "not-authorized-for-resource"),
}


class XServer(StandIn):
    """Posts to search, answers to give instead, and a record of all that was asked."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.asked: list[Query] = []
        self.largest_page = 100
        self.pause = 0.0
        self.lost: dict[str, str] = {}

    def answer(self, query: Query) -> Answer:
        """Give the next answer set aside, else search."""
        self.before(len(self.asked))
        instead = self.next_instead()
        time.sleep(self.pause)
        if "granularity" in query:
            return instead or self.count(query)
        return instead or (self.look_up(query["ids"].split(",")) if "ids" in query else self.search(query))

    def look_up(self, ids: list[str]) -> Answer:
        """Answer as X does: the newest version of each post, and an error beside it for each that is not to be had."""
        found = {each: post for each in ids for post in self.posts if each in [post["id"], *post[HISTORY]]}
        data = [found[each] for each in ids if each in found and self.lost.get(each, "withheld") == "withheld"]
        given = [post | {"withheld": WITHHELD} if post["id"] in self.lost else post for post in data]
        wrong = [lost_error(each, self.lost.get(each, "deleted")) for each in ids if found.get(each) not in data]
        return Answer({name: value for name, value in {"data": given, "errors": wrong}.items() if value})

    def count(self, query: Query) -> Answer:
        """Answer as X's recent counts do: a number a day, and all together."""
        day = {"start": "2026-11-21T00:00:00.000Z", "end": "2026-11-22T00:00:00.000Z", "tweet_count": len(self.posts)}
        return Answer({"data": [day], "meta": {"total_tweet_count": len(self.posts)}})

    def search(self, query: Query) -> Answer:
        """Answer as X does: newest first, a token while there is more, refusals in its words."""
        if "since_id" in query and "start_time" in query:
            return refusal("Invalid use of since_id with start_time")
        if "since_id" in query and int(query["since_id"]) < int(
            SNOWFLAKES.mark_at(datetime.now(UTC) - timedelta(days=7))
        ):
            return refusal("'since_id' must be a tweet id created after [a week ago]. Please use a 'since_id' larger.")
        found = [post for post in self.posts if self.fits(post, query)]
        found.sort(key=lambda post: int(post["id"]), reverse=True)
        size = min(int(query.get("max_results", "10")), self.largest_page)
        page, rest = found[:size], found[size:]
        if not page:
            return Answer({"meta": {"result_count": 0}})
        meta: dict[str, Any] = {"newest_id": page[0]["id"], "oldest_id": page[-1]["id"], "result_count": len(page)}
        if rest:
            meta["next_token"] = f"below-{page[-1]['id']}"
        return Answer({"data": page, "meta": meta})

    @staticmethod
    def fits(post: dict[str, Any], query: Query) -> bool:
        number = int(post["id"])
        below = query.get("next_token", "").removeprefix("below-") or query.get("until_id")
        since = query.get("since_id") or (
            SNOWFLAKES.mark_at(datetime.fromisoformat(query["start_time"])) if "start_time" in query else "0"
        )
        return number > int(since) and (below is None or number < int(below))


class Handler(standing_in.Speaker):
    """Answer one request."""

    server: XServer

    def do_GET(self) -> None:  # noqa: N802
        self.note()
        query = {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(query)
        self.give(self.server.answer(query))

    def note(self) -> None:
        self.server.methods.append(self.command)
        self.server.headers.append(dict(self.headers))

    def do_POST(self) -> None:  # noqa: N802
        self.note()
        self.give(Answer({"data": {"id": "1"}}, 201))

    do_PUT = do_DELETE = do_PATCH = do_POST  # noqa: N815


def lost_error(post_id: str, why: str) -> dict[str, str]:
    """Say what X says of a post that is not to be had."""
    title, detail, kind = LOST[why]
    return {
        "value": post_id,
        "detail": detail.format(post_id),
        "title": title,
        "resource_type": "tweet",
        "parameter": "ids",
        "resource_id": post_id,
        "type": f"https://api.twitter.com/2/problems/{kind}",
    }


def refusal(message: str, status: int = 400) -> Answer:
    """Refuse as X does."""
    return Answer({"errors": [{"message": message}], "title": "Invalid Request", "type": "about:blank"}, status)


def packed(size: int) -> Answer:
    """Answer with a small body that unpacks to a large one."""
    return Answer(gzip.compress(b" " * size), headers={"Content-Encoding": "gzip"})


def make_post(
    *, ago: timedelta = timedelta(minutes=5), number: int = 0, text: str = "Great support.", **more: Any
) -> dict[str, Any]:
    """Make a post of a given age; the number tells posts of the same moment apart."""
    made = datetime.now(UTC) - ago
    post_id = str(int(SNOWFLAKES.mark_at(made)) + number)
    return {
        "id": post_id,
        "text": text,
        "author_id": "77",
        "lang": "en",
        "created_at": made.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "edit_history_tweet_ids": [post_id],
        **more,
    }


def running() -> AbstractContextManager[XServer]:
    """Run the server for a while."""
    return standing_in.running(XServer())
