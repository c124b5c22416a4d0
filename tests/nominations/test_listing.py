import os
import time
from statistics import median

import pytest
import time_machine

from app.extensions import db
from app.mail.models import Letter
from app.mail.worker import deliver_due
from app.nominations.models import MineRequest
from app.nominations.rules import State
from app.nominations.service.sending import identity_hash
from app.web.actions import act
from app.web.links import token_for
from tests.make import csrf, make_nomination, reload, sent_letters
from tests.nominations.private import link_to, press, read
from tests.watch import counted_statements

PATH = "/nominations/mine"
FULL = bool(os.environ.get("FULL"))


def known(email, **columns):
    """Make a nomination that is counted under its own address."""
    nomination = make_nomination(email=email, **columns)

    def write():
        nomination.identity = identity_hash(email)

    act(write)
    return nomination


def ask(client, email):
    return press(client, PATH, email=email)


def test_every_address_gets_the_same_answer(client):
    known("ada@example.org")

    answers = [ask(client, email) for email in ("ada@example.org", "nobody@example.org")]
    pages = [client.get(answer.location) for answer in answers]

    assert {answer.status_code for answer in answers} == {303}
    assert answers[0].location == answers[1].location
    assert pages[0].data == pages[1].data


def test_the_same_rows_are_written_for_a_known_and_for_an_unknown_address(client):
    known("ada@example.org")
    db.session.rollback()

    ask(client, "ada@example.org")
    ask(client, "nobody@example.org")

    assert db.session.scalar(db.select(db.func.count()).select_from(MineRequest)) == 2
    rows = db.session.scalars(db.select(Letter).filter_by(purpose="nomination_mine")).all()
    assert [(row.state, row.tries) for row in rows] == [("queued", 0)] * 2
    assert not any("@" in str(vars(row)) for row in rows)


def test_no_letter_leaves_for_an_unknown_address(client, app):
    ask(client, "nobody@example.org")

    assert sent_letters(app) == []
    assert db.session.scalars(db.select(Letter.state)).one() == "cancelled"


def test_the_letter_opens_a_list_of_all_of_the_addresss_nominations(client, app):
    first, second = known("ada@example.org"), known("Ada@Example.org", state=State.WITHDRAWN)
    folded, stranger = known("ada+tag@example.org"), known("eve@example.org")

    ask(client, "ada@example.org")
    page = read(client, link_in(sent_letters(app)[0]))

    assert link_to(first) in page
    assert link_to(second) in page
    assert link_to(folded) not in page
    assert link_to(stranger) not in page


def test_the_link_of_the_list_runs_out_after_a_day(client, app):
    known("ada@example.org")
    ask(client, "ada@example.org")
    path = link_in(sent_letters(app)[0])

    with time_machine.travel(reload(db.session.scalars(db.select(MineRequest)).one()).asked_at) as clock:
        clock.shift(24 * 3600 + 1)
        answer = client.get(path)

    assert answer.status_code == 404


@pytest.mark.parametrize("purpose", ["status", "confirm", "unsubscribe"])
def test_a_list_opens_by_its_own_link_only(client, purpose):
    known("ada@example.org")
    ask(client, "ada@example.org")
    wish = db.session.scalars(db.select(MineRequest)).one()

    assert client.get(f"{PATH}/{token_for(purpose, wish.public_id)}").status_code == 404
    assert client.get(f"{PATH}/{token_for('mine', wish.public_id)}").status_code == 200


def test_three_letters_in_six_hours_and_then_the_same_page_without_one(client):
    known("ada@example.org")

    answers = [ask(client, email) for email in ["ada@example.org"] * 4 + ["ADA@example.org"]]

    assert {answer.location for answer in answers} == {answers[0].location}
    assert db.session.scalar(db.select(db.func.count()).select_from(Letter)) == 3


def test_a_network_that_asks_for_many_addresses_has_to_wait(client):
    answers = [ask(client, f"somebody{number}@example.org") for number in range(31)]

    assert [answer.status_code for answer in answers] == [303] * 30 + [429]
    assert answers[-1].headers["Retry-After"]


def test_a_mistyped_address_comes_back(client):
    answer = ask(client, "not an address")

    assert answer.status_code == 422
    assert "not an address" in answer.get_data(as_text=True)


@pytest.mark.slow
@pytest.mark.alone
def test_the_time_tells_nothing_either(client, app):
    known("ada@example.org")
    token = csrf(client, PATH)
    times = {"ada@example.org": [], "nobody@example.org": []}

    for _ in range(30 if FULL else 3):
        for email, taken in times.items():
            app.extensions["counters"].reset()
            begin = time.perf_counter()
            client.post(PATH, data={"csrf_token": token, "email": email})
            taken.append(time.perf_counter() - begin)

    ours, theirs = (median(taken) * 1000 for taken in times.values())
    print(f"\nknown {ours:.1f} ms, unknown {theirs:.1f} ms")
    assert not FULL or abs(ours - theirs) <= 5


def test_the_same_statements_are_run_for_a_known_and_for_an_unknown_address(client):
    known("ada@example.org")
    ask(client, "somebody@example.org")

    with counted_statements() as ours:
        ask(client, "ada@example.org")
    with counted_statements() as theirs:
        ask(client, "nobody@example.org")

    assert ours == theirs != []


def link_in(letter):
    text = letter.get_body(("plain",)).get_content()
    return next(line for line in text.splitlines() if PATH in line).removeprefix("http://localhost")


def test_deliveries_of_lists_are_paced(client, app):
    known("ada@example.org")
    for _ in range(3):
        ask(client, "ada@example.org")

    assert deliver_due() == 1
