"""What Bluesky's source makes of a server that answers badly: the numbered cases of the list of faults."""

import gzip
import socket
import time
from datetime import timedelta

import pytest

from app.listening.sources.bluesky.source import BlueskySource
from app.listening.sources.bounded import Limits
from app.listening.sources.protocol import FailureKind, Page, PageRequest, SourceFailure
from tests.listening.bluesky import ASK, QUICK, open_bluesky
from tests.listening.bluesky_server import PASSWORD, SECRET, BlueskyServer, error, make_view
from tests.listening.standing_in import RESET, SILENT_END
from tests.listening.x_server import Answer, packed

HTML = {"Content-Type": "text/html"}


def outcome(bluesky: BlueskyServer, answer: Answer, *, limits: Limits | None = None) -> SourceFailure:
    """Read a page that is answered so, then one that is answered well: no fault may outlast its answer."""
    bluesky.posts = [make_view()]
    bluesky.instead = [answer]
    source = open_bluesky(bluesky, limits=limits)
    with pytest.raises(SourceFailure) as caught:
        source.fetch(ASK)
    assert source.fetch(ASK).units == 1
    return caught.value


def page_with(bluesky: BlueskyServer, answer: Answer) -> Page:
    bluesky.instead = [answer]
    return open_bluesky(bluesky).fetch(ASK)


def reset_in(seconds: int) -> dict[str, str]:
    return {"ratelimit-reset": str(int(time.time()) + seconds), "ratelimit-remaining": "0"}


def test_case_16_a_limit_that_ends_in_five_minutes_is_waited_for_by_the_caller(bluesky: BlueskyServer) -> None:
    told = outcome(bluesky, Answer("", 429, reset_in(300)))

    assert told.kind is FailureKind.RETRY
    assert timedelta(seconds=200) <= (told.after or timedelta()) <= timedelta(seconds=301)


def test_case_17_a_limit_without_headers_waits_a_minute(bluesky: BlueskyServer) -> None:
    told = outcome(bluesky, error("RateLimitExceeded", "Rate Limit Exceeded", 429, **{"ratelimit-reset": ""}))

    assert told.after == timedelta(seconds=60)


def test_case_18_a_limit_that_is_over_already_waits_a_second(bluesky: BlueskyServer) -> None:
    assert outcome(bluesky, Answer("", 429, reset_in(-900))).after == timedelta(seconds=1)


def test_case_19_a_limit_of_25_days_waits_sixteen_minutes(bluesky: BlueskyServer) -> None:
    assert outcome(bluesky, Answer("", 429, reset_in(25 * 86_400))).after == timedelta(minutes=16)


@pytest.mark.parametrize("reset", ["soon", "1e9", "-5", "٣", "9" * 40])
def test_case_20_a_limit_that_ends_soon_in_words_waits_a_minute(bluesky: BlueskyServer, reset: str) -> None:
    told = outcome(bluesky, Answer("", 429, {"ratelimit-reset": reset.encode("utf-8").decode("latin-1")}))

    assert told.after == timedelta(seconds=60)


def test_case_21_a_limit_with_requests_left_is_a_limit_all_the_same(bluesky: BlueskyServer) -> None:
    told = outcome(bluesky, Answer("", 429, {**reset_in(120), "ratelimit-remaining": "2900"}))

    assert told.kind is FailureKind.RETRY
    assert (told.after or timedelta()) > timedelta(seconds=100)


@pytest.mark.parametrize(
    "answer",
    [Answer("<html>no</html>", 403, HTML), error("Forbidden", "Request forbidden", 403), Answer("", 403)],
    ids=["html", "json", "empty"],
)
def test_case_23_a_403_waits_for_a_person_and_keeps_the_session(bluesky: BlueskyServer, answer: Answer) -> None:
    told = outcome(bluesky, answer)

    assert (told.kind, told.after) == (FailureKind.AUTH, None)
    assert "AWARDS_BLUESKY_URL" in told.sentence
    assert bluesky.calls_of("createSession") == 1


def test_case_25_a_404_says_that_the_address_is_wrong(bluesky: BlueskyServer) -> None:
    told = outcome(bluesky, Answer("", 404))

    assert told.kind is FailureKind.BUG
    assert "AWARDS_BLUESKY_URL" in told.sentence


@pytest.mark.parametrize(
    "body", ["<html>oops</html>", '{"error": "UpstreamFailure", "message": null}', '{"error": [1]}']
)
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_case_26_trouble_of_the_server_is_tried_again(bluesky: BlueskyServer, status: int, body: str) -> None:
    told = outcome(bluesky, Answer(body, status, {"Retry-After": "7"} if status == 503 else {}))

    assert told.kind is FailureKind.RETRY
    assert f"status {status}" in told.sentence
    assert told.after == (timedelta(seconds=7) if status == 503 else None)


@pytest.mark.parametrize(
    "answer",
    [
        Answer("<html>hello</html>", headers=HTML),
        Answer("<html>hello</html>"),
        Answer(""),
        Answer("\ufeff{}"),
        Answer([1, 2]),
        Answer({"posts": None}),
        Answer({"posts": {"a": 1}}),
        Answer({"error": None}),
        Answer('"posts"'),
        Answer("[" * 100_000),
        Answer(b'{"posts": ["\xff"]}'),
        Answer({"posts": [], "cursor": "9" * 501}),
        Answer('{"posts": [], "cursor": "\\ud83d"}'),
    ],
    ids=[
        "html",
        "html as json",
        "empty",
        "mark",
        "list",
        "null",
        "object",
        "error",
        "text",
        "deep",
        "bytes",
        "long",
        "odd",
    ],
)
def test_case_27_a_200_that_is_no_page_is_tried_again(bluesky: BlueskyServer, answer: Answer) -> None:
    told = outcome(bluesky, answer)

    assert told.kind is FailureKind.RETRY
    assert "not a page of posts" in told.sentence


