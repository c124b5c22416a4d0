import threading
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.errors import Conflict, Unavailable
from app.extensions import db
from app.listening import service
from app.listening.answering import replying
from app.listening.models import Claim, Mention, Outreach, Watch
from app.listening.rules import DismissReason, MentionState, OutreachState
from app.listening.watching.searches import X_LONGEST
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, verbs
from tests.make import make_user, reload


def test_ready_made_watches_are_put_in_once_and_fit_the_network(app: Flask) -> None:
    first, second = act(service.install_watches), act(service.install_watches)

    watches = db.session.scalars(select(Watch)).all()
    searches = [search for watch in watches for search in watch.searches]
    assert (first, second, len(watches)) == (4, 0, 4)
    assert all(watch.is_active and watch.searches for watch in watches)
    assert {search.network for search in searches} == {"x", "bluesky", "mastodon"}
    assert all(len(search.query) <= X_LONGEST for search in searches if search.network == "x")
    assert verbs() == ["watches installed"]


def test_a_claim_brings_a_draft_with_a_link_of_its_own(app: Flask) -> None:
    mention = make_claimed(make_user())

    outreach = replying.require_reply(mention)
    assert reload(mention).state is MentionState.CLAIMED
    assert outreach.state is OutreachState.DRAFT
    assert outreach.text.endswith(f"http://localhost/n/{outreach.code}")
    assert verbs() == ["reply begun", "mention claimed"]


def test_the_second_curator_is_told_who_has_the_post(app: Flask) -> None:
    mention = make_claimed(make_user(name="Ada"))

    with pytest.raises(Conflict, match="Ada claimed this post"):
        act(service.claim, mention, by=make_user())

    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_claiming_twice_is_claiming_once(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    act(service.claim, mention, by=ada)

    assert db.session.scalar(select(func.count()).select_from(Claim)) == 1


def test_of_curators_who_claim_at_once_exactly_one_wins(app: Flask) -> None:
    people = [make_user().id for _ in range(4)]
    mention_id = make_mention().id
    barrier = threading.Barrier(len(people))
    outcomes: list[str] = []

    def claim(person_id: int) -> None:
        with app.app_context():
            person, post = db.session.get(User, person_id), db.session.get(Mention, mention_id)
            barrier.wait()
            try:
                act(service.claim, post, by=person)
                outcomes.append("won")
            except (Conflict, Unavailable) as refusal:
                outcomes.append(getattr(refusal, "sentence", "busy"))

    threads = [threading.Thread(target=claim, args=(person_id,)) for person_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.rollback()
    assert outcomes.count("won") == 1
    assert db.session.scalar(select(func.count()).where(Claim.ended_at.is_(None))) == 1


def test_a_claim_that_ran_out_frees_the_post_and_its_draft(app: Flask) -> None:
    ada, ben = make_user(), make_user()
    mention = make_claimed(ada)
    first = replying.require_reply(mention).code

    with time_machine.travel(clock.now() + timedelta(minutes=31), tick=True):
        act(service.claim, mention, by=ben)
        with pytest.raises(Conflict, match="claimed this post"):
            act(replying.save_reply, mention, text="late", by=ada)

    assert replying.require_reply(reload(mention)).user_id == ben.id
    assert db.session.scalar(select(Outreach.state).where(Outreach.code == first)) is OutreachState.ABANDONED


def test_a_post_given_back_is_free_again(app: Flask) -> None:
    ada = make_user()
    mention = make_claimed(ada)

    act(service.release, mention, by=ada)

    assert reload(mention).state is MentionState.NEW
    assert verbs()[-1] == "mention released"
    act(service.claim, mention, by=make_user())


def test_a_dismissal_keeps_its_reason_and_can_be_undone(app: Flask) -> None:
    mention, ada = make_mention(), make_user()

    act(service.dismiss, mention, reason=DismissReason.SARCASM, by=ada)
    dismissed = reload(mention).state, mention.dismissed_reason
    act(service.restore, mention, by=ada)

    assert dismissed == (MentionState.DISMISSED, DismissReason.SARCASM)
    assert reload(mention).state is MentionState.NEW
    assert mention.dismissed_reason is None
    assert verbs() == ["mention dismissed", "mention restored"]


def test_a_post_that_somebody_answers_cannot_be_dismissed_by_another(app: Flask) -> None:
    mention = make_claimed(make_user(name="Ada"))

    with pytest.raises(Conflict, match="Ada"):
        act(service.dismiss, mention, reason=DismissReason.OTHER, by=make_user())


def test_what_was_sent_cannot_be_dismissed_or_claimed(app: Flask) -> None:
    ada = make_user()
    mention, _ = make_sent(ada)

    with pytest.raises(Conflict):
        act(service.dismiss, mention, reason=DismissReason.OTHER, by=ada)
    with pytest.raises(Conflict, match="wrote to this person"):
        act(service.claim, mention, by=ada)


@pytest.mark.parametrize("verb", ["claim", "write_note", "dismiss"])
def test_a_change_and_its_audit_line_die_together(app: Flask, verb: str) -> None:
    mention, ada = make_mention(), make_user()
    more = {"write_note": {"note": "seen"}, "dismiss": {"reason": DismissReason.OTHER}}.get(verb, {})

    def fail() -> None:
        getattr(service, verb)(mention, **more, by=ada)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        act(fail)

    assert verbs() == []
    assert reload(mention).state is MentionState.NEW
