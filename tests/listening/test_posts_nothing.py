"""Nothing in the product can post: not on the wire of any source, not in any file, not from any page."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT as HOUSE
from app.listening.passes import network
from app.listening.passes.stopping import Stop
from app.listening.sources.opening import NETWORKS
from tests.listening.feed_server import FeedServer
from tests.listening.mastodon import open_mastodon
from tests.listening.mastodon_server import MastodonServer
from tests.listening.rows import make_claimed, make_watch
from tests.listening.rss import open_feeds
from tests.listening.test_reads_only import MAIL_ROOM, ROOT, offences
from tests.make import make_user, sign_in

WIRED = {"x", "bluesky", "mastodon", "rss"}
OWN_MACHINE = ("demo/", "web/worker.py", "web/arriving.py", "checkup/reaching.py")
ASKS = re.compile(r"\b(?:fetch|sendBeacon|WebSocket|EventSource|XMLHttpRequest|window\.open)\s*\(([^,)]*)")
ASKED = {"this.address", "address", '"/curate/outreach/shown"', "`${dialog.dataset.pinAddress}?criterion=${code}`"}
FAR_FORM = re.compile(r"<form[^>]*action=[\"'](?:https?:)?//|formaction=[\"'](?:https?:)?//|hx-\w+=[\"'](?:https?:)?//")


def test_every_source_has_its_test_on_the_wire() -> None:
    assert set(NETWORKS) == WIRED


def test_on_the_wire_a_pass_over_mastodon_only_reads(app: Flask, mastodon: MastodonServer) -> None:
    make_watch(networks=["mastodon"], hashtags=["custserv"])

    network.read_network(open_mastodon(mastodon), is_asked=True, stop=Stop())

    assert mastodon.methods
    assert set(mastodon.methods) == {"GET"}


def test_on_the_wire_a_pass_over_feeds_only_reads(app: Flask, feeds: FeedServer) -> None:
    make_watch(networks=["rss"], feeds=[feeds.url + "/feed"], phrases=["support"])

    network.read_network(open_feeds(), is_asked=True, stop=Stop())

    assert feeds.methods
    assert set(feeds.methods) == {"GET"}


def test_no_file_of_the_product_can_write_to_a_network() -> None:
    files = [path for path in sorted(ROOT.rglob("*.py")) if not is_apart(path)]

    found = [each for path in files for each in offences(path.read_text(), path.relative_to(ROOT).as_posix())]

    assert len(files) > 300
    assert found == []


def is_apart(path: Path) -> bool:
    """Tell what opens connections for another reason: letters, this machine's own server, its own address."""
    name = path.relative_to(ROOT).as_posix()
    return name.startswith((MAIL_ROOM, *OWN_MACHINE))


def test_no_script_of_a_page_asks_another_host() -> None:
    scripts = sorted((HOUSE / "static" / "js").glob("*.js"))

    asked = {found[1].strip() for script in scripts for found in ASKS.finditer(script.read_text())}

    assert len(scripts) > 10
    assert asked <= ASKED


def test_no_form_of_a_page_leads_to_another_host() -> None:
    pages = sorted((HOUSE / "templates").rglob("*.html"))

    assert len(pages) > 100
    assert [page.name for page in pages if FAR_FORM.search(page.read_text())] == []


@pytest.mark.parametrize(
    "planted",
    ['<form method="post" action="https://x.com/intent/tweet">', "<button formaction='//x.com/2/tweets'>"],
)
def test_such_a_form_is_found_when_planted(planted: str) -> None:
    assert FAR_FORM.search(planted)


def test_browsers_refuse_it_too(client: FlaskClient) -> None:
    ada = make_user()
    sign_in(client, ada)
    mention = make_claimed(ada)

    policy = client.get(f"/curate/mentions/{mention.public_id}").headers["Content-Security-Policy"]

    assert "form-action 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "default-src 'none'" in policy
