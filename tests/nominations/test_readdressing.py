from datetime import timedelta

import pytest
import time_machine

from app.extensions import db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.models import AddressChange, Mask
from app.nominations.rules import State
from app.web.actions import act
from app.web.links import token_for
from tests.make import csrf, make_nomination, make_user, reload, save, sent_letters
from tests.nominations.private import fields_of, link_to, press, read, writing_of

BETTER = "They called back within the hour, and Priya stayed on the line until everything worked again."


def change_of(nomination):
    db.session.rollback()
    return db.session.scalar(db.select(AddressChange).filter_by(nomination_id=nomination.id))


def test_another_address_waits_for_its_proof_and_the_old_one_is_told(client, app):
    nomination = make_nomination(email="old@example.org")

    press(client, link_to(nomination, "/edit"), **fields_of(nomination, email="new@example.net"))

    letters = {letter["To"]: letter for letter in sent_letters(app)}
    assert reload(nomination).written.email == "old@example.org"
    assert "It becomes your address once" in read(client, link_to(nomination))
    assert letters.keys() == {"new@example.net", "old@example.org"}
    assert "/address" in letters["new@example.net"].get_body(("plain",)).get_content()
    assert "/keep" in letters["old@example.org"].get_body(("plain",)).get_content()


def test_a_proven_address_takes_over_and_earlier_links_stop_working(client):
    nomination, change = _asked_for_address()
    before = link_to(nomination)

    answer = press(client, f"/nominations/{token_for('address', change.public_id)}/address")

    nomination = reload(nomination)
    assert answer.status_code == 303
    assert nomination.written.email == "new@example.net"
    assert client.get(before).status_code == 404
    assert read(client, answer.location)


def test_opening_the_link_of_a_new_address_changes_nothing(client):
    nomination, change = _asked_for_address()

    read(client, f"/nominations/{token_for('address', change.public_id)}/address")
    read(client, f"/nominations/{token_for('keep', change.public_id)}/keep")

    assert reload(nomination).written.email == "old@example.org"
    assert change_of(nomination) is not None


def test_whoever_holds_the_old_address_takes_it_back_even_after_the_new_one_was_proven(client):
    nomination, change = _asked_for_address()
    act(service.confirm_address, change)
    thief = link_to(reload(nomination))
    proof = f"/nominations/{token_for('address', change.public_id)}/address"

    answer = press(client, f"/nominations/{token_for('keep', change.public_id)}/keep")

    assert answer.status_code == 303
    assert reload(nomination).written.email == "old@example.org"
    assert client.get(thief).status_code == 404
    assert client.get(proof).status_code == 404
    assert read(client, answer.location)


@pytest.mark.parametrize(("purpose", "days"), [("address", 3), ("keep", 7)], ids=["proving", "stopping"])
def test_the_links_of_a_new_address_run_out(client, purpose, days):
    nomination, change = _asked_for_address()
    path = f"/nominations/{token_for(purpose, change.public_id)}/{purpose}"
    token = csrf(client, path)

    with time_machine.travel(change.asked_at + timedelta(days=days, hours=1)):
        answer = client.post(path, data={"csrf_token": token})

    assert answer.status_code == 422
    assert reload(nomination).written.email == "old@example.org"


def test_the_status_link_alone_never_moves_a_nomination_to_another_address(client):
    nomination, change = _asked_for_address()
    status = token_for("status", nomination.reference)

    for forged in (status, token_for("keep", change.public_id), token_for("address", nomination.reference)):
        assert client.get(f"/nominations/{forged}/address").status_code == 404


def test_hidden_passages_stay_hidden_under_a_new_address(app):
    nomination, change = _asked_for_address()
    save(_mask(nomination))

    act(service.confirm_address, change)

    masks = db.session.scalars(db.select(Mask).filter_by(nomination_id=nomination.id)).all()
    assert {(mask.revision, mask.start, mask.end) for mask in masks} == {(1, 0, 5), (2, 0, 5)}


def test_going_back_to_the_old_address_forgets_the_new_one(client):
    nomination, _ = _asked_for_address()

    press(client, link_to(nomination, "/edit"), **fields_of(reload(nomination)))

    assert change_of(nomination) is None


