"""To whom a letter to many goes: each person once, nobody who wants none or has left, and the judges who are meant."""

import pytest

from app.correspondence.queries.audiences import list_recipients
from app.correspondence.rules import Audience
from app.errors import Refused
from app.judging.models import PanelMember
from app.mail import service as mail
from app.web.actions import act
from tests.correspondence.test_broadcasts import make_draft, send
from tests.judging.rows import make_round
from tests.make import make_category, make_nomination, make_season, make_user, reload, save, sent_letters


@pytest.fixture
def category(app):
    return make_category(season=make_season())


def test_one_person_is_one_by_address_and_by_identity_and_refuses_for_both(app, category, organiser):
    rows = [make_nomination(category=category, email=f"{name}@example.org") for name in ("ada", "ada2", "bo", "bo")]
    act(mail.refuse_news, "ada2@example.org")

    def one_and_the_same():
        rows[1].identity = rows[0].identity
        rows[3].identity = "another"

    act(one_and_the_same)

    broadcast = make_draft(category, organiser)
    newest = f"nomination:{reload(rows[3]).reference}/{broadcast.public_id}"
    assert list_recipients(broadcast) == {"bo@example.org": newest}


def test_a_letter_to_nobody_is_not_sent(app, category, organiser):
    with pytest.raises(Refused, match="nobody"):
        send(make_draft(category, organiser), organiser, 0)


def test_a_judge_who_left_after_sending_gets_no_letter(app, category, organiser):
    stays, leaves = (make_user(role="judge", email=f"{name}@example.org") for name in ("stays", "leaves"))
    send(make_draft(category, organiser, Audience.JUDGES), organiser, 2)
    act(lambda: setattr(leaves, "is_active", False))

    assert [letter["To"] for letter in sent_letters(app)] == [stays.email]


def test_where_a_category_has_its_panel_only_the_panel_and_whoever_was_asked_is_written_to(app, organiser):
    made = make_round(judges=2)
    seated, asked = make_user(role="judge"), made.judges
    make_user(role="judge")
    everybody = set(list_recipients(make_draft(made.category, organiser, Audience.JUDGES)))
    save(PanelMember(category_id=made.category.id, judge_id=seated.id))

    found = set(list_recipients(make_draft(made.category, organiser, Audience.JUDGES)))

    assert len(everybody) == 4
    assert found == {judge.email for judge in (seated, *asked)}
