"""What is made of feeds that answer badly or lead astray: the shared cases and the hostile half of case 53."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from subprocess import SubprocessError
from unittest.mock import Mock

import pytest

from app.listening.sources.protocol import FailureKind, PageRequest, SourceFailure
from app.listening.sources.rss import parsing
from app.listening.sources.rss.parsing import NotAFeed
from app.listening.sources.rss.source import RssSource
from app.listening.sources.rss.transport import is_public
from tests.listening.feed_server import XML, FeedServer, item, rss
from tests.listening.rss import QUICK, fetch, fetch_feed, open_feeds, outcome
from tests.listening.standing_in import RESET, SILENT_END
from tests.listening.x_server import Answer, packed
from tests.processes import ROOT, wait_for

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1 or "") + ";"}&a{n - 1 or ""};">' for n in range(1, 60))
    + "]>"
    + "<rss version='2.0'><channel><item><guid>1</guid><description>Good &a59; one</description></item></channel></rss>"
)


def test_case_53_an_entity_bomb_does_not_go_off(feeds: FeedServer) -> None:
    page = fetch_feed(feeds, BOMB)

    assert all(len(post.text) < 1_000 for post in page.posts)


@pytest.mark.parametrize("answer", [Answer(b"<rss>" + b" " * 10_000_000, headers=XML), packed(50_000_000)])
def test_case_34_and_53_ten_megabytes_are_not_taken_in(feeds: FeedServer, answer: Answer) -> None:
    told = outcome(feeds, answer)

    assert "5 MB" in told.sentence
    assert told.is_of_one_search


def test_a_body_of_more_tags_than_a_feed_has_is_not_tried(feeds: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = Mock(side_effect=SubprocessError)
    monkeypatch.setattr(parsing.subprocess, "run", tried)

    assert "not a feed" in outcome(feeds, Answer("<a " * 500_000, headers=XML)).sentence
    assert not tried.called


@pytest.mark.parametrize(
    "body",
    [
        f"<rss version='2.0'><channel><item><title>a</title><author>{'a' * 2_000_000}@</author></item></channel></rss>",
        f"<?xml version='1.0'?>{chr(10) * 2_000_000}<rss version='2.0'><channel><item><title>a</title></item>",
    ],
    ids=["name", "head"],
)
def test_a_text_on_which_feedparser_would_spend_hours_stops_nobody(
    feeds: FeedServer, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    monkeypatch.setattr(parsing, "WAITED_SECONDS", 1)
    assert "not a feed" in outcome(feeds, Answer(body, headers=XML)).sentence


SLOW_FEED = f"<rss version='2.0'><channel><item><author>{'a' * 2_000_000}@</author></item></channel></rss>"
PARSES = "import sys; from app.listening.sources.rss import parsing; parsing.parse(sys.stdin.buffer.read(), 'text/xml')"


def children_of(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def seconds_used(process: int) -> float:
    used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11]
    return int(used) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere its own limit of seconds ends it")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGHUP])
def test_no_process_that_reads_a_feed_outlives_the_one_that_waits_for_it(end: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", PARSES], stdin=subprocess.PIPE, cwd=ROOT) as parent:
        assert parent.stdin is not None
        parent.stdin.write(SLOW_FEED.encode())
        parent.stdin.close()
        (child,) = wait_for(lambda: children_of(parent.pid)) or [0]
        wait_for(lambda: seconds_used(child) > 0.9)
        parent.send_signal(end)

    assert wait_for(lambda: not Path(f"/proc/{child}").exists())


def test_feeds_are_made_sense_of_without_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWARDS_SECRET_KEY", "s" * 40)
    seen = Mock(side_effect=SubprocessError)
    monkeypatch.setattr(parsing.subprocess, "run", seen)

    with pytest.raises(NotAFeed):
        parsing.parse(b"<rss/>", "text/xml")

    assert "PATH" in seen.call_args.kwargs["env"]
    assert "AWARDS_SECRET_KEY" not in seen.call_args.kwargs["env"]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (Answer("", 429, {"Retry-After": "90"}), FailureKind.RETRY, "status 429"),
        (Answer("", 503, {"Retry-After": "7"}), FailureKind.RETRY, "status 503"),
        (Answer("", 404), FailureKind.RETRY, "status 404"),
        (Answer("", 401), FailureKind.BAD_QUERY, "status 401"),
        (Answer("", 410), FailureKind.BAD_QUERY, "status 410"),
        (Answer(""), FailureKind.RETRY, "not a feed"),
        (Answer("<html><body>hello</body></html>"), FailureKind.RETRY, "not a feed"),
        (Answer("\ufeff[1, 2]"), FailureKind.RETRY, "not a feed"),
        (Answer("<rss>", headers={"Content-Length": "900"}), FailureKind.RETRY, "broke off"),
        (Answer(b"no gzip", headers={"Content-Encoding": "gzip"}), FailureKind.RETRY, "broke off"),
        (Answer(status=RESET), FailureKind.RETRY, "broke off"),
        (Answer(status=SILENT_END), FailureKind.RETRY, "broke off"),
        (Answer("<rss>", pause=60), FailureKind.RETRY, "too long"),
        (Answer(" " * 600, drip=0.1), FailureKind.RETRY, "too long"),
        (Answer("", 301, {"Location": "/feed"}), FailureKind.RETRY, "not a feed"),
        (Answer("", 302, {"Location": "file:///etc/passwd"}), FailureKind.BAD_QUERY, "private address"),
    ],
    ids="16 26 25 24 gone 27-empty 27-html 27-list 28 30 31-reset 31-silent 32 33 loop 35-file".split(),
)
def test_cases_16_to_35_a_feed_that_answers_badly(
    feeds: FeedServer, answer: Answer, kind: FailureKind, words: str
) -> None:
    feeds.feeds["/feed"] = "nothing"

    told = outcome(feeds, answer, limits=QUICK if words == "too long" else None)

    assert (told.kind, words in told.sentence) == (kind, True), told.sentence


@pytest.mark.parametrize("host", ["http://127.0.0.1:9/feed", "http://no-such-host.invalid/feed"])
def test_case_36_a_feed_that_is_not_there_is_left_for_later(host: str) -> None:
    with pytest.raises(SourceFailure, match="could not be reached") as caught:
        open_feeds().fetch(PageRequest(query=host, size=1))

    assert caught.value.is_of_one_search


def test_case_35_three_redirects_are_followed_and_no_more(feeds: FeedServer) -> None:
    feeds.feeds["/feed"] = rss(item())
    on = Answer("", 302, {"Location": "/feed"})
    feeds.instead = [on, on, on]

    assert len(fetch(feeds).posts) == 1
    feeds.instead = [on, on, on, on]
    with pytest.raises(SourceFailure, match="more than three times"):
        fetch(feeds)


def test_case_35_a_redirect_into_a_private_network_is_refused_before_it_is_reached(feeds: FeedServer) -> None:
    source = RssSource(may_reach=lambda address: address == "127.0.0.1")
    with socket.create_server(("127.0.0.2", 0)) as private:
        private.settimeout(0.2)
        feeds.instead = [Answer("", 302, {"Location": f"http://127.0.0.2:{private.getsockname()[1]}/feed"})]

        with pytest.raises(SourceFailure, match="private address") as caught:
            source.fetch(PageRequest(query=f"{feeds.url}/feed", size=1))

        with pytest.raises(TimeoutError):
            private.accept()
    assert caught.value.kind is FailureKind.BAD_QUERY


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1"])
def test_a_name_that_leads_to_this_machine_is_refused(feeds: FeedServer, host: str) -> None:
    port = feeds.server_address[1]

    with pytest.raises(SourceFailure):
        RssSource().fetch(PageRequest(query=f"http://{host}:{port}/feed", size=1))

    assert feeds.paths == []


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: "
    "fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 ff02::1 "
    "::127.0.0.1 ::ffff:0:127.0.0.1 64:ff9b:1::a00:1 fec0::1 4000::1 fe00::1".split(),
)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:4700::6810:84e5", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_no_cookie_and_no_setting_of_the_machine_goes_along(feeds: FeedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    feeds.feeds["/feed"] = rss(item())
    feeds.instead = [Answer("", 302, {"Location": "/feed"})]

    fetch(feeds)
    fetch(feeds)

    assert len(feeds.headers) == 3
    assert not any("Cookie" in headers or "Authorization" in headers for headers in feeds.headers)
    assert feeds.headers[0]["User-Agent"] == "SupportAwards (https://awards.example.org)"