def test_case_28_a_body_shorter_than_promised_is_tried_again(bluesky: BlueskyServer) -> None:
    assert "broke off" in outcome(bluesky, Answer('{"posts": [', headers={"Content-Length": "900"})).sentence


def test_case_29_a_broken_chunk_is_tried_again(bluesky: BlueskyServer) -> None:
    answer = Answer(b'zz\r\n{"posts": []}\r\n0\r\n\r\n', headers={"Transfer-Encoding": "chunked"})

    assert "broke off" in outcome(bluesky, answer).sentence


@pytest.mark.parametrize(
    ("body", "packing"),
    [(b"not gzip", "gzip"), (gzip.compress(b'{"posts": []}')[:-9], "gzip"), (b"{}", "br")],
    ids=["no gzip", "half of it", "unasked"],
)
def test_case_30_a_body_that_does_not_unpack_is_tried_again(bluesky: BlueskyServer, body: bytes, packing: str) -> None:
    assert "broke off" in outcome(bluesky, Answer(body, headers={"Content-Encoding": packing})).sentence


@pytest.mark.parametrize("end", [RESET, SILENT_END], ids=["reset", "no byte"])
def test_case_31_a_connection_that_ends_without_a_byte_is_tried_again(bluesky: BlueskyServer, end: int) -> None:
    assert "broke off" in outcome(bluesky, Answer(status=end)).sentence


def test_case_32_silence_ends_within_the_limit(bluesky: BlueskyServer) -> None:
    silence = Answer("{}", pause=60)

    assert "too long" in outcome(bluesky, silence, limits=QUICK).sentence
    assert silence not in bluesky.given


def test_case_33_drop_by_drop_ends_within_the_limit(bluesky: BlueskyServer) -> None:
    drops = Answer(" " * 600, drip=0.1)

    assert "too long" in outcome(bluesky, drops, limits=QUICK).sentence
    assert drops not in bluesky.given


@pytest.mark.parametrize("answer", [Answer(b" " * 50_000_000), packed(50_000_000)], ids=["plain", "packed"])
def test_case_34_fifty_megabytes_are_not_taken_in(bluesky: BlueskyServer, answer: Answer) -> None:
    assert "5 MB" in outcome(bluesky, answer).sentence


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_case_35_nothing_follows_to_another_host(bluesky: BlueskyServer, status: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.settimeout(0.2)
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/xrpc/app.bsky.feed.searchPosts"

        told = outcome(bluesky, Answer("", status, {"Location": address}))

        with pytest.raises(TimeoutError):
            elsewhere.accept()
    assert told.kind is FailureKind.BUG
    assert f"sends us on to '{address}'" in told.sentence


def test_case_35_a_log_in_does_not_follow_either(bluesky: BlueskyServer) -> None:
    bluesky.instead_of_sessions = [Answer("", 307, {"Location": f"{bluesky.url}/elsewhere"})]

    with pytest.raises(SourceFailure, match="do not follow"):
        open_bluesky(bluesky).fetch(ASK)

    assert bluesky.calls == [("POST", "com.atproto.server.createSession")]


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://no-such-host.invalid"], ids=["refused", "no name"])
def test_case_36_a_host_that_is_not_there_is_tried_again(bluesky: BlueskyServer, base: str) -> None:
    source = open_bluesky(bluesky)
    lost = BlueskySource(handle="a.example", password="p", base=base, store=source._sessions._store)

    with pytest.raises(SourceFailure, match="could not be reached") as caught:
        lost.fetch(ASK)

    assert caught.value.kind is FailureKind.RETRY


def test_case_40_odd_letters_arrive_as_they_were_and_what_cannot_be_kept_is_left_out(bluesky: BlueskyServer) -> None:
    text = "Gr\x00eat \ud83d support 💜 مرحبا <b>&amp;</b> \u202etxet"
    bluesky.posts = [make_view(text=text, author={"displayName": "Ada\n<script>\ud800"}), make_view(text="\x00\ud83d")]

    page = open_bluesky(bluesky).fetch(ASK)

    assert [post.text for post in page.posts] == ["Great  support 💜 مرحبا <b>&amp;</b> \u202etxet"]
    assert page.posts[0].author_name == "Ada <script>"
    assert [rejected.reason for rejected in page.rejected] == ["the text of the post is empty"]


def test_case_55_no_token_or_password_is_told_or_logged(
    bluesky: BlueskyServer, caplog: pytest.LogCaptureFixture
) -> None:
    source = open_bluesky(bluesky)
    with caplog.at_level("DEBUG"):
        source.fetch(ASK)
        session = source._sessions.current()
        echoes = [
            error("BadQueryString", f"no {session.access} here"),
            Answer("", 302, {"Location": f"https://example.org/?{session.access}"}),
            error("ExpiredToken", session.refresh),
        ]
        bluesky.instead = list(echoes)
        told = [str(failed(source)) for _ in echoes[:2]]
        bluesky.instead_of_sessions = [error("Odd", f"{session.refresh} {PASSWORD}", 418)]
        told.append(str(failed(source)))

    assert told[0] == "Bluesky does not accept the search: no [token] here"
    assert all(secret not in caplog.text + "".join(told) + repr(session) for secret in (SECRET, PASSWORD))


def failed(source: BlueskySource, request: PageRequest = ASK) -> SourceFailure:
    with pytest.raises(SourceFailure) as caught:
        source.fetch(request)
    return caught.value
