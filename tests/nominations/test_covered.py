"""One letter and one button for all that an address waits to confirm, and nothing else."""

import re
from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.errors import Refused
from app.extensions import db
from app.mail import sending
from app.mail import service as mail
from app.mail.models import Letter
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.service import Writing
from app.nominations.views import confirming
from app.web.actions import act
from app.web.links import token_for
from tests.make import csrf, make_category, reload, sent_letters
from tests.nominations.pages import seen_on

ADA = "ada@example.org"


@pytest.fixture
def category(app):
    return make_category()


def nominate(category, company, email=ADA, key=None):
    writing = Writing(company_name=company, story=f"{company} stayed on the line until it worked.", email=email)
    key = key or f"key-of-{company.lower()}-and-{email.partition('@')[0]}"
    reference = act(service.submit, submission_key=key, category_id=category.id, writing=writing)
    return db.session.query(Nomination).filter_by(reference=reference).one()


def later(minutes):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes))


def link_to(nomination, tail=""):
    return f"/nominations/{token_for('confirm', nomination.reference, nomination.generation)}/confirm{tail}"


def press(client, path, **fields):
    return client.post(path, data={"csrf_token": csrf(client, path), "seen": seen_on(client, path), **fields})


def states(*nominations):
    return [reload(each).state for each in nominations]


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def test_the_first_letter_goes_at_once_and_later_ones_go_together_after_ten_minutes(app, category):
    for company in ("Acme", "Brightline", "Cloudy"):
        nominate(category, company)
        sent_letters(app)
    at_once = len(sent_letters(app))
    with later(9):
        soon = len(sent_letters(app))
    with later(11):
        together = sent_letters(app)

    assert (at_once, soon, len(together)) == (1, 1, 2)
    assert together[0]["Subject"] == "Please confirm your nomination of Acme"
    assert together[1]["Subject"] == "Please confirm your 3 nominations"
    assert all(f"\n\n{company}, " in text_of(together[1]) for company in ("Acme", "Brightline", "Cloudy"))
    assert text_of(together[1]).count("\n\nWhat you wrote\n") == 3
    assert {each.state for each in db.session.query(Letter)} == {"sent"}


def test_one_button_confirms_all_that_the_letter_lists(app, client, category):
    all_three = [nominate(category, company) for company in ("Acme", "Brightline", "Cloudy")]
    letter = text_of(sent_letters(app)[0])
    path = letter.split("http://localhost", 1)[1].split()[0]

    page = client.get(path).get_data(as_text=True)
    answer = press(client, path)

    assert all(each.written.story in page for each in all_three)
    assert answer.status_code == 303
    assert states(*all_three) == [State.SUBMITTED] * 3
    assert "your 3 nominations count" in client.get(answer.location).get_data(as_text=True)


def test_what_the_reader_did_not_write_is_left_out(client, category):
    foreign, own = nominate(category, "Acme"), nominate(category, "Brightline")

    press(client, link_to(own), not_mine=foreign.reference)

    assert states(foreign, own) == [State.UNCONFIRMED, State.SUBMITTED]


def test_a_link_covers_no_other_address_even_of_the_same_person(client, category):
    plus = nominate(category, "Acme", email="ada+news@example.org")
    other = nominate(category, "Brightline", email="bob@example.org")
    own = nominate(category, "Cloudy")

    press(client, link_to(own))

    assert states(plus, other, own) == [State.UNCONFIRMED, State.UNCONFIRMED, State.SUBMITTED]


def test_a_link_covers_nothing_that_was_sent_or_rewritten_after_its_own(client, category):
    rewritten, own = nominate(category, "Acme"), nominate(category, "Brightline")
    newer = nominate(category, "Cloudy")
    nominate(category, "Something else", key="key-of-acme-and-ada")

    press(client, link_to(own))

    assert states(rewritten, own, newer) == [State.UNCONFIRMED, State.SUBMITTED, State.UNCONFIRMED]


def test_each_nomination_can_be_confirmed_alone_by_its_own_link(client, category):
    older, own = nominate(category, "Acme"), nominate(category, "Brightline")

    press(client, link_to(own, "?alone=yes"))

    assert states(older, own) == [State.UNCONFIRMED, State.SUBMITTED]


