from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.listening.cursor.marks import MICROSECONDS
from app.listening.models import Mention, ReadingGap
from app.listening.passes import network
from app.listening.passes.stopping import Stop
from app.listening.sources.mastodon.source import MastodonSource
from app.listening.sources.opening import missing, open_source
from app.listening.sources.protocol import Known, Page, Presence, SourceFailure
from tests.listening.mastodon import ask, open_mastodon
from tests.listening.mastodon_server import MastodonServer, error, make_status, stamp
from tests.listening.reading import stored_ids
from tests.listening.rows import make_watch
from tests.listening.x_server import Answer

PHRASE = '"great customer service"'


def read(mastodon: MastodonServer, *posts: object, query: str = "#custserv") -> Page:
    mastodon.posts = list(posts)
    return open_mastodon(mastodon).fetch(ask(query))


def known(page: Page, number: int = 0) -> Known:
    post = page.posts[number]
    return Known(post.post_id, post.version_id, post.local_id)


def test_a_post_keeps_its_address_in_the_network_and_its_id_on_our_server(mastodon: MastodonServer) -> None:
    given = make_status(language="de", spoiler_text="Support", account={"acct": "ada@far.example"})

    post = read(mastodon, given).posts[0]

    assert (post.post_id, post.url, post.local_id) == (given["uri"], given["url"], f"{given['id']}@127.0.0.1")
    assert (post.author_handle, post.author_name) == ("ada@far.example", "Ada")
    assert post.author_id == "https://social.example/users/ada"
    assert post.text == "Support\n\nGreat customer service from Brightline."
    assert post.lang == "de"
    assert post.version_id == MICROSECONDS.mark_at(post.posted_at)


def test_an_edit_is_a_newer_version_of_the_same_post(mastodon: MastodonServer) -> None:
    given = make_status()
    before = read(mastodon, given)
    edited = {**given, "content": "<p>New words</p>", "edited_at": stamp(datetime.now(UTC))}

    after = read(mastodon, edited)

    assert after.posts[0].post_id == before.posts[0].post_id
    assert int(after.posts[0].version_id) > int(before.posts[0].version_id)
    assert open_mastodon(mastodon).check([known(before), known(after)]) == {given["uri"]: Presence.PRESENT}
    assert open_mastodon(mastodon).check([known(before)]) == {given["uri"]: Presence.EDITED}


@pytest.mark.parametrize(
    "wish",
    [
        {"visibility": "unlisted"},
        {"visibility": "private"},
        {"visibility": "direct"},
        {"visibility": None},
        {"account": {"noindex": True}},
        {"account": {"indexable": False}},
        {"account": {"note": '<p>Hi <a href="https://a.example/tags/nobot">#<span>NoBot</span></a></p>'}},
        {"account": {"fields": [{"name": "About", "value": "#nobots please"}]}},
        {"account": {"display_name": "Ada #nobot"}},
        {"reblog": {"id": "1"}},
    ],
    ids=str,
)
@pytest.mark.parametrize("query", ["#custserv", PHRASE])
def test_who_does_not_want_to_be_found_is_passed_over(
    mastodon: MastodonServer, wish: dict[str, object], query: str
) -> None:
    page = read(mastodon, make_status(), make_status(**wish), query=query)

    assert (len(page.posts), page.rejected, page.units) == (1, (), 2)


def test_posts_passed_over_do_not_end_the_reading(mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(ago=timedelta(minutes=9), visibility="unlisted") for _ in range(80)]

    page = read(mastodon, *mastodon.posts)

    assert page.posts == ()
    assert page.next_token is not None


def test_an_odd_post_is_set_aside_and_the_others_count(mastodon: MastodonServer) -> None:
    odd = [
        make_status(uri=None),
        make_status(uri="u" * 201),
        make_status(created_at="2026-02-31T00:00:00Z"),
        make_status(created_at="2026-11-20"),
        make_status(content=None),
        make_status(url="javascript:alert(1)"),
        {**make_status(), "account": None},
    ]
    mastodon.instead = [Answer([*odd, "no post", None, 7, make_status()])]

    page = open_mastodon(mastodon).fetch(ask())

    assert len(page.posts) == 1
    assert len(page.rejected) == 10
    assert len({rejected.fingerprint for rejected in page.rejected}) >= 8


