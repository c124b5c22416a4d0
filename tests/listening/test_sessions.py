"""The session that lies sealed in the database, and the one process that renews it."""

import subprocess
import sys
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening.models import SourceSession
from app.listening.passes import lease
from app.listening.sessions import SealedSessions
from app.listening.sources.protocol import SourceFailure
from app.web.actions import act
from app.web.sealing import opened, seal
from tests.listening.bluesky import ASK, open_bluesky, open_lastingly
from tests.listening.bluesky_server import PASSWORD, SECRET, BlueskyServer

LOG_IN, REFRESH = "createSession", "refreshSession"
OLD, NEW = "o" * 40, "n" * 40


class Killed(BaseException):
    """The end of a process at the worst moment."""


class Dying(SealedSessions):
    """A place for sessions whose process is killed before it can keep one."""

    def keep(self, account: str, text: str, *, logged_in_at: datetime) -> None:
        raise Killed


def kept() -> SourceSession:
    db.session.rollback()
    return db.session.scalars(select(SourceSession)).one()


def test_the_session_lies_sealed_in_the_database(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)

    row = kept()
    everything = " ".join(str(getattr(row, column.key)) for column in SourceSession.__table__.columns)
    assert SECRET not in everything
    assert PASSWORD not in everything
    assert SECRET in opened(
        row.sealed, app.config["AWARDS"].secret_keys, purpose=f"source session bluesky {row.account}"
    )


def test_a_new_secret_key_still_opens_what_the_old_one_sealed() -> None:
    sealed = seal("session", [OLD], purpose="ada")

    assert opened(sealed, [NEW, OLD], purpose="ada") == "session"
    assert opened(sealed, [NEW], purpose="ada") == ""
    assert opened(seal("session", [NEW, OLD], purpose="ada"), [NEW], purpose="ada") == "session"
    assert opened("not sealed", [NEW], purpose="ada") == ""


def test_a_sealed_session_that_is_put_beside_another_account_does_not_open(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    other = "other.example.org https://bsky.social"
    act(lambda: db.session.execute(update(SourceSession).values(account=other)))

    moved = SealedSessions("bluesky").find(other)

    assert moved is not None
    assert moved.text == ""


def test_a_session_that_cannot_be_opened_any_more_is_begun_anew(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    hour_ago = clock.now() - timedelta(hours=1)
    act(lambda: db.session.execute(update(SourceSession).values(sealed="?", logged_in_at=hour_ago)))

    open_lastingly(bluesky).fetch(ASK)

    assert bluesky.calls_of(LOG_IN) == 2
    assert kept().sealed != "?"


def test_the_session_of_another_account_is_not_used(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    store = SealedSessions("bluesky")

    assert store.find("other.example.org https://bsky.social") is None
    assert store.find(kept().account) is not None


def test_while_another_process_renews_this_one_comes_back_in_seconds(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    bluesky.expire()
    hold("elsewhere/1/1")

    with pytest.raises(SourceFailure, match="Another process") as caught:
        open_lastingly(bluesky).fetch(ASK)

    assert caught.value.after == timedelta(seconds=5)
    assert bluesky.calls_of(REFRESH) == 0


def test_a_process_that_died_while_renewing_does_not_stand_in_the_way(app: Flask, bluesky: BlueskyServer) -> None:
    open_lastingly(bluesky).fetch(ASK)
    bluesky.expire()
    ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    hold(f"{lease.host()}/{int(ended.stdout)}/1")

    open_lastingly(bluesky).fetch(ASK)

    assert bluesky.calls_of(REFRESH) == 1
    assert (kept().lease_owner, kept().lease_until) == (None, None)


def test_what_another_process_has_renewed_is_taken_over(app: Flask, bluesky: BlueskyServer) -> None:
    first, second = open_lastingly(bluesky), open_lastingly(bluesky)
    first.fetch(ASK)
    second.fetch(ASK)
    bluesky.expire()

    first.fetch(ASK)
    second.fetch(ASK)

    assert (bluesky.calls_of(REFRESH), bluesky.calls_of(LOG_IN)) == (1, 1)


def hold(owner: str) -> None:
    """Let a process hold the turn to renew."""
    turn = {"lease_owner": owner, "lease_until": clock.now() + timedelta(minutes=1)}
    act(lambda: db.session.execute(update(SourceSession).values(**turn)))


def test_case_3_a_process_killed_between_renewing_and_keeping_costs_one_log_in(
    app: Flask, bluesky: BlueskyServer
) -> None:
    open_lastingly(bluesky).fetch(ASK)
    bluesky.expire()
    with pytest.raises(Killed):
        open_bluesky(bluesky, Dying("bluesky")).fetch(ASK)

    with time_machine.travel(clock.now() + timedelta(hours=2), tick=True):
        open_lastingly(bluesky).fetch(ASK)
        open_lastingly(bluesky).fetch(ASK)

    assert (bluesky.calls_of(REFRESH), bluesky.calls_of(LOG_IN)) == (2, 2)