def test_the_links_of_the_others_live_on_when_the_newest_moves_to_another_address(app, client, category):
    own = nominate(category, "Acme")
    moving = nominate(category, "Brightline")
    letter = text_of(sent_letters(app)[0])
    nominate(category, "Brightline", email="other@example.org", key="key-of-brightline-and-ada")
    paths = re.findall("http://localhost(/nominations/.*)", letter)

    answers = {path: client.get(path).status_code for path in paths}
    alone = next(path for path in paths if own.reference in path)
    press(client, alone)

    assert sorted(answers.values()) == [200, 404, 404]
    assert states(own, moving) == [State.SUBMITTED, State.UNCONFIRMED]


def test_what_ran_out_is_not_covered(client, category):
    with later(-60 * 71):
        old = nominate(category, "Acme")
    own = nominate(category, "Brightline")
    with later(120):
        press(client, link_to(own))

    assert states(old, own) == [State.UNCONFIRMED, State.SUBMITTED]


def test_a_letter_that_was_joined_goes_alone_when_the_one_it_travelled_in_is_cancelled(app, category):
    nominate(category, "Zero")
    sent_letters(app)
    leader, other = nominate(category, "Acme"), nominate(category, "Brightline")
    with later(11):
        claimed = act(sending.claim_next)
        act(mail.cancel_letters, "nomination_confirm", subject=f"nomination:{leader.reference}")
        letters = sent_letters(app)

    assert claimed.joined == (f"nomination:{other.reference}",)
    assert other.written.company_name in text_of(letters[-1])
    assert len(letters) == 2


def test_sixty_are_confirmed_twenty_at_a_press_each_on_its_own_and_nobody_is_lost(client, category, monkeypatch):
    all_sixty = [nominate(category, f"Company {number:02}") for number in range(60)]
    path, left, acts = link_to(all_sixty[-1]), [], []
    monkeypatch.setattr(confirming, "act", lambda verb, *given: acts.append(verb) or act(verb, *given))

    for _ in range(3):
        left += re.findall(r"(\d+) remain", client.get(path).get_data(as_text=True)) or ["none"]
        path = press(client, path).location

    assert left == ["40", "20", "none"]
    assert len(acts) == 60
    assert states(*all_sixty) == [State.SUBMITTED] * 60


def test_what_was_ticked_on_one_page_is_not_shown_again_on_the_next(client, category):
    everything = [nominate(category, f"Company {number:02}") for number in range(22)]
    path = link_to(everything[-1])

    following = press(client, path, not_mine=[each.reference for each in everything[:20]]).location
    press(client, following)

    assert states(*everything) == [State.UNCONFIRMED] * 20 + [State.SUBMITTED] * 2


def test_nothing_is_confirmed_that_its_reader_did_not_see(client, category):
    older, own = nominate(category, "Acme"), nominate(category, "Brightline")
    path = link_to(own)
    seen = seen_on(client, path)
    nominate(category, "Foul words", key="key-of-acme-and-ada")
    nominate(category, "Brightline Foul", key="key-of-brightline-and-ada")

    answer = client.post(path, data={"csrf_token": csrf(client, path), "seen": seen})
    text = answer.get_data(as_text=True)

    assert answer.status_code == 409
    assert "has changed since you opened this page" in text
    assert "Brightline Foul" in text
    assert states(older, own) == [State.UNCONFIRMED] * 2


def test_one_rewritten_meanwhile_waits_and_the_others_count(client, category):
    older, other, own = (nominate(category, company) for company in ("Acme", "Cloudy", "Brightline"))
    path = link_to(own)
    seen = seen_on(client, path)
    nominate(category, "Foul words", key="key-of-acme-and-ada")

    answers = [client.post(path, data={"csrf_token": csrf(client, path), "seen": seen}) for _ in range(2)]

    assert [each.status_code for each in answers] == [409, 409]
    assert states(older, other, own) == [State.UNCONFIRMED, State.SUBMITTED, State.UNCONFIRMED]
    press(client, path)
    assert states(older, own) == [State.UNCONFIRMED, State.SUBMITTED]


def test_a_page_that_lists_nothing_confirms_nothing(client, category):
    own = nominate(category, "Acme")

    assert client.post(link_to(own), data={"csrf_token": csrf(client, link_to(own))}).status_code == 409
    assert states(own) == [State.UNCONFIRMED]


def test_a_nomination_that_nobody_confirmed_is_rewritten_twenty_times_at_most(category):
    nomination = nominate(category, "Company 1", key="key-of-the-same-form")
    for number in range(2, 21):
        nominate(category, f"Company {number}", key="key-of-the-same-form")

    with pytest.raises(Refused, match="changed this nomination very often"):
        nominate(category, "Company 21", key="key-of-the-same-form")

    assert reload(nomination).revision_number == 20
