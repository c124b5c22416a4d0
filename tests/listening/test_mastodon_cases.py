"""What Mastodon's source makes of a server that answers badly: the numbered cases of the list of faults."""

import gzip
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.listening.sources.bounded import Limits
from app.listening.sources.mastodon.source import MastodonSource
from app.listening.sources.protocol import FailureKind, Known, Page, Presence, SourceFailure
from tests.listening.mastodon import QUICK, ask, open_mastodon
from tests.listening.mastodon_server import TOKEN, MastodonServer, error, make_status
from tests.listening.standing_in import RESET, SILENT_END
from tests.listening.x_server import Answer, packed

HTML = {"Content-Type": "text/html"}


def outcome(mastodon: MastodonServer, answer: Answer, *, limits: Limits | None = None) -> SourceFailure:
    """Read a page that is answered so, then one that is answered well: no fault may outlast its answer."""
    mastodon.posts = [make_status()]
    mastodon.instead = [answer]
    source = open_mastodon(mastodon, limits=limits)
    told = failed(source)
    assert source.fetch(ask()).units == 1
    return told


def failed(source: MastodonSource, query: str = "#custserv") -> SourceFailure:
    with pytest.raises(SourceFailure) as caught:
        source.fetch(ask(query))
    return caught.value


def page_with(mastodon: MastodonServer, answer: Answer) -> Page:
    mastodon.instead = [answer]
    return open_mastodon(mastodon).fetch(ask())


def reset_in(seconds: int) -> dict[str, str]:
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    return {"X-RateLimit-Reset": moment.isoformat().replace("+00:00", "Z"), "X-RateLimit-Remaining": "0"}


def test_case_16_a_limit_that_ends_in_five_minutes_is_waited_for_by_the_caller(mastodon: MastodonServer) -> None:
    told = outcome(mastodon, error("Too many requests", 429, **reset_in(300)))

    assert told.kind is FailureKind.RETRY
    assert timedelta(seconds=200) <= (told.after or timedelta()) <= timedelta(seconds=301)


def test_case_17_a_limit_without_headers_waits_a_minute(mastodon: MastodonServer) -> None:
    assert outcome(mastodon, Answer("", 429, {"X-RateLimit-Reset": ""})).after == timedelta(seconds=60)


def test_case_18_a_limit_that_is_over_already_waits_a_second(mastodon: MastodonServer) -> None:
    assert outcome(mastodon, Answer("", 429, reset_in(-900))).after == timedelta(seconds=1)


def test_case_19_a_limit_of_25_days_waits_sixteen_minutes(mastodon: MastodonServer) -> None:
    assert outcome(mastodon, Answer("", 429, reset_in(25 * 86_400))).after == timedelta(minutes=16)


@pytest.mark.parametrize("reset", ["soon", "1e9", "-5", "2026-11-22", "9" * 40])
def test_case_20_a_limit_that_ends_soon_in_words_waits_a_minute(mastodon: MastodonServer, reset: str) -> None:
    assert outcome(mastodon, Answer("", 429, {"X-RateLimit-Reset": reset})).after == timedelta(seconds=60)


def test_case_21_a_limit_with_requests_left_is_a_limit_all_the_same(mastodon: MastodonServer) -> None:
    told = outcome(mastodon, Answer("", 429, {**reset_in(120), "X-RateLimit-Remaining": "290"}))

    assert told.kind is FailureKind.RETRY
    assert (told.after or timedelta()) > timedelta(seconds=100)


def test_case_22_a_server_that_wants_money_is_no_server_of_ours(mastodon: MastodonServer) -> None:
    assert outcome(mastodon, Answer({"title": "CreditsDepleted"}, 402)).kind is FailureKind.BUG


@pytest.mark.parametrize(
    "answer",
    [Answer("<html>no</html>", 403, HTML), error("This action is not allowed", 403), Answer("", 403)],
    ids=["html", "json", "empty"],
)
def test_case_23_a_403_waits_for_a_person(mastodon: MastodonServer, answer: Answer) -> None:
    told = outcome(mastodon, answer)

    assert (told.kind, told.after) == (FailureKind.AUTH, None)
    assert "AWARDS_MASTODON_TOKEN" in told.sentence


def test_case_24_a_token_that_is_refused_waits_for_a_person(mastodon: MastodonServer) -> None:
    told = failed(open_mastodon(mastodon, token="old"))

    assert told.kind is FailureKind.AUTH
    assert "does not accept our token (status 401)" in told.sentence


