"""Rows of this room for tests."""

from itertools import count
from typing import Any

from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit.models import AuditLine
from app.extensions import db
from app.listening import service
from app.listening.answering import replying, settling
from app.listening.models import Mention, Outreach, Search, Watch
from app.listening.posts import Post
from app.web.actions import act
from tests.make import reload, save

_numbers = count(1)


def make_watch(**columns: Any) -> Watch:
    """Save a watch on X with one search, due now unless `due_at` says otherwise."""
    number = next(_numbers)
    due_at = columns.pop("due_at", clock.now())
    given = {"networks": ["x"], "name": f"Watch {number}", "x_query": f"support {number}", **columns}
    watch = save(Watch(created_at=clock.now(), **given))
    act(service.set_searches, watch)
    act(lambda: db.session.execute(update(Search).where(Search.watch_id == watch.id).values(due_at=due_at)))
    db.session.rollback()
    return watch


def make_mention(**columns: Any) -> Mention:
    number = next(_numbers)
    given = {
        "network": "x",
        "post_id": str(1990000000000000000 + number),
        "text": "The support team at Brightline is wonderful.",
        "author_id": str(number),
        "author_handle": f"ada{number}",
        "author_name": f"Ada {number}",
        "score": 0.5,
        "lang": "en",
        **columns,
    }
    given.setdefault("version_id", given["post_id"])
    given.setdefault("url", f"https://x.com/{given['author_handle']}/status/{given['post_id']}")
    given = {"found_at": clock.now(), "reasons": ["help praised"], **given}
    return save(Mention(posted_at=clock.now(), **given))


def make_claimed(by: User, **columns: Any) -> Mention:
    mention = make_mention(**columns)
    act(service.claim, mention, by=by)
    return mention


def make_sent(by: User, **columns: Any) -> tuple[Mention, Outreach]:
    mention = make_claimed(by, **columns)
    outreach = act(replying.require_reply, mention)
    act(settling.open_reply, mention, text=own_words(outreach), by=by)
    act(replying.mark_sent, mention, reply_url="", by=by)
    return reload(mention), reload(outreach)


def own_words(outreach: Outreach) -> str:
    """Word a reply as nobody did before."""
    return f"What a kind story number {next(_numbers)}. You can nominate them: {replying.link_of(outreach.code)}"


def verbs() -> list[str]:
    """List what the audit log says was done, in order."""
    return list(db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)))


def post_of(post_id: object, *, version: str = "", text: str = "Great support.") -> Post:
    return Post(
        network="x",
        post_id=str(post_id),
        version_id=version or str(post_id),
        url=f"https://x.com/i/status/{post_id}",
        text=text,
        lang="en",
        posted_at=clock.now(),
        author_id="77",
        author_handle="ada",
        author_name="Ada",
    )
