"""A server that says of everything at once that it is gone is asked once more before anything is wiped."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.listening import checking, health
from app.listening.answering import before_reply
from app.listening.checking import Checked
from app.listening.commands.checking import line_of
from app.listening.models import Mention
from app.listening.passes.stopping import Stop
from app.listening.queries.sources import list_sources
from app.listening.service.checking import wipe_overdue
from app.listening.sources.mastodon.source import MastodonSource
from app.listening.sources.protocol import Presence
from app.listening.worker import check_due
from app.web.actions import act
from tests.listening.mastodon import open_mastodon
from tests.listening.mastodon_server import MastodonServer, make_status
from tests.listening.reading import read
from tests.listening.rows import make_watch

MANY = 8
HOUR = timedelta(hours=1)


@pytest.fixture
def source(app: Flask, mastodon: MastodonServer) -> MastodonSource:
    """Hold what a Mastodon server shows."""
    mastodon.posts = [make_status() for _ in range(MANY)]
    make_watch(networks=["mastodon"], hashtags=["custserv"])
    opened = open_mastodon(mastodon)
    read(opened)
    return opened


def check(source: MastodonSource, *, is_asked: bool = True) -> Checked:
    return checking.check_network(source, is_asked=is_asked, stop=Stop())


def lose(mastodon: MastodonServer, number: int) -> None:
    mastodon.gone = {post["id"] for post in mastodon.posts[:number]}


def left() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Mention.text != "")) or 0


def reason() -> str:
    db.session.rollback()
    return next(each.verdict.reason for each in list_sources() if each.network == "mastodon")


@pytest.mark.parametrize("number", [1, 4])
def test_of_a_few_posts_the_first_word_counts(source: MastodonSource, mastodon: MastodonServer, number: int) -> None:
    lose(mastodon, number)

    report = check(source)

    assert (report.gone, report.doubted, left()) == (number, 0, MANY - number)


def test_of_all_posts_at_once_the_second_word_counts(source: MastodonSource, mastodon: MastodonServer) -> None:
    lose(mastodon, MANY)

    first = check(source)
    held, told, line = left(), reason(), line_of(first)
    second = check(source)

    assert (first.gone, first.doubted, held) == (0, MANY, MANY)
    assert "It said of 8 posts at once that they are gone; it is asked once more" in told
    assert "8 said to be gone all at once" in line
    assert (second.gone, second.doubted, left()) == (MANY, 0, 0)
    assert "asked once more" not in reason()


def test_what_is_there_after_all_stays_and_is_in_no_doubt(source: MastodonSource, mastodon: MastodonServer) -> None:
    lose(mastodon, MANY)
    check(source)
    lose(mastodon, 1)

    report = check(source)

    assert (report.gone, report.present, left()) == (1, MANY - 1, MANY - 1)
    assert "asked once more" not in reason()
    lose(mastodon, MANY)
    assert (check(source).doubted, left()) == (MANY - 1, MANY - 1)


def test_the_second_word_is_asked_for_after_an_hour_and_not_before(
    source: MastodonSource, mastodon: MastodonServer
) -> None:
    lose(mastodon, MANY)
    check(source)

    assert check(source, is_asked=False).asked == 0
    with time_machine.travel(clock.now() + HOUR + timedelta(seconds=1), tick=True):
        assert check(source, is_asked=False).gone == MANY


def test_without_a_second_word_what_was_said_is_believed_before_a_day_is_over(
    app: Flask, source: MastodonSource, mastodon: MastodonServer
) -> None:
    lose(mastodon, MANY)
    check(source)

    with time_machine.travel(clock.now() + 21 * HOUR, tick=True):
        assert act(wipe_overdue, "mastodon") == 0
    with time_machine.travel(clock.now() + 22 * HOUR + timedelta(seconds=1), tick=True):
        check_due(start=lambda: None)
    assert left() == 0


def test_a_post_that_somebody_is_about_to_answer_is_wiped_at_the_first_word(
    app: Flask, source: MastodonSource, mastodon: MastodonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(mastodon, MANY)
    check(source)
    monkeypatch.setattr(before_reply, "open_source", lambda *_: source)
    mention = db.session.scalars(select(Mention).limit(1)).one()

    assert before_reply.look_again(mention) is Presence.GONE
    assert left() == MANY - 1


def test_a_sweep_that_is_cut_short_leaves_what_it_was_told_for_the_next(
    source: MastodonSource, mastodon: MastodonServer
) -> None:
    lose(mastodon, 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "wipe_gone", lambda *_, **__: None)
        check(source)
    assert left() == MANY

    with time_machine.travel(clock.now() + 2 * HOUR, tick=True):
        assert check(source, is_asked=False).gone == 2


def test_the_sentence_stands_beside_every_state() -> None:
    facts = health.Facts(clock.now(), "x", searches=0, doubted=1)

    assert health.judge(facts).reason.startswith("No active watch asks here. It said of 1 post at once")
