from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.listening.posts import Post, Rejected
from app.listening.sources.bluesky.posts import edges, moment_in, read_one, read_presence, sorted_at
from app.listening.sources.protocol import Known, PageRequest, Presence, SourceFailure
from tests.listening.bluesky import open_bluesky
from tests.listening.bluesky_server import BlueskyServer, error, make_view, stamp
from tests.listening.x_server import Answer


def read(view: object) -> Post:
    outcome = read_one(view, datetime.now(UTC))
    assert isinstance(outcome, Post)
    return outcome


def reason(view: object) -> str:
    outcome = read_one(view, datetime.now(UTC))
    assert isinstance(outcome, Rejected)
    return outcome.reason


def known(view: dict[str, Any]) -> Known:
    return Known(view["uri"], read(view).version_id)


def test_the_few_fields_we_keep() -> None:
    view = make_view(record={"langs": ["pt-BR", "en"]})

    post = read(view)

    assert post.post_id == view["uri"]
    assert post.url == f"https://bsky.app/profile/ada.example.org/post/{view['uri'].rpartition('/')[2]}"
    assert (post.author_id, post.author_handle, post.author_name) == ("did:plc:ada", "ada.example.org", "Ada")
    assert (post.lang, post.is_members_only, post.local_id) == ("pt-br", False, "")
    assert stamp(post.posted_at) == view["record"]["createdAt"]
    assert post.version_id == str(int(datetime.fromisoformat(view["indexedAt"]).timestamp() * 1_000) * 1_000)


@pytest.mark.parametrize("handle", ["handle.invalid", None, 7, "no handle", "a" * 300])
def test_an_author_without_a_confirmed_handle_is_linked_by_their_number(handle: object) -> None:
    post = read(make_view(author={"handle": handle}))

    assert post.author_handle == ""
    assert post.url.startswith("https://bsky.app/profile/did:plc:ada/post/")