def test_changing_the_words_keeps_a_new_address_that_waits(client):
    nomination, change = _asked_for_address()
    page = read(client, link_to(nomination, "/edit"))

    press(client, link_to(nomination, "/edit"), **fields_of(reload(nomination), story=BETTER, email=change.email))

    assert 'value="new@example.net"' in page
    assert change_of(nomination).public_id == change.public_id
    assert reload(nomination).written.story == BETTER


def test_an_unconfirmed_nomination_goes_to_its_new_address_and_gives_its_links_to_nobody_else(client, app):
    nomination = make_nomination(state=State.UNCONFIRMED, email="typo@example.org")
    before = link_to(nomination)

    answer = press(client, link_to(nomination, "/edit"), **fields_of(nomination, email="right@example.org"))

    assert answer.location.startswith("/nominate/sent?reference=")
    assert client.get(before).status_code == 404
    assert [letter["To"] for letter in sent_letters(app)] == ["right@example.org"]


def test_one_link_cannot_write_to_one_stranger_after_another(client):
    nomination = make_nomination(email="old@example.org")
    path = link_to(nomination, "/edit")

    answers = [
        press(client, path, **fields_of(nomination, email=f"stranger{number}@example.net")) for number in range(6)
    ]

    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert "stranger5@example.net" in answers[-1].get_data(as_text=True)


def test_no_letter_row_holds_an_address(client):
    _asked_for_address()

    letters = db.session.scalars(db.select(Letter)).all()

    assert len(letters) == 2
    assert not any("@" in f"{letter.subject}{letter.recipient}{letter.reason}" for letter in letters)


def test_keeping_the_address_stops_every_change_made_since(client):
    nomination, first = _asked_for_address()
    act(service.confirm_address, first)
    second = _ask_again(nomination, "second@example.net")
    act(service.confirm_address, second)
    _ask_again(nomination, "third@example.net")
    proofs = [f"/nominations/{token_for('address', each)}/address" for each in _ids_of(nomination)]
    keeps = [f"/nominations/{token_for('keep', each)}/keep" for each in _ids_of(nomination)]
    stolen = link_to(reload(nomination))

    answer = press(client, keeps[0])

    assert len(keeps) == 3
    assert reload(nomination).written.email == "old@example.org"
    assert [client.get(path).status_code for path in [*proofs, *keeps, stolen]] == [404] * 7
    assert "old@example.org" in read(client, answer.location)


def test_the_link_of_an_address_that_was_left_again_shows_nobody_the_way(client):
    nomination, first = _asked_for_address()
    proof = f"/nominations/{token_for('address', first.public_id)}/address"
    answer = press(client, proof)
    assert client.get(proof).location == answer.location

    act(service.confirm_address, _ask_again(nomination, "second@example.net"))

    assert client.get(proof).status_code == 404
    assert client.post(proof, data={"csrf_token": csrf(client, "/nominate")}).status_code == 404


def _ids_of(nomination):
    db.session.rollback()
    rows = db.select(AddressChange.public_id).filter_by(nomination_id=nomination.id).order_by(AddressChange.id)
    return list(db.session.scalars(rows))


def _ask_again(nomination, address):
    nomination = reload(nomination)
    writing = writing_of(nomination, email=address)
    number = nomination.revision_number
    act(service.edit, nomination, seen_revision=number, category_id=nomination.category_id, writing=writing)
    db.session.rollback()
    return db.session.scalar(db.select(AddressChange).filter_by(email=address))


def _asked_for_address():
    nomination = make_nomination(email="old@example.org")
    writing = writing_of(nomination, email="new@example.net")
    act(service.edit, nomination, seen_revision=1, category_id=nomination.category_id, writing=writing)
    return nomination, change_of(nomination)


def _mask(nomination):
    from app import clock

    return Mask(
        nomination_id=nomination.id,
        revision=1,
        start=0,
        end=5,
        kind="name",
        shown_as="[name hidden]",
        made_by_id=make_user().id,
        made_at=clock.now(),
    )
