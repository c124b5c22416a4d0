"""What curators do besides answering: put off, let go, note, step through many, undo."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from flask import Flask

from app import clock
from app.errors import Conflict, Refused
from app.listening import queries, service
from app.listening.answering.replying import require_reply, save_reply
from app.listening.queries import Show
from app.listening.queries.notes import list_notes
from app.listening.rules import DismissReason, MentionState
from app.listening.service.bulk import Choice, move_many
from app.listening.service.snoozing import snooze
from app.listening.service.undoing import undo
from app.listening.triage.snoozing import Snooze, until
from app.listening.worker import keep_queue
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, verbs
from tests.make import make_user, reload

SOON = timedelta(hours=3)


def opened(user: object) -> list[str]:
    return [row.mention.public_id for row in queries.list_queue(Show.OPEN, user=user).rows]


def test_a_snoozed_post_is_out_of_sight_and_comes_back_without_anybody(app: Flask) -> None:
    ada, mention = make_user(), make_mention()

    act(snooze, mention, until=clock.now() + SOON, by=ada)
    asleep = opened(ada)
    with time_machine.travel(clock.now() + SOON, tick=True):
        before_the_worker = opened(ada)
        keep_queue()
        after_it = opened(ada)
        is_back = queries.list_queue(Show.OPEN, user=ada).rows[0].is_back

    assert (asleep, before_the_worker, after_it) == ([], [mention.public_id], [mention.public_id])
    assert is_back
    assert "mention snoozed" in verbs()


def test_what_another_holds_is_not_snoozed(app: Flask) -> None:
    mention = make_claimed(make_user(name="Omar"))

    with pytest.raises(Conflict, match="Omar claimed this post"):
        act(snooze, mention, until=clock.now() + SOON, by=make_user())


def test_a_post_is_not_put_off_beyond_the_time_we_keep_it(app: Flask) -> None:
    mention = make_mention(found_at=clock.now() - timedelta(days=80))

    with pytest.raises(Refused, match="kept for 90 days"):
        act(snooze, mention, until=clock.now() + timedelta(days=11), by=make_user())


@pytest.mark.parametrize(
    ("choice", "hour", "back"),
    [
        (Snooze.TONIGHT, "2026-11-20T12:00+00:00", "2026-11-20T20:00+00:00"),
        (Snooze.TONIGHT, "2026-11-20T21:00+00:00", "2026-11-20T23:00+00:00"),
        (Snooze.TOMORROW, "2026-11-20T21:00+00:00", "2026-11-21T09:00+00:00"),
        (Snooze.NEXT_WEEK, "2026-11-20T21:00+00:00", "2026-11-23T09:00+00:00"),
    ],
    ids=["tonight", "late tonight", "tomorrow", "next week"],
)
def test_each_choice_names_an_hour_ahead(choice: Snooze, hour: str, back: str) -> None:
    from datetime import datetime

    moment = until(choice, now=datetime.fromisoformat(hour), zone="UTC")

    assert moment == datetime.fromisoformat(back)


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_day_of_today_the_past_or_far_ahead_is_refused(days: int) -> None:
    now = clock.now()

    with pytest.raises(Refused, match="Choose a day"):
        until(Snooze.DATE, now=now, zone="UTC", on=(now + timedelta(days=days)).date())


def test_undoing_a_dismissal_brings_claim_and_draft_back(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)
    act(save_reply, mention, text="half a thought", by=ada)
    batch = act(service.dismiss, mention, reason=DismissReason.SARCASM, by=ada)

    done, left = act(undo, batch, by=ada)

    assert (done, left) == (1, 0)
    assert reload(mention).state is MentionState.CLAIMED
    assert mention.dismissed_reason is None
    assert act(require_reply, mention).text == "half a thought"


def test_undoing_puts_a_snoozed_post_back_to_sleep(app: Flask) -> None:
    ada, mention = make_user(), make_mention()
    act(snooze, mention, until=clock.now() + SOON, by=ada)
    was = reload(mention).snoozed_until
    batch = act(service.dismiss, mention, reason=DismissReason.SPAM, by=ada)

    act(undo, batch, by=ada)

    assert (reload(mention).state, mention.snoozed_until) == (MentionState.SNOOZED, was)


def test_nobody_undoes_what_another_did_or_what_is_undone(app: Flask) -> None:
    ada, mention = make_user(), make_mention()
    batch = act(service.dismiss, mention, reason=DismissReason.SPAM, by=ada)

    with pytest.raises(Conflict):
        act(undo, batch, by=make_user())
    act(undo, batch, by=ada)
    with pytest.raises(Conflict):
        act(undo, batch, by=ada)

    assert reload(mention).state is MentionState.NEW


def test_a_step_with_many_leaves_what_another_holds_and_says_so(app: Flask) -> None:
    ada, omar = make_user(name="Ada"), make_user(name="Omar")
    free, mine, his = make_mention(), make_claimed(ada), make_claimed(omar)
    chosen = [each.public_id for each in (free, mine, his)]

    outcome = act(move_many, chosen, choice=Choice("dismiss", reason=DismissReason.ADVERT), by=ada)

    assert outcome.done == 2
    assert [(mention.id, "Omar claimed" in why) for mention, why in outcome.left] == [(his.id, True)]
    assert [reload(each).state for each in (free, mine, his)] == ["dismissed", "dismissed", "claimed"]


def test_a_whole_batch_is_undone_but_for_what_was_moved_on_since(app: Flask) -> None:
    ada, omar = make_user(), make_user()
    mentions = [make_mention() for _ in range(3)]
    chosen = [each.public_id for each in mentions]
    outcome = act(move_many, chosen, choice=Choice("dismiss", reason=DismissReason.SPAM), by=ada)
    act(service.restore, mentions[0], by=omar)
    act(service.claim, mentions[0], by=omar)

    done, left = act(undo, outcome.batch, by=ada)

    assert (done, left) == (2, 1)
    assert [reload(each).state for each in mentions] == ["claimed", "new", "new"]


def test_a_batch_of_claims_is_given_back_as_one(app: Flask) -> None:
    ada = make_user()
    mentions = [make_mention() for _ in range(2)]
    outcome = act(move_many, [each.public_id for each in mentions], choice=Choice("claim"), by=ada)
    held = [reload(each).state for each in mentions]

    act(undo, outcome.batch, by=ada)

    assert held == ["claimed", "claimed"]
    assert [reload(each).state for each in mentions] == ["new", "new"]


def test_notes_keep_their_authors_in_order(app: Flask) -> None:
    ada, omar, mention = make_user(), make_user(), make_mention()
    act(service.write_note, mention, note="Is this the same shop?", by=ada)
    act(service.write_note, mention, note="It is.", by=omar)
    act(service.write_note, mention, note="It is.", by=omar)

    notes = [(note.text, note.user_id) for note in list_notes(mention)]

    assert notes == [("Is this the same shop?", ada.id), ("It is.", omar.id)]


def test_what_i_hold_stands_first_and_a_claim_that_ran_out_is_named(app: Flask) -> None:
    ada, omar = make_user(), make_user()
    best, mine = make_mention(score=0.9), make_claimed(ada, score=0.1)
    his = make_claimed(omar, score=0.5)

    order = opened(ada)
    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
        row = next(row for row in queries.list_queue(Show.OPEN, user=ada).rows if row.mention.id == his.id)

    assert order == [mine.public_id, best.public_id, his.public_id]
    assert row.is_free
    assert row.ran_out is not None
    assert row.ran_out.user_id == omar.id


def test_a_claim_that_failed_in_a_batch_stands_in_nobodys_way(app: Flask) -> None:
    ada, mention = make_user(), make_mention()
    batch = act(service.dismiss, mention, reason=DismissReason.SPAM, by=ada)

    outcome = act(move_many, [mention.public_id], choice=Choice("claim"), by=make_user())

    assert (outcome.done, act(undo, batch, by=ada)) == (0, (1, 0))


def test_a_second_press_on_dismiss_is_none(app: Flask) -> None:
    ada, mention = make_user(), make_mention()
    dismiss = partial(service.dismiss, mention, reason=DismissReason.SPAM, by=ada)

    assert act(dismiss) == act(dismiss)
    assert verbs().count("mention dismissed") == 1
