"""What the tests of this room share: a server that speaks X's API, and X read through it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
import time_machine
from flask import Flask

from app import clock
from app.listening.sources.x.source import XSource
from tests.listening import bluesky_server, feed_server, mastodon_server
from tests.listening.bluesky_server import BlueskyServer
from tests.listening.feed_server import FeedServer
from tests.listening.mastodon_server import MastodonServer
from tests.listening.x_server import TOKEN, XServer, running


@pytest.fixture
def x() -> Iterator[XServer]:
    """Run X's stand-in."""
    with running() as server:
        yield server


@pytest.fixture
def source(x: XServer) -> XSource:
    """Read from X's stand-in through tweepy."""
    return XSource(token=TOKEN, base=x.url)


@pytest.fixture
def bluesky() -> Iterator[BlueskyServer]:
    """Run Bluesky's stand-in."""
    with bluesky_server.running() as server:
        yield server


@pytest.fixture
def mastodon() -> Iterator[MastodonServer]:
    """Run Mastodon's stand-in."""
    with mastodon_server.running() as server:
        yield server


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    """Run a server of feeds."""
    with feed_server.running() as server:
        yield server


@pytest.fixture
def still(app: Flask) -> Iterator[None]:
    """Let no wait run out while a slow machine reads."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def _money(app: Flask) -> Iterator[None]:
    """Give the app money enough for every page of a test."""
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, x_monthly_budget=Decimal(1000))
    yield
    app.config["AWARDS"] = kept
