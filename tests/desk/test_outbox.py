"""The outbox: why a letter is stuck, whom it goes to once somebody asks, and what can be done about many at once."""

import pytest

from app.correspondence.reasons import explain
from app.desk import service as desk_service
from app.errors import Refused
from app.extensions import db
from app.mail import sending
from app.mail import service as mail
from app.mail.models import Letter, LetterAttempt
from app.mail.rules import State
from app.web.actions import act
from tests.make import csrf, make_nomination, make_user, reload, sign_in
from tests.watch import every_row, recorded_verbs

NO_MAILBOX = "The mail server said 550: no such mailbox"


@pytest.fixture
def organiser(app):
    return make_user(role="organiser", email="olga@example.org")


@pytest.fixture
def desk(client, organiser):
    return sign_in(client, organiser)


def make_letter(state=State.QUEUED, *, purpose="invitation", subject="invitation:1", to="ada@example.org", reason=None):
    act(mail.queue_letter, purpose, subject=subject, to=to)
    letter = db.session.query(Letter).order_by(Letter.id.desc()).first()
    act(lambda: (setattr(letter, "state", state), setattr(letter, "reason", reason)))
    return letter


def page(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press(desk, path, **typed):
    return desk.post(path, data={"csrf_token": csrf(desk, "/organise/broadcasts/new"), **typed})


def test_letters_are_found_by_kind_and_by_an_address_that_stands_nowhere(desk):
    make_letter()
    make_letter(subject="invitation:2", to="bo@example.org")
    make_letter(purpose="new_password", subject="user:1")

    by_kind = page(desk, "/organise/mail?purpose=new_password")
    found = press(desk, "/organise/mail/find", address="BO@example.org")
    by_address = page(desk, found.location)

    assert "user:1" in by_kind
    assert "invitation:1" not in by_kind
    assert "bo@example.org" not in found.location
    assert "invitation:2" in by_address
    assert "invitation:1" not in by_address
    assert "bo@example.org" not in by_address


def test_an_address_is_shown_once_somebody_asks_and_the_log_keeps_that(desk):
    nomination = make_nomination(email="ada@example.org")
    letter = make_letter(purpose="nomination_asked", subject=f"nomination:{nomination.reference}")
    here = f"/organise/mail/{letter.message_id}"

    closed = page(desk, here)
    opened = press(desk, f"{here}/address").get_data(as_text=True)

    assert "ada@example.org" not in closed
    assert "ada@example.org" in opened
    assert recorded_verbs()[-1] == "address opened"
    assert "ada@" not in str(every_row()["audit_line"])


def test_a_letter_shows_each_attempt_and_erasing_takes_them(desk):
    nomination = make_nomination(email="ada@example.org")
    subject = f"nomination:{nomination.reference}"
    letter = make_letter(purpose="nomination_asked", subject=subject)
    claimed = act(sending.claim_next)
    act(sending.mark_refused, claimed, NO_MAILBOX)

    shown = page(desk, f"/organise/mail/{letter.message_id}")
    from app.mail.about import forget_letters

    act(forget_letters, [subject])

    assert shown.count(NO_MAILBOX) == 2
    assert "There is no such mailbox" in shown
    assert db.session.query(LetterAttempt).count() == 0


@pytest.mark.parametrize("state", [State.QUEUED, State.STUCK, State.REFUSED])
def test_a_letter_that_has_not_gone_can_be_stopped(desk, state):
    letter = make_letter(state)

    answer = press(desk, f"/organise/mail/{letter.message_id}/cancel")

    assert answer.status_code == 303
    assert (reload(letter).state, letter.reason) == (State.CANCELLED, mail.STOPPED)
    assert recorded_verbs()[-1] == "letter stopped"


@pytest.mark.parametrize("state", [State.SENT, State.SENDING, State.CANCELLED])
def test_a_letter_that_went_or_is_on_its_way_cannot_be_stopped(desk, state):
    letter = make_letter(state)

    assert press(desk, f"/organise/mail/{letter.message_id}/cancel").status_code == 409
    assert reload(letter).state is state


def test_all_that_share_a_reason_go_again_once_their_number_is_typed(desk):
    alike = [make_letter(State.STUCK, subject=f"invitation:{each}", reason=NO_MAILBOX) for each in (1, 2, 3)]
    other = make_letter(State.STUCK, subject="invitation:4", reason="The mail server said 554: spam")
    here = f"/organise/mail/{alike[1].message_id}/retry-alike"

    listed = page(desk, "/organise/mail?state=stuck")
    wrong = press(desk, here, count="2")
    right = press(desk, here, count="3")

    assert "3 letters: " + NO_MAILBOX in listed
    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "They are 3 letters now, and you confirmed 2" in wrong.get_data(as_text=True)
    assert {reload(each).state for each in alike} == {State.QUEUED}
    assert reload(other).state is State.STUCK


def test_trying_many_again_and_its_line_live_or_die_together(app, organiser):
    letter = make_letter(State.STUCK, reason=NO_MAILBOX)
    before = every_row()

    def refuse():
        desk_service.send_alike_again(letter, count=1, by=organiser)
        raise Refused("No.")

    with pytest.raises(Refused):
        act(refuse)

    assert every_row() == before


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NO_MAILBOX, "Check the address"),
        ("The mail server said 499: odd", "tried again by itself"),
        ("The mail server said 599: odd", "for good"),
        ("The mail server could not be used: ConnectionRefusedError.", "awards doctor"),
        ("It could not be written: KeyError.", "log"),
        ("something new", ""),
        (None, ""),
    ],
)
def test_a_reason_is_put_into_words(reason, words):
    assert words in explain(reason)
    assert words or not explain(reason)