@pytest.mark.parametrize("status", [404, 410])
def test_case_25_and_52_an_address_without_timelines_is_wrong(mastodon: MastodonServer, status: int) -> None:
    told = outcome(mastodon, Answer("", status))

    assert told.kind is FailureKind.BUG
    assert f"status {status}. Check AWARDS_MASTODON_URL" in told.sentence


@pytest.mark.parametrize("body", ["<html>oops</html>", '{"error": null}', '{"error": [1]}'])
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_case_26_trouble_of_the_server_is_tried_again(mastodon: MastodonServer, status: int, body: str) -> None:
    told = outcome(mastodon, Answer(body, status, {"Retry-After": "7"} if status == 503 else {}))

    assert told.kind is FailureKind.RETRY
    assert f"status {status}" in told.sentence
    assert told.after == (timedelta(seconds=7) if status == 503 else None)


NO_PAGES = {
    "html": Answer("<html>hello</html>", headers=HTML),
    "html as json": Answer("<html>hello</html>"),
    "empty": Answer(""),
    "mark": Answer("\ufeff[]"),
    "object": Answer({"statuses": []}),
    "errors null": Answer({"errors": None}),
    "null": Answer("null"),
    "text": Answer('"posts"'),
    "deep": Answer("[" * 100_000),
    "bytes": Answer(b'["\xff"]'),
}


@pytest.mark.parametrize("answer", NO_PAGES.values(), ids=NO_PAGES)
def test_case_27_a_200_that_is_no_page_is_tried_again(mastodon: MastodonServer, answer: Answer) -> None:
    told = outcome(mastodon, answer)

    assert told.kind is FailureKind.RETRY
    assert "not a page of posts" in told.sentence


def test_case_28_a_body_shorter_than_promised_is_tried_again(mastodon: MastodonServer) -> None:
    assert "broke off" in outcome(mastodon, Answer('[{"id":', headers={"Content-Length": "900"})).sentence


def test_case_29_a_broken_chunk_is_tried_again(mastodon: MastodonServer) -> None:
    answer = Answer(b"zz\r\n[]\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"})

    assert "broke off" in outcome(mastodon, answer).sentence


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"[]")[:-9]], ids=["no gzip", "half of it"])
def test_case_30_a_body_that_does_not_unpack_is_tried_again(mastodon: MastodonServer, body: bytes) -> None:
    told = outcome(mastodon, Answer(body, headers={"Content-Encoding": "gzip"}))

    assert told.kind is FailureKind.RETRY


@pytest.mark.parametrize("end", [RESET, SILENT_END], ids=["reset", "no byte"])
def test_case_31_a_connection_that_ends_without_a_byte_is_tried_again(mastodon: MastodonServer, end: int) -> None:
    assert "broke off" in outcome(mastodon, Answer(status=end)).sentence


def test_case_32_silence_ends_within_the_limit(mastodon: MastodonServer) -> None:
    silence = Answer("[]", pause=60)

    assert "too long" in outcome(mastodon, silence, limits=QUICK).sentence
    assert silence not in mastodon.given


def test_case_33_drop_by_drop_ends_within_the_limit(mastodon: MastodonServer) -> None:
    drops = Answer(" " * 600, drip=0.1)

    assert "too long" in outcome(mastodon, drops, limits=QUICK).sentence
    assert drops not in mastodon.given


@pytest.mark.parametrize("answer", [Answer(b" " * 50_000_000), packed(50_000_000)], ids=["plain", "packed"])
def test_case_34_fifty_megabytes_are_not_taken_in(mastodon: MastodonServer, answer: Answer) -> None:
    assert "5 MB" in outcome(mastodon, answer).sentence


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_case_35_nothing_follows_to_another_host(mastodon: MastodonServer, status: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.2)
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/api/v1/timelines/tag/custserv"

        told = outcome(mastodon, Answer("", status, {"Location": address}))

        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert told.kind is FailureKind.BUG
    assert f"sends us on to '{address}'" in told.sentence


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://no-such-host.invalid"], ids=["refused", "no name"])
def test_case_36_a_host_that_is_not_there_is_tried_again(base: str) -> None:
    told = failed(MastodonSource(base=base))

    assert told.kind is FailureKind.RETRY
    assert "could not be reached" in told.sentence


