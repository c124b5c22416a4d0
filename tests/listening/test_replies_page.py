"""What was sent and what became of it: mine or everybody's, filtered, page by page."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.extensions import db
from app.listening import queries
from app.listening.answering import replying, undoing
from app.listening.queries.replies import Became, Wanted
from app.listening.views.replies import BECAME
from app.web.actions import act
from tests.listening.rows import make_sent
from tests.make import make_nomination, make_user, sign_in


def names(client: FlaskClient, query: str = "") -> set[str]:
    page = client.get(f"/curate/replies{query}").get_data(as_text=True)
    return {f"Author {number}" for number in range(9) if f">Author {number}<" in page}


@pytest.fixture
def ada(client: FlaskClient, app: Flask) -> object:
    """Send five replies of Ada's with five ends, and one of Omar's."""
    user = make_user(name="Ada")
    sent = [make_sent(user, author_name=f"Author {number}")[1] for number in range(4)]
    make_sent(user, network="bluesky", url="https://bsky.app/profile/a.example/post/3k", author_name="Author 4")
    make_sent(make_user(name="Omar"), author_name="Author 5")
    act(undoing.note_answer, sent[1].code, by=user)
    act(replying.record_visit, sent[2].code)
    make_nomination(outreach_code=sent[3].code)
    sign_in(client, user)
    return user


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", "01234"),
        ("?of=all", "012345"),
        ("?network=bluesky", "4"),
        ("?became=answered", "1"),
        ("?became=visited", "2"),
        ("?became=nominated", "3"),
        ("?became=waiting", "04"),
        ("?of=all&became=waiting&network=x", "05"),
        ("?became=nonsense&network=nonsense&after=nonsense", "01234"),
    ],
)
def test_the_sieve_lets_through_what_is_asked(client: FlaskClient, ada: object, query: str, numbers: str) -> None:
    assert names(client, query) == {f"Author {number}" for number in numbers}


def test_a_sieve_that_lets_nothing_through_says_so(client: FlaskClient, ada: object) -> None:
    assert "None like this" in client.get("/curate/replies?network=mastodon").get_data(as_text=True)


def test_pages_hold_every_reply_once_the_newest_first(app: Flask) -> None:
    ada = make_user()
    sent = [make_sent(ada, network=f"n{number}")[1].id for number in range(27)]

    first, following = queries.list_replies(Wanted(ada))
    second, end = queries.list_replies(Wanted(ada, after=following or ""))

    assert [row.outreach.id for row in (*first, *second)] == sent[::-1]
    assert (len(first), end) == (25, None)


def test_the_page_asks_no_more_than_twelve_times(client: FlaskClient, ada: object) -> None:
    asked: list[str] = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listener)
    client.get("/curate/replies?of=all&became=waiting")
    event.remove(db.engine, "before_cursor_execute", listener)

    assert len([each for each in asked if not each.startswith("BEGIN")]) <= 12


def test_every_end_has_its_words() -> None:
    assert set(BECAME) == set(Became)
