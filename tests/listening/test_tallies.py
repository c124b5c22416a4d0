"""The counts of the queue: right after every change, whoever makes it, and however many at once."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text

from app import clock
from app.accounts.models import User
from app.extensions import db
from app.listening import service
from app.listening.models import Mention, MentionTally
from app.listening.passes.storing import score, store
from app.listening.posts import Post
from app.listening.queries.tallies import count_by_show
from app.listening.rules import DismissReason
from app.listening.service.snoozing import snooze
from app.listening.service.tallying import add_up
from app.listening.service.wiping import wipe
from app.listening.worker import keep_queue
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, post_of
from tests.make import make_user
from tests.together import at_once


def tallied() -> dict[str, int]:
    db.session.rollback()
    summed = select(MentionTally.part, func.sum(MentionTally.number)).group_by(MentionTally.part)
    return {part: number for part, number in db.session.execute(summed) if number}


def counted_anew() -> dict[str, int]:
    db.session.rollback()
    part = text("state || CASE WHEN score IS NULL THEN '+' ELSE '' END")
    rows = db.session.execute(
        select(part, func.count())
        .select_from(Mention)
        .where(Mention.text != "", Mention.copy_of_id.is_(None), Mention.state != "gone")
        .group_by(text("1"))
    )
    return {row[0]: row[1] for row in rows}


def unlike(number: int) -> Post:
    """Make a post that is a near-copy of no other."""
    return post_of(number, text=" ".join(f"{word}{number}" for word in ("kind", "quick", "patient", "clear", "warm")))


def let_go(mention_id: int, user_id: int) -> None:
    by = db.session.get_one(User, user_id)
    service.dismiss(db.session.get_one(Mention, mention_id), reason=DismissReason.OTHER, by=by)


def test_the_counts_are_those_of_the_rows_after_every_kind_of_change(app: Flask) -> None:
    ada = make_user()
    first, copy, foreign = make_mention(), make_mention(), make_mention(score=None, rank=0.0)
    act(lambda: setattr(db.session.get(Mention, copy.id), "copy_of_id", first.id))
    make_claimed(ada)
    make_sent(ada)
    act(service.dismiss, first, reason=DismissReason.SPAM, by=ada)
    act(snooze, foreign, until=clock.now() + timedelta(hours=1), by=ada)
    act(store, score([unlike(1), unlike(2), unlike(3)]), [])
    act(wipe, [make_mention().id], by="test")
    act(lambda: db.session.execute(text("DELETE FROM mention WHERE post_id = '3'")))

    assert tallied() == counted_anew()
    assert tallied() == {"new": 2, "claimed": 1, "sent": 1, "dismissed": 1, "snoozed+": 1}


def test_what_is_rolled_back_is_not_counted(app: Flask) -> None:
    make_mention()

    def fail() -> None:
        db.session.execute(text("UPDATE mention SET state = 'sent'"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act(fail)

    assert tallied() == {"new": 1}


def test_adding_up_changes_no_count_and_leaves_one_row_a_part(app: Flask) -> None:
    for _ in range(3):
        make_mention()
    before = tallied()

    act(add_up)

    assert tallied() == before == {"new": 3}
    assert db.session.scalar(select(func.count()).select_from(MentionTally)) == 1


def test_curators_and_the_worker_at_once_leave_the_counts_right(app: Flask) -> None:
    curators = [make_user() for _ in range(4)]
    mentions = [make_mention() for _ in range(4)]
    ids = [(mention.id, curator.id) for mention, curator in zip(mentions, curators, strict=True)]
    steps = [lambda pair=pair: act(let_go, *pair) for pair in ids]
    read = [lambda start=start: act(store, score([unlike(start + n) for n in range(20)]), []) for start in (100, 200)]

    outcomes = at_once(app, *steps, *read, lambda: act(add_up), lambda: act(add_up))

    assert not [each for each in outcomes if isinstance(each, Exception)]
    assert tallied() == counted_anew() == {"dismissed": 4, "new": 40}


def test_a_post_whose_time_has_come_counts_as_open_before_the_worker_wakes_it_and_after(app: Flask) -> None:
    ada = make_user()
    act(snooze, make_mention(), until=clock.now() + timedelta(hours=1), by=ada)
    asleep = count_by_show(ada)

    with time_machine.travel(clock.now() + timedelta(hours=2), tick=True):
        due = count_by_show(ada)
        woken = keep_queue()
        awake = count_by_show(ada)

    assert [(each["open"], each["snoozed"]) for each in (asleep, due, awake)] == [(0, 1), (1, 0), (1, 0)]
    assert woken == 1