@pytest.mark.parametrize("query", ["#custserv", PHRASE])
def test_a_server_whose_ids_are_no_numbers_is_read_from_its_newest_posts_down(
    app: Flask, mastodon: MastodonServer, query: str
) -> None:
    mastodon.posts = [make_status(id=f"AbC{each:03d}", ago=timedelta(minutes=110 - each)) for each in range(100)]
    make_watch(networks=["mastodon"], **{"hashtags" if query[0] == "#" else "phrases": [query.strip('#"')]})

    first = network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())
    mastodon.posts += [make_status(id=f"AbD{each:03d}", ago=timedelta(seconds=99 - each)) for each in range(99)]
    second = network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    assert (first.failure, second.failure, first.gaps, second.gaps) == ("", "", 0, 0)
    assert stored_ids() == {post["uri"] for post in mastodon.posts}


def test_what_such_a_server_gives_no_more_of_is_a_gap(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(id="AbC000", ago=timedelta(minutes=50))]
    make_watch(networks=["mastodon"], hashtags=["custserv"])
    network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())
    mastodon.posts += [make_status(id=f"AbD{each:03d}", ago=timedelta(seconds=2400 - each)) for each in range(500)]

    report = network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    gap = db.session.scalars(select(ReadingGap)).one()
    unread = [post for post in mastodon.posts if post["uri"] not in stored_ids()]
    assert report.gaps == 1
    assert len(unread) == 100
    assert all(gap.from_at <= datetime.fromisoformat(post["created_at"]) <= gap.to_at for post in unread)


def test_a_page_of_such_a_server_reaches_down_to_its_newest_post(mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(id="AbC000", ago=timedelta(minutes=70))]
    page = open_mastodon(mastodon).fetch(ask())

    assert [post.local_id for post in page.posts] == ["AbC000@127.0.0.1"]
    assert page.next_token is None
    assert page.newest_id is not None
    assert page.newest_id.isdigit()


def test_such_a_server_is_read_pass_after_pass(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(id="01HXA", uri="https://gts.example/1"), make_status(uri="https://gts.example/2")]
    make_watch(networks=["mastodon"], hashtags=["custserv"])
    source = open_mastodon(mastodon)

    first = network.read_network(source, is_asked=True, stop=Stop())
    mastodon.posts.append(make_status(id="01HXB", uri="https://gts.example/3", ago=timedelta(0)))
    second = network.read_network(source, is_asked=True, stop=Stop())

    assert (first.failure, second.failure) == ("", "")
    assert stored_ids() == {f"https://gts.example/{number}" for number in (1, 2, 3)}


@pytest.mark.parametrize("number", [1, 39, 40, 41, 201, 450])
def test_a_search_finds_every_post_though_servers_answer_from_the_newest_down(
    mastodon: MastodonServer, number: int
) -> None:
    mastodon.posts = [make_status(ago=timedelta(seconds=7_000 - each * 15)) for each in range(number)]
    mastodon.filtered = {post["id"] for post in mastodon.posts[::7]}
    source, request, seen = open_mastodon(mastodon), ask(PHRASE), []

    for _ in range(20):
        page = source.fetch(request)
        seen += [post.post_id for post in page.posts]
        if page.next_token is None:
            break
        request = replace(request, token=page.next_token)

    wanted = {post["uri"] for post in mastodon.posts if post["id"] not in mastodon.filtered}
    assert set(seen) == wanted
    assert all("resolve" not in query and query["type"] == "statuses" for query in mastodon.asked)


def test_a_search_that_gives_the_same_page_for_ever_ends_and_is_told(app: Flask, mastodon: MastodonServer) -> None:
    post = make_status()
    mastodon.instead = [Answer({"statuses": [post]})] * 50
    make_watch(networks=["mastodon"], phrases=["great customer service"])

    report = network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    assert stored_ids() == {post["uri"]}
    assert len(mastodon.paths) == 2
    assert "same page token twice" in report.failure


