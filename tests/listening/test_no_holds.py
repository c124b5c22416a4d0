"""What an author's no must hold against: strangers with the link, other handles, second presses, settings of ours."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.errors import Conflict
from app.extensions import db
from app.listening.answering import undoing
from app.listening.contacting.names import hash_of_handle
from app.listening.models import AuthorWeight, Contact
from app.listening.passes.storing import Stored, score, store
from app.listening.posts import Post
from app.listening.queries.consents import list_quotes
from app.listening.rules import AskedBy, ConsentGiven, ContactReason, MentionState
from app.listening.service.consents import record_consent
from app.listening.service.contacts import allow_again, refuse_contact, stop_contact
from app.listening.service.learning import weigh_author
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent, post_of, verbs
from tests.make import csrf, make_company, make_user, reload


@pytest.fixture
def now() -> datetime:
    return clock.now().replace(microsecond=0)


def refused() -> list[Contact]:
    db.session.rollback()
    return list(db.session.scalars(select(Contact).where(Contact.do_not_contact_at.is_not(None))))


def read(post: Post) -> Stored:
    return act(store, score([post]), [])


def refuse_ada() -> Contact:
    hashes = [name for name in (hash_of_handle("x", "ada"),) if name]
    return act(refuse_contact, "x", hashes, reason=ContactReason.UNWELCOME, by=make_user())


def test_a_stranger_who_pressed_first_cannot_take_back_what_the_author_says_later(app: Flask, now: datetime) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    act(stop_contact, outreach.code, at=now)

    act(stop_contact, outreach.code, at=now + timedelta(minutes=5))
    for at in (now, now + timedelta(minutes=5)):
        act(allow_again, outreach.code, at=at)

    assert len(refused()) == 1


def test_two_presses_within_a_second_can_be_taken_back(app: Flask, now: datetime) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    act(stop_contact, outreach.code, at=now)
    act(stop_contact, outreach.code, at=now)

    act(allow_again, outreach.code, at=now)

    assert refused() == []


def test_what_a_curator_noted_stands_when_somebody_with_the_link_takes_a_no_back(app: Flask, now: datetime) -> None:
    _, outreach = make_sent(make_user(), author_id="7", author_handle="ada")
    refuse_ada()
    act(stop_contact, outreach.code, at=now)

    act(allow_again, outreach.code, at=now)

    assert [each.asked_by for each in refused()] == [AskedBy.CURATOR]


def test_an_undo_that_comes_too_late_is_told_so_and_says_no_for_nobody(client: FlaskClient, app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="7")
    path = f"/n/{outreach.code}/stop"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "action": "undo"})

    assert (answer.status_code, "within an hour" in answer.get_data(as_text=True)) == (422, True)
    assert refused() == []


def test_who_was_put_on_the_list_by_handle_is_known_under_the_next_handle_too(app: Flask) -> None:
    make_mention(author_id="7", author_handle="ada")
    refuse_ada()

    assert read(replace(post_of(9), author_id="7", author_handle="lovelace")).left_out == 1


def test_a_post_that_is_left_out_tells_by_which_id_its_author_is_known(app: Flask) -> None:
    refuse_ada()
    read(post_of(8))

    assert read(replace(post_of(9), author_handle="lovelace")).left_out == 1


def test_a_weight_goes_with_the_handle_of_an_author_who_says_no_and_is_not_set_again(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada, author_id="7", author_handle="ada")
    weigh = partial(weigh_author, "x", handle="@Ada", weight=2, by=ada)
    act(weigh)

    act(stop_contact, outreach.code, at=clock.now())

    assert db.session.scalars(select(AuthorWeight.handle)).all() == []
    with pytest.raises(Conflict, match="not to be contacted"):
        act(weigh)


def test_a_reply_to_somebody_who_said_no_does_not_wait_to_be_sent_again(app: Flask) -> None:
    ada = make_user()
    mention, outreach = make_sent(ada, author_id="7")
    act(stop_contact, outreach.code, at=clock.now())

    with pytest.raises(Conflict, match="not to be contacted"):
        act(undoing.unsend, mention, by=ada)

    assert reload(mention).state is MentionState.SENT


def test_a_post_that_was_shown_with_leave_is_shown_no_longer(app: Flask) -> None:
    ada, company = make_user(), make_company()
    mention, outreach = make_sent(ada, author_id="7", company_id=company.id)
    act(record_consent, mention, given=ConsentGiven.REPLY, place="https://x.com/ada/status/5", by=ada)

    act(stop_contact, outreach.code, at=clock.now())

    assert (list_quotes([company.id]), reload(mention).state) == ([], MentionState.SENT)
    assert verbs().count("consent withdrawn") == 1
