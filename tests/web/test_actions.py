import os
import threading

import pytest
from sqlalchemy import select, update

from app.companies.models import Company
from app.errors import Refused, Unavailable
from app.extensions import db
from app.web.actions import act, after_commit, is_conflict
from app.web.slots import TimeSlot
from tests.make import make_company, reload

WRITERS = 8
ROUNDS = 150 if os.environ.get("FULL") else 15


def count_up() -> int:
    number = db.session.scalar(select(TimeSlot.slot).where(TimeSlot.task == "counter"))
    db.session.execute(update(TimeSlot).where(TimeSlot.task == "counter").values(slot=TimeSlot.slot + 1))
    return number


def read_then_write() -> None:
    slot = db.session.scalar(select(TimeSlot).where(TimeSlot.task == "counter").with_for_update())
    db.session.execute(update(TimeSlot).where(TimeSlot.task == "counter").values(slot=slot.slot + 1))


@pytest.mark.slow
@pytest.mark.parametrize("verb", [count_up, read_then_write], ids=["one statement", "read then write"])
def test_no_update_is_lost_under_eight_concurrent_writers(app, verb):
    act(lambda: db.session.add(TimeSlot(task="counter", slot=0)))
    refused = []

    def write() -> None:
        with app.app_context():
            for _ in range(ROUNDS):
                try:
                    act(verb)
                except Unavailable as outage:
                    refused.append(outage)

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    db.session.rollback()
    counted = db.session.scalar(select(TimeSlot.slot).where(TimeSlot.task == "counter"))
    print(f"\n{WRITERS} writers, {WRITERS * ROUNDS} updates, {counted} counted, {len(refused)} refused")
    assert counted == WRITERS * ROUNDS - len(refused)
    assert not refused


def test_a_write_outside_an_action_is_refused(app):
    company = make_company()

    company.name = "Changed in a view"
    with pytest.raises(RuntimeError, match="only inside web"):
        db.session.flush()


def test_a_refused_action_leaves_nothing_behind(app):
    company = make_company("Acme")

    def rename_and_refuse() -> None:
        company.name = "Half done"
        db.session.flush()
        raise Refused("No.")

    with pytest.raises(Refused):
        act(rename_and_refuse)

    assert reload(company).name == "Acme"


def test_what_waits_for_the_commit_is_forgotten_when_the_action_fails(app):
    done = []

    def wake_and_refuse() -> None:
        after_commit(lambda: done.append("woken"))
        raise Refused("No.")

    with pytest.raises(Refused):
        act(wake_and_refuse)
    act(lambda: after_commit(lambda: done.append("later")))

    assert done == ["later"]


def test_an_action_sees_rows_as_they_are_now_not_as_they_were_read(app):
    company = make_company("Acme")
    with app.app_context():
        act(lambda: db.session.execute(update(Company).values(name="Renamed elsewhere")))

    assert act(lambda: company.name) == "Renamed elsewhere"


def test_a_conflict_is_tried_again_as_a_whole(app):
    tries = []

    def collide_once() -> str:
        tries.append(1)
        if len(tries) == 1:
            db.session.add(TimeSlot(task="same", slot=1))
            db.session.flush()
            db.session.expunge_all()
            db.session.add(TimeSlot(task="same", slot=1))
        db.session.flush()
        return "done"

    assert act(collide_once) == "done"
    assert len(tries) == 2


def test_an_ordinary_error_is_no_conflict():
    assert not is_conflict(ValueError("no"))