def test_a_long_search_gets_on_though_every_third_answer_fails(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(ago=timedelta(seconds=6_000 - each)) for each in range(430)]
    make_watch(networks=["mastodon"], phrases=["great customer service"])
    mastodon.instead = [None, None, Answer("oops", 500)] * 6

    reports = [network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop()) for _ in range(9)]

    assert [bool(report.failure) for report in reports[:3]] == [True] * 3
    assert reports[-1].failure == ""
    assert stored_ids() == {post["uri"] for post in mastodon.posts}


def test_a_pass_stores_each_post_once_though_two_searches_find_it(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status() for _ in range(50)]
    make_watch(networks=["mastodon"], phrases=["great customer service"], hashtags=["custserv"])

    report = network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    assert report.failure == ""
    assert stored_ids() == {post["uri"] for post in mastodon.posts}
    assert db.session.query(Mention).count() == 50


def test_without_a_token_only_hashtags_are_asked_for(app: Flask, mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status()]
    make_watch(networks=["mastodon"], phrases=["great customer service"], hashtags=["custserv"])
    source = open_mastodon(mastodon, token="")

    network.read_network(source, is_asked=True, stop=Stop())

    assert (source.may_ask("#custserv"), source.may_ask(PHRASE)) == (True, False)
    assert set(mastodon.paths) == {"/api/v1/timelines/tag/custserv"}
    assert all("Authorization" not in headers for headers in mastodon.headers)


def test_a_hashtag_may_be_in_any_script_and_nothing_else(mastodon: MastodonServer) -> None:
    tags = [{"name": "kundenservice_größe"}]

    assert len(read(mastodon, make_status(tags=tags), query="#kundenservice_größe").posts) == 1
    with pytest.raises(SourceFailure, match="letters, digits and underscores"):
        open_mastodon(mastodon).fetch(ask("#../../statuses/1"))


def test_a_post_named_by_another_server_is_unknown_and_not_asked_for(mastodon: MastodonServer) -> None:
    post = Known("https://social.example/users/ada/statuses/1", "1", "1@other.example")
    asked = [post, replace(post, post_id="a", local_id=""), replace(post, post_id="b", local_id="../1@127.0.0.1")]

    told = open_mastodon(mastodon).check(asked)

    assert set(told.values()) == {Presence.UNKNOWN}
    assert mastodon.paths == []


def test_a_check_that_is_cut_short_keeps_what_was_told(mastodon: MastodonServer) -> None:
    page = read(mastodon, *(make_status() for _ in range(3)))
    mastodon.instead = [None, error("Too many requests", 429)]

    told = open_mastodon(mastodon).check([known(page, number) for number in range(3)])

    assert list(told.values()) == [Presence.PRESENT, Presence.UNKNOWN, Presence.UNKNOWN]


def test_a_check_that_gets_nowhere_is_a_failure(mastodon: MastodonServer) -> None:
    page = read(mastodon, make_status())
    mastodon.instead = [error("Too many requests", 429)]

    with pytest.raises(SourceFailure, match="more slowly"):
        open_mastodon(mastodon).check([known(page)])


def test_the_server_learns_who_reads_and_nothing_is_taken_from_the_machine(
    mastodon: MastodonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    read(mastodon, make_status())

    assert mastodon.headers[0]["User-Agent"] == "SupportAwards (https://awards.example.org)"
    assert "Cookie" not in mastodon.headers[0]


def test_the_settings_open_it_with_or_without_a_token(app: Flask) -> None:
    without = app.config["AWARDS"]
    given = replace(without, mastodon_url="https://Social.example")

    assert missing("mastodon", without) == "AWARDS_MASTODON_URL"
    assert open_source("mastodon", without) is None
    source = open_source("mastodon", given)
    assert isinstance(source, MastodonSource)
    assert not source.may_ask(PHRASE)
    assert open_source("mastodon", replace(given, mastodon_token="t")).may_ask(PHRASE)
