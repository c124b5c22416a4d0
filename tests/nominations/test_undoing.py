"""An undo puts a nomination back where it was, with what colleagues had noted, and never undoes a colleague."""

import pytest

from app.nominations import service
from app.nominations.rules import Reason, State
from app.nominations.service import Choice, Placing, Read, stamp_of
from app.web.actions import act
from tests.make import csrf, make_company, make_nomination, make_user, reload, sign_in

NOTE = "Which year was this?"


def held(by):
    nomination = make_nomination(company_id=make_company().id)
    return act(service.hold, nomination, note=NOTE, by=by)


def accept(nomination, by):
    act(service.accept, nomination, placing=Placing(company_name="Acme"), by=by)


def reject(nomination, by):
    act(service.reject, nomination, reason=Reason.ADVERT, by=by)


def ask(nomination, by):
    act(service.ask, nomination, question="Which branch was it?", by=by)


def ask_then_reject(nomination, by):
    ask(nomination, by)
    reject(nomination, by)


def refuse_in_a_batch(nomination, by):
    read = f"{nomination.revision_number}:{stamp_of(nomination)}"
    act(service.decide, nomination, choice=Choice("reject", Reason.ADVERT), read=read, batch="batch00001", by=by)


@pytest.mark.parametrize("deed", [accept, reject, ask, ask_then_reject, refuse_in_a_batch])
def test_what_was_held_is_held_again_with_its_note(app, deed):
    by = make_user()
    nomination = held(make_user())
    deed(nomination, by)

    act(service.undo_decision, reload(nomination), by=by)

    nomination = reload(nomination)
    assert (nomination.state, nomination.held_note, nomination.decided_at) == (State.HELD, NOTE, None)


def test_what_a_program_held_is_held_again(app):
    by, nomination = make_user(), make_nomination(state=State.HELD, signals=["near_copy"])
    reject(nomination, by)

    act(service.undo_decision, reload(nomination), by=by)

    assert reload(nomination).state is State.HELD


def test_what_was_not_held_goes_back_to_the_queue(app):
    by, nomination = make_user(), make_nomination()
    reject(nomination, by)

    act(service.undo_decision, reload(nomination), by=by)

    assert reload(nomination).state is State.SUBMITTED


def test_pressing_undo_twice_does_not_undo_the_hold(client):
    by, nomination = make_user(), held(make_user())
    sign_in(client, by)
    path = f"/curate/nominations/{nomination.reference}"
    reject(nomination, by)
    sent = {"csrf_token": csrf(client, path), "stamp": stamp_of(reload(nomination))}

    for _ in range(2):
        client.post(f"{path}/undo", data=sent)

    assert reload(nomination).state is State.HELD
    assert f"Held before:</strong> {NOTE}" in client.get(path).get_data(as_text=True)


def test_a_hold_that_came_back_is_taken_off_like_any_other(client):
    by, nomination = make_user(), held(make_user())
    sign_in(client, by)
    path = f"/curate/nominations/{nomination.reference}"
    reject(nomination, by)
    act(service.undo_decision, reload(nomination), by=by)

    client.post(f"{path}/undo", data={"csrf_token": csrf(client, path), "stamp": stamp_of(reload(nomination))})

    assert (reload(nomination).state, reload(nomination).held_note) == (State.SUBMITTED, None)


def test_an_old_page_does_not_undo_what_a_colleague_decided_since(client):
    mina, rosa, nomination = make_user(), make_user(name="Rosa"), make_nomination()
    sign_in(client, mina)
    path = f"/curate/nominations/{nomination.reference}"
    ask(nomination, mina)
    old = stamp_of(reload(nomination))
    act(service.reject, reload(nomination), reason=Reason.ADVERT, read=Read(1, old), by=rosa)

    answer = client.post(f"{path}/undo", data={"csrf_token": csrf(client, path), "stamp": old})

    assert answer.status_code == 409
    assert "Rosa did not accept this nomination" in answer.get_data(as_text=True)
    assert reload(nomination).state is State.REJECTED
