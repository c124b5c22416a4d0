"""What a network or a file says to lead us astray: ids from the future, names, addresses, odd heads, endless lines."""

import io
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.config import read_settings
from app.errors import Misconfigured
from app.listening.cursor.marks import SNOWFLAKES
from app.listening.files import NotPosts, read_posts
from app.listening.importing import REJECTED_KEPT, import_posts
from app.listening.posts import Unusable, read_name, read_text, read_url
from app.listening.sources.bluesky.answers import trouble
from app.listening.sources.bounded import Answered
from app.listening.sources.mastodon.answers import unexpected_sentence as mastodon_sentence
from app.listening.sources.protocol import PageRequest
from app.listening.sources.x.answers import message_in
from app.listening.sources.x.answers import unexpected_sentence as x_sentence
from app.listening.sources.x.posts import read_post
from app.listening.sources.x.source import XSource
from tests.listening.reading import read, search_of, stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import XServer, make_post

TURNED = "\u202eevil\u2066"


def test_a_post_from_the_future_is_stored_and_hides_none_that_follows(app: Flask, x: XServer, source: XSource) -> None:
    watch = make_watch()
    real, false = make_post(), make_post(number=1)
    false["id"] = false["edit_history_tweet_ids"][0] = SNOWFLAKES.mark_at(clock.now() + timedelta(days=3650))
    x.posts = [real, false]
    read(source)
    assert stored_ids() == {real["id"], false["id"]}
    assert search_of(watch).floor_id == real["id"]

    later = make_post(ago=timedelta(minutes=1))
    x.posts.append(later)
    read(source)
    assert later["id"] in stored_ids()


def test_a_post_from_below_what_was_asked_for_does_not_count_as_how_far_a_page_reaches(
    x: XServer, source: XSource
) -> None:
    real = make_post()
    x.posts = [real, make_post(ago=timedelta(days=400))]
    since = SNOWFLAKES.mark_at(clock.now() - timedelta(hours=2))

    for request in (
        PageRequest(query="a", size=10, since_id=since),
        PageRequest(query="a", size=10, start_at=SNOWFLAKES.moment_of(since)),
    ):
        assert {source.fetch(request).newest_id, source.fetch(request).oldest_id} == {real["id"]}


@pytest.mark.parametrize("handle", ["a/../../evil?x=", "a b", "a" * 16, "\u00e4da", None])
def test_what_is_no_handle_leads_no_link_astray(handle: object) -> None:
    fields = make_post()

    post = read_post(fields, {"77": {"id": "77", "username": handle}}, clock.now())

    assert (post.url, post.author_handle) == (f"https://x.com/i/status/{fields['id']}", "")


def test_names_and_what_servers_say_turn_no_words_round_and_stay_on_one_line() -> None:
    folded = Answered(302, {"location": f"https://a.example/\r\n x: ok\x9b31m{TURNED}"}, b"")

    for said in (
        x_sentence(folded),
        mastodon_sentence(folded),
        trouble(folded, clock.now()).sentence,
        message_in('{"detail": "no\\nsuch \\u009b31m\\u202eoperator"}'),
        read_name(f"Ada\n\x9b31m{TURNED}"),
    ):
        assert said.isprintable(), said


def test_the_words_of_a_post_stay_as_they_were_written() -> None:
    assert read_text(f"👩\u200d🚒 {TURNED}") == f"👩\u200d🚒 {TURNED}"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.com@evil.example/",
        "https://a:b@x.com/",
        "https://x.com\\@evil.example/",
        "https://x.com/\u202egnp.exe",
    ],
)
def test_an_address_that_looks_like_another_one_is_refused(address: str) -> None:
    with pytest.raises(Unusable):
        read_url(address)


@pytest.mark.parametrize("head", ["id,text,posted_at" + "x" * 200_000, '"id,text,' + "x" * 200_000])
def test_a_file_whose_heads_are_endless_holds_no_posts(head: str) -> None:
    with pytest.raises(NotPosts):
        list(read_posts(io.BytesIO(head.encode()), name="a.csv", network="x", now=clock.now()))


def test_a_file_of_nothing_but_bad_lines_takes_no_memory_for_each(app: Flask) -> None:
    lines = b"".join(b"{%d\n" % number for number in range(1_000))

    for imported in import_posts(
        read_posts(io.BytesIO(lines), name="a.jsonl", network="x", now=clock.now()), by="command line"
    ):
        assert len(imported.rejected) <= REJECTED_KEPT

    assert imported.aside == imported.read == 1_000


SECRETS = ("AWARDS_X_BEARER_TOKEN", "AWARDS_BLUESKY_APP_PASSWORD", "AWARDS_MASTODON_TOKEN")


@pytest.mark.parametrize("name", SECRETS)
def test_a_token_copied_with_the_end_of_its_line_works_and_a_broken_one_is_named_not_shown(name: str) -> None:
    assert read_settings({name: "secret\n"}) == read_settings({name: "secret"})
    for broken in ("sеcret", "sec\nret"):
        with pytest.raises(Misconfigured, match=name) as caught:
            read_settings({name: broken})
        assert broken not in str(caught.value)


@pytest.mark.parametrize("amount", ["1e999999", "1000001", "-0.01"])
def test_a_budget_beyond_reason_is_refused(amount: str) -> None:
    with pytest.raises(Misconfigured):
        read_settings({"AWARDS_X_MONTHLY_BUDGET": amount})
