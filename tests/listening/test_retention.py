from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app import clock
from app.extensions import db
from app.listening import queries, service
from app.listening.answering import replying
from app.listening.answering.arrivals import find_arrival
from app.listening.models import Claim, Mention, Outreach, Quarantine, ReadingDay, ReadSpend
from app.listening.passes.storing import score, store
from app.listening.posts import Rejected
from app.listening.queries.notes import list_notes
from app.listening.retention import keep_no_longer
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, post_of, verbs
from tests.make import make_company, make_user, reload, save

NOTHING = dict.fromkeys(("dismissed", "waiting", "answered", "quarantine", "days", "spends", "named", "refused"), 0)


def after(days: float) -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(days=days), tick=False)


def make_dismissed() -> Mention:
    mention = make_mention()
    act(service.dismiss, mention, reason=DismissReason.SARCASM, by=make_user())
    return reload(mention)


def make_waiting() -> Mention:
    return make_mention()


def make_snoozed() -> Mention:
    return make_mention(state=MentionState.SNOOZED)


def make_left() -> Mention:
    return make_claimed(make_user())


CASES = [
    pytest.param(make_dismissed, 30, id="dismissed"),
    pytest.param(make_waiting, 90, id="new"),
    pytest.param(make_snoozed, 90, id="snoozed"),
    pytest.param(make_left, 90, id="claimed and left"),
]


@pytest.mark.parametrize(("make", "days"), CASES)
def test_a_post_nobody_answered_is_wiped_after_its_time(app: Flask, make: Callable[[], Mention], days: int) -> None:
    mention = make()

    with after(days - 0.1):
        early = keep_no_longer()
    with after(days + 0.1):
        keep_no_longer()
        again = keep_no_longer()

    gone = reload(mention)
    assert (early, again) == (NOTHING, NOTHING)
    assert (gone.state, gone.text, gone.author_handle, gone.url) == (MentionState.GONE, "", "", "")


def test_what_was_wiped_for_its_age_does_not_come_back(app: Flask) -> None:
    mention = make_mention()
    post = post_of(mention.post_id)

    with after(91):
        keep_no_longer()
        stored = act(store, score([post]), [])

    assert (stored.new, stored.known) == (0, 1)
    assert db.session.scalar(select(func.count()).select_from(Mention).where(Mention.text != "")) == 0


def test_a_post_that_is_being_answered_just_now_is_left_alone(app: Flask) -> None:
    mention = make_claimed(make_user())

    with after(91):
        act(db.session.execute, update(Claim).values(expires_at=clock.now() + timedelta(minutes=5)))
        done = keep_no_longer()

    assert done == NOTHING
    assert reload(mention).text


def test_of_an_answered_post_id_verdict_and_times_stay_when_its_link_has_run_out(app: Flask) -> None:
    make_company("Brightline")
    mention, outreach = make_sent(make_user())

    with after(89.9):
        keep_no_longer()
        living = find_arrival(outreach.code)
    with after(90.1):
        done = keep_no_longer()
        ended = find_arrival(outreach.code)
        edit = post_of(mention.post_id, version=str(int(mention.post_id) + 1))
        stored = act(store, score([edit]), [])

    kept, reply = reload(mention), reload(outreach)
    assert (living.company, ended.company, done["answered"]) == ("Brightline", "", 1)
    assert (kept.post_id, kept.state, kept.posted_at) == (mention.post_id, MentionState.SENT, mention.posted_at)
    assert [kept.text, kept.url, kept.author_id, kept.author_handle, kept.author_name] == [""] * 5
    assert list_notes(kept) == []
    assert (reply.text, reply.state, reply.sent_at) == ("", OutreachState.SENT, outreach.sent_at)
    assert (stored.new, stored.edited) == (0, 0)


def test_a_link_that_was_visited_counts_like_one_that_was_sent(app: Flask) -> None:
    cara = make_user()
    mention, outreach = make_sent(cara)
    act(replying.record_visit, outreach.code)

    with after(91):
        keep_no_longer()

    assert reload(outreach).state is OutreachState.VISITED
    assert reload(mention).is_wiped
    assert queries.list_replies(queries.Wanted(cara))[0][0].mention.is_wiped


def test_quarantine_and_accounts_of_reading_are_forgotten_in_their_time(app: Flask) -> None:
    act(store, [], [Rejected(f"odd {number}", f"{number:064}", network="x") for number in range(3)])
    today = clock.now().date()
    for ago in (399, 401):
        day = today - timedelta(days=ago)
        save(ReadingDay(network="x", read_on=day))
        for settled in (5, None):
            save(ReadSpend(network="x", spent_on=day, reserved=5, settled=settled, reserved_at=clock.now()))

    first = keep_no_longer()
    with after(31):
        later = keep_no_longer()

    assert (first["quarantine"], first["days"], first["spends"]) == (0, 1, 1)
    assert later["quarantine"] == 3
    assert db.session.scalar(select(func.count()).select_from(Quarantine)) == 0
    assert db.session.scalar(select(func.count()).select_from(ReadSpend)) == 2


def test_more_than_one_batch_is_wiped_and_each_wipe_has_its_line(app: Flask) -> None:
    for _ in range(105):
        make_mention()

    with after(91):
        done = keep_no_longer()

    assert done["waiting"] == 105
    assert verbs() == ["mention wiped, kept long enough"] * 105


def test_a_dropped_draft_loses_its_words_with_its_post(app: Flask) -> None:
    cara = make_user()
    mention = make_claimed(cara)
    act(service.release, mention, by=cara)

    with after(91):
        keep_no_longer()

    assert db.session.scalars(select(Outreach.text)).all() == [""]
