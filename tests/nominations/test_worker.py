from datetime import timedelta

import time_machine

from app import clock
from app.audit.queries import list_lines
from app.extensions import db
from app.nominations import service
from app.nominations.models import AddressChange, MineRequest, Nomination
from app.nominations.rules import State
from app.nominations.service import Writing, expiring
from app.nominations.worker import keep_no_longer
from app.web.actions import act
from tests.make import make_category, make_nomination, reload

DAY = timedelta(days=1)


def after(days):
    return time_machine.travel(clock.now() + days * DAY, tick=False)


def test_what_nobody_confirmed_runs_out_after_three_days_and_is_empty_after_seven(app):
    nomination = make_nomination(state=State.UNCONFIRMED)

    with after(2):
        keep_no_longer()
        early = reload(nomination).state
    with after(3.1):
        keep_no_longer()
        expired = reload(nomination).state
    with after(7.1):
        done = keep_no_longer()

    assert (early, expired, reload(nomination).state) == (State.UNCONFIRMED, State.EXPIRED, State.ERASED)
    assert done["emptied"] == 1
    assert (nomination.written.story, nomination.written.email, nomination.identity) == (None, None, None)


def test_a_second_pass_finds_nothing_left_to_do(app):
    for state in (State.UNCONFIRMED, State.SUBMITTED, State.ACCEPTED):
        make_nomination(state=state)

    with after(8):
        first, second = keep_no_longer(), keep_no_longer()

    assert (first["expired"], first["emptied"]) == (1, 1)
    assert set(second.values()) == {0}


def test_what_was_confirmed_is_never_emptied_by_time(app):
    nominations = [make_nomination(state=state) for state in (State.SUBMITTED, State.REJECTED, State.ACCEPTED)]

    with after(400):
        keep_no_longer()

    assert all(reload(nomination).written.story for nomination in nominations)


def test_one_that_is_confirmed_while_the_pass_runs_is_let_be(app):
    nomination = make_nomination(state=State.SUBMITTED, email="ada@example.org")

    with after(8):
        done = act(expiring.expire, [nomination.id]) + act(expiring.empty, [nomination.id])

    assert done == 0
    assert reload(nomination).state is State.SUBMITTED


def test_each_nomination_that_runs_out_is_in_the_log(app):
    make_nomination(state=State.UNCONFIRMED)

    with after(8):
        keep_no_longer()

    assert [(line.verb, line.actor) for line in list_lines()][::-1] == [
        ("nomination expired", "worker"),
        ("nomination erased", "worker"),
    ]


def test_networks_are_forgotten_after_a_month(app):
    old, new = make_nomination(origin="a" * 16), make_nomination(origin="b" * 16)

    def age():
        db.session.execute(
            db.update(Nomination).where(Nomination.id == old.id).values(created_at=clock.now() - 31 * DAY)
        )

    act(age)
    keep_no_longer()

    assert (reload(old).origin, reload(new).origin) == (None, "b" * 16)


def test_lists_asked_for_are_forgotten_after_a_day(app):
    act(service.ask_for_list, "ada@example.org")

    with after(1.1):
        keep_no_longer()

    assert db.session.scalar(db.select(db.func.count()).select_from(MineRequest)) == 0


def test_a_new_address_that_nobody_proved_is_forgotten_after_three_days(app):
    nomination = make_nomination()
    writing = Writing(company_name="Brightline", story=nomination.written.story, email="new@example.net")
    act(service.edit, nomination, seen_revision=1, category_id=nomination.category_id, writing=writing)

    with after(3.1):
        keep_no_longer()

    assert db.session.scalar(db.select(db.func.count()).select_from(AddressChange)) == 0


def test_writing_again_and_again_keeps_nothing_unconfirmed_for_longer_than_a_week(app):
    category = make_category()
    send = {"submission_key": "k" * 20, "category_id": category.id}
    writing = {"company_name": "Brightline", "email": "ada@example.org"}
    act(service.submit, **send, writing=Writing(**writing, story="They stayed until it worked, all night."))
    nomination = db.session.scalars(db.select(Nomination)).one()

    with after(6):
        act(service.submit, **send, writing=Writing(**writing, story="They stayed until it worked, twice."))

    assert reload(nomination).confirm_until == nomination.created_at + 7 * DAY


def test_many_are_emptied_in_small_batches(app, monkeypatch):
    from app.nominations import worker

    monkeypatch.setattr(worker, "BATCH", 2)
    category = make_category()
    for _ in range(5):
        make_nomination(state=State.UNCONFIRMED, category=category)

    with after(8):
        done = keep_no_longer()

    assert (done["expired"], done["emptied"]) == (5, 5)