@pytest.mark.parametrize("langs", [None, [], "en", [None], [{"a": 1}], ["not a language at all"]])
def test_a_language_that_is_none_counts_as_undetermined(langs: object) -> None:
    assert read(make_view(record={"langs": langs})).lang == "und"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"uri": "at://did:plc:ada/app.bsky.feed.like/3l"}, "no usable address"),
        ({"uri": f"at://did:plc:ada/app.bsky.feed.post/{'k' * 200}"}, "no usable address"),
        ({"uri": "at://did:plc:eve/app.bsky.feed.post/3l"}, "not the one in the address"),
        ({"record": None}, "lacks its author or its record"),
        ({"labels": [{"val": "!hide"}]}, "hides this post"),
        ({"labels": [{"val": "!takedown", "neg": False}]}, "hides this post"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_odd_post_is_told_by_its_reason(changes: dict[str, Any], words: str) -> None:
    assert words in reason({**make_view(), **changes})


@pytest.mark.parametrize("labels", [None, "!hide", [None], [{"val": 1}], [{"val": "!hide", "neg": True}], [["!hide"]]])
def test_labels_that_say_nothing_hide_nothing(labels: object) -> None:
    assert read({**make_view(), "labels": labels})


@pytest.mark.parametrize(
    ("written", "seen", "sorted_by"),
    [
        ("2026-11-22T10:00:00.000Z", "2026-11-22T10:00:05.000Z", "2026-11-22T10:00:00.000Z"),
        ("2099-01-01T00:00:00.000Z", "2026-11-22T10:00:05.000Z", "2026-11-22T10:00:05.000Z"),
        ("1969-12-31T23:59:59.000Z", "2026-11-22T10:00:05.000Z", "2026-11-22T10:00:05.000Z"),
        ("yesterday", "2026-11-22T10:00:05.000Z", "2026-11-22T10:00:05.000Z"),
        ("2026-11-22T10:00:00.000Z", None, "2026-11-22T10:00:00.000Z"),
        (7, "0000-00-00T00:00:00Z", None),
    ],
)
def test_a_post_is_sorted_by_when_it_was_written_but_never_after_it_was_seen(
    written: object, seen: object, sorted_by: str | None
) -> None:
    moment = sorted_at({"record": {"createdAt": written}, "indexedAt": seen})

    assert (stamp(moment) if moment else None) == sorted_by


@pytest.mark.parametrize(
    ("written", "microsecond"),
    [
        ("2026-11-22T10:00:00Z", 0),
        ("2026-11-22T11:00:00.123456789+01:00", 123456),
        ("2026-11-22T10:00:00.1-00:00", 100000),
    ],
)
def test_a_moment_may_have_any_number_of_decimals(written: str, microsecond: int) -> None:
    assert moment_in(written) == datetime(2026, 11, 22, 10, 0, 0, microsecond, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["2026-11-22", "2026-11-22T10:00:00", "9999-99-99T00:00:00Z", "٢٠٢٦-11-22T10:00:00Z"]
)
def test_what_is_no_moment_is_none(written: str) -> None:
    assert moment_in(written) is None


@pytest.mark.parametrize(
    ("marks", "newest", "oldest"),
    [
        ([9_000, 8_000, 7_000], "9000", "7000"),
        ([9_000, 8_100, 8_900, 7_000], "9000", "7000"),
        ([9_000, None, 7_000], "9000", "7000"),
        ([7_000, 9_000], "9000", None),
        ([99_000, 9_000], "9000", None),
        ([9_000, 1_000], "9000", None),
        ([99_000], None, None),
        ([], None, None),
    ],
)
def test_a_page_tells_how_far_down_it_reaches_only_when_it_is_in_order(
    marks: list[int | None], newest: str | None, oldest: str | None
) -> None:
    assert edges(marks, PageRequest(query="q", size=3, since_id="5000", until_id="10000")) == (newest, oldest)


def test_a_check_tells_what_is_there_what_changed_and_what_is_gone(bluesky: BlueskyServer) -> None:
    same, edited, gone = make_view(), make_view(), make_view()
    held = [known(same), known(edited), known(gone)]
    edited["indexedAt"] = stamp(datetime.now(UTC) + timedelta(minutes=1))
    bluesky.posts = [same, edited]

    told = open_bluesky(bluesky).check(held)

    assert told == {same["uri"]: "present", edited["uri"]: "edited", gone["uri"]: "gone"}
    assert bluesky.asked[0]["uris"] == [each.post_id for each in held]


def test_one_post_that_is_asked_for_alone_may_be_gone(bluesky: BlueskyServer) -> None:
    view = make_view()

    assert open_bluesky(bluesky).check([known(view)]) == {view["uri"]: Presence.GONE}


@pytest.mark.parametrize(
    "more",
    [[None], ["x"], [{"uri": None}], [make_view()], "same"],
    ids=["none", "words", "no address", "another post", "twice"],
)
def test_an_answer_that_is_not_sound_throughout_never_says_gone(more: Any) -> None:
    there, lost = make_view(), make_view()
    posts = [there, *([there] if more == "same" else more)]

    told = read_presence(Answer({"posts": posts}).raw, [known(there), known(lost)])

    assert told == {there["uri"]: Presence.PRESENT, lost["uri"]: Presence.UNKNOWN}


def test_an_answer_in_which_all_of_several_are_missing_is_not_believed(bluesky: BlueskyServer) -> None:
    views = [make_view() for _ in range(25)]

    assert set(open_bluesky(bluesky).check(list(map(known, views))).values()) == {Presence.UNKNOWN}


@pytest.mark.parametrize(
    "answer",
    [Answer("", 500), Answer("<html>"), Answer({"posts": None}), Answer("", 404), error("X", "no"), Answer([])],
)
def test_a_check_that_fails_never_says_gone(bluesky: BlueskyServer, answer: Answer) -> None:
    bluesky.instead = [answer]

    with pytest.raises(SourceFailure):
        open_bluesky(bluesky).check([known(make_view())])


def test_posts_that_were_imported_under_other_names_stay_unknown_and_are_not_asked_for(bluesky: BlueskyServer) -> None:
    told = open_bluesky(bluesky).check([Known("3kabc", "3kabc"), Known("199", "199")])

    assert set(told.values()) == {Presence.UNKNOWN}
    assert bluesky.calls == []


def test_posts_that_changed_can_be_read_again(bluesky: BlueskyServer) -> None:
    view, lost = make_view(text="Great supprt."), make_view()
    held = [known(view), known(lost), Known("199", "199")]
    view["record"]["text"] = "Great support."
    bluesky.posts = [view]

    page = open_bluesky(bluesky).read_again(held)
    none = open_bluesky(bluesky).read_again([Known("199", "199")])

    assert [(post.post_id, post.text) for post in page.posts] == [(view["uri"], "Great support.")]
    assert none.posts == ()