def test_case_40_odd_letters_arrive_as_they_were_and_what_cannot_be_kept_is_left_out(mastodon: MastodonServer) -> None:
    text = "Gr\x00eat \ud83d support 💜 مرحبا <b>&amp;</b> \u202etxet"
    odd = make_status(text=text, account={"display_name": "Ada\n<script>\ud800"})

    page = page_with(mastodon, Answer([odd, make_status(text="\x00\ud83d")]))

    assert [post.text for post in page.posts] == ["Great  support 💜 مرحبا <b>&amp;</b> \u202etxet"]
    assert page.posts[0].author_name == "Ada <script>"
    assert [rejected.reason for rejected in page.rejected] == ["the text of the post is empty"]


def test_case_52_pages_climb_from_the_cursor_and_none_is_left_out(mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status(ago=timedelta(minutes=100 - number)) for number in range(100)]
    source, request, seen = open_mastodon(mastodon), ask(), []

    while (page := source.fetch(request)).next_token is not None:
        seen += [post.local_id.partition("@")[0] for post in page.posts]
        request = replace(request, since_id=page.next_token)
        mastodon.posts += [make_status(ago=timedelta(0))] if len(mastodon.posts) < 110 else []

    assert sorted(seen) == sorted(post["id"] for post in mastodon.posts)
    assert all("min_id" in query and "since_id" not in query for query in mastodon.asked)


def test_case_52_a_timeline_for_members_only_asks_for_a_token(mastodon: MastodonServer) -> None:
    mastodon.is_closed = True

    told = failed(open_mastodon(mastodon, token=""))

    assert told.kind is FailureKind.AUTH
    assert told.sentence.endswith("shows hashtags to members only (status 401). Set AWARDS_MASTODON_TOKEN.")
    assert open_mastodon(mastodon).fetch(ask()).units == 0


GONE, UNKNOWN, PRESENT = Presence.GONE, Presence.UNKNOWN, Presence.PRESENT


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (error("Record not found", 404), GONE),
        (error("Gone", 410), GONE),
        (Answer("", 410), GONE),
        (Answer("<html>nginx</html>", 404, HTML), UNKNOWN),
        (error("This method requires an authenticated user", 401), UNKNOWN),
        (error("Forbidden", 403), UNKNOWN),
        (Answer("<html>"), UNKNOWN),
        (Answer({"id": "1", "uri": "https://other.example/1"}), UNKNOWN),
        (Answer("", 301, {"Location": "http://127.0.0.1:9/"}), UNKNOWN),
        (None, PRESENT),
    ],
)
def test_case_52_only_a_clear_word_counts_as_gone(
    mastodon: MastodonServer, answer: Answer | None, told: Presence
) -> None:
    mastodon.posts = [make_status()]
    source = open_mastodon(mastodon)
    post = source.fetch(ask()).posts[0]
    mastodon.instead = [answer]

    found = source.check([Known(post.post_id, post.version_id, post.local_id)])

    assert found == {post.post_id: told}


def test_case_42_a_server_that_is_down_is_a_failure_of_the_check_and_nothing_is_wiped(mastodon: MastodonServer) -> None:
    mastodon.posts = [make_status() for _ in range(3)]
    source = open_mastodon(mastodon)
    held = [Known(post.post_id, post.version_id, post.local_id) for post in source.fetch(ask()).posts]
    mastodon.instead = [Answer("", 503)] * 3 + [Answer("", 500)]

    with pytest.raises(SourceFailure, match="trouble of its own"):
        source.check(held)

    assert sorted(source.check(held).values()) == [PRESENT, PRESENT, UNKNOWN]


def test_case_55_no_token_is_told_or_logged(mastodon: MastodonServer, caplog: pytest.LogCaptureFixture) -> None:
    source = open_mastodon(mastodon)
    mastodon.instead = [
        error(f"no {TOKEN} here", 422),
        Answer("", 302, {"Location": f"https://example.org/?{TOKEN}"}),
        Answer(f"<html>{TOKEN}"),
    ]

    with caplog.at_level("DEBUG"):
        told = [failed(source).sentence for _ in range(3)]

    assert told[0] == "Mastodon does not accept the search: no [token] here"
    assert TOKEN not in caplog.text + "".join(told)
    assert all(headers["Authorization"] == f"Bearer {TOKEN}" for headers in mastodon.headers)
