"""The funnel: each post counts once a stage, and the counts outlive it."""

from datetime import timedelta

import pytest

from app import clock
from app.listening import service
from app.listening.answering import replying
from app.listening.funnel.asking import By, Question
from app.listening.funnel.nominations import note_nominations
from app.listening.funnel.noting import count_found, note, take_back
from app.listening.funnel.recounting import recount
from app.listening.funnel.stages import MEANINGS, ORDER, Stage
from app.listening.passes.storing import score, store
from app.listening.queries.funnel import count_own, count_stages, list_names
from app.listening.rules import DismissReason
from app.listening.service.wiping import wipe
from app.nominations.rules import State
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, make_watch, post_of
from tests.make import make_nomination, make_user, reload
from tests.together import at_once


@pytest.fixture
def rosa(app):
    return make_user(role="curator")


def counted(**question):
    whole, _ = count_stages(Question(**question), list_names())
    return {stage.value: number for stage, number in whole.items() if number}


def by(way, **question):
    asked = Question(by=way, **question)
    _, lines = count_stages(asked, list_names())
    stages = [stage.value for stage in asked.stages]
    return {line.label: {s: n for s, n in zip(stages, line.numbers, strict=True) if n} for line in lines}


def nominate(outreach, state):
    return make_nomination(state=state, outreach_code=outreach.code)


def test_a_post_counts_once_at_each_stage_up_to_an_accepted_nomination(app, rosa):
    watch = make_watch(name="Praise")
    act(store, score([post_of(1)]), [], watch_id=watch.id)
    _, outreach = make_sent(rosa)
    act(replying.record_visit, outreach.code)
    nominate(outreach, State.ACCEPTED)

    note_nominations()

    expected = {"found": 1, "shown": 1, "claimed": 1, "sent": 1, "visited": 1, "nominated": 1, "accepted": 1}
    assert counted() == expected


def test_what_happens_again_counts_no_second_time(app, rosa):
    watch = make_watch()
    for _ in range(2):
        act(store, score([post_of(1)]), [], watch_id=watch.id)
    mention = make_claimed(rosa)
    act(service.release, mention, by=rosa)
    act(service.claim, reload(mention), by=make_user())
    _, outreach = make_sent(rosa)
    for days in range(3):
        with clock.told_at(clock.now() + timedelta(days=days)):
            act(replying.record_visit, outreach.code)
    nominate(outreach, State.ACCEPTED)
    note_nominations()

    assert note_nominations() == 0
    assert counted() == {
        "found": 1,
        "shown": 2,
        "claimed": 2,
        "sent": 1,
        "visited": 1,
        "nominated": 1,
        "accepted": 1,
    }


def test_several_at_the_same_moment_count_one(app, rosa):
    ids, by = [make_mention().id], rosa.id

    new = at_once(app, *[lambda: act(note, ids, Stage.SHOWN, by=by)] * 4)

    assert sorted(new) == [0, 0, 0, 1]
    assert counted() == {"shown": 1}


def test_a_nomination_counts_when_it_is_confirmed_and_when_it_is_accepted(app, rosa):
    _, outreach = make_sent(rosa)
    nominate(outreach, State.UNCONFIRMED)
    assert note_nominations() == 0
    nominate(outreach, State.SUBMITTED)

    assert note_nominations() == 1
    assert counted() == {"shown": 1, "claimed": 1, "sent": 1, "visited": 1, "nominated": 1}


def test_the_counts_outlive_the_post(app, rosa):
    mention, _ = make_sent(rosa)
    before = counted()

    act(wipe, [mention.id], by="test")

    assert counted() == before


def test_what_is_let_go_was_shown_and_no_more(app, rosa):
    act(service.dismiss, make_mention(), reason=DismissReason.ADVERT, by=rosa)

    assert counted() == {"shown": 1}


def test_a_reply_that_was_not_sent_after_all_is_taken_out(app, rosa):
    mention, _ = make_sent(rosa)

    act(take_back, mention, Stage.SENT)
    act(take_back, mention, Stage.SENT)

    assert counted() == {"shown": 1, "claimed": 1}


def test_the_table_goes_by_network_watch_template_curator_and_week(app, rosa):
    watch = make_watch(name="Praise")
    make_sent(rosa, watch_id=watch.id)
    make_claimed(make_user(role="curator", name="Ada"), network="bluesky")

    assert by(By.NETWORK) == {
        "X": {"shown": 1, "claimed": 1, "sent": 1},
        "Bluesky": {"shown": 1, "claimed": 1},
    }
    assert by(By.WATCH)["Praise"] == {"shown": 1, "claimed": 1, "sent": 1}
    assert by(By.WATCH)["By hand or from a file"] == {"shown": 1, "claimed": 1}
    assert by(By.CURATOR)["Ada"] == {"shown": 1, "claimed": 1}
    assert list(by(By.TEMPLATE).values()) == [{"sent": 1}]
    assert len(by(By.WEEK)) == 1


def test_one_of_each_kind_can_be_asked_for(app, rosa):
    watch = make_watch()
    _, outreach = make_sent(rosa, watch_id=watch.id)
    make_claimed(make_user(role="curator"), network="bluesky")

    assert counted(network="bluesky") == {"shown": 1, "claimed": 1}
    assert counted(watch=watch.public_id) == {"shown": 1, "claimed": 1, "sent": 1}
    assert counted(watch="none") == {"shown": 1, "claimed": 1}
    assert counted(curator=rosa.public_id) == {"shown": 1, "claimed": 1, "sent": 1}
    assert counted(template=outreach.template) == {"sent": 1}


def test_weeks_begin_on_monday_and_older_ones_are_left_out(app, rosa):
    with clock.told_at(clock.now() - timedelta(weeks=5)):
        make_claimed(rosa)
    make_claimed(rosa)

    assert counted(weeks=4) == {"shown": 1, "claimed": 1}
    assert counted(weeks=12) == {"shown": 2, "claimed": 2}
    assert len(by(By.WEEK)) == 2


def test_my_statistics_are_of_this_week_and_month_and_mine(app, rosa):
    make_sent(rosa)
    make_sent(make_user(role="curator"))

    assert [(each.stage, each.week, each.month) for each in count_own(rosa)] == [
        (Stage.SENT, 1, 1),
        (Stage.VISITED, 0, 0),
        (Stage.NOMINATED, 0, 0),
    ]


def test_counting_anew_from_the_rows_gives_the_same(app, rosa):
    watch = make_watch()
    act(store, score([post_of(1), post_of(2)]), [], watch_id=watch.id)
    _, outreach = make_sent(rosa)
    act(count_found, ["x"], watch_id=None)
    act(service.dismiss, make_mention(), reason=DismissReason.ADVERT, by=rosa)
    act(count_found, ["x"], watch_id=None)
    act(replying.record_visit, outreach.code)
    before = counted()

    act(recount)

    assert counted() == before == {"found": 4, "shown": 2, "claimed": 1, "sent": 1, "visited": 1}


def test_an_operator_can_have_everything_counted_anew(app, rosa):
    make_sent(rosa)

    result = app.test_cli_runner().invoke(args=["listen", "recount"])

    assert result.output == "4 steps of posts counted, 0 more from nominations.\n"
    assert counted() == {"found": 1, "shown": 1, "claimed": 1, "sent": 1}


def test_every_stage_is_explained():
    assert list(MEANINGS) == list(ORDER)
