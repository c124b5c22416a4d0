"""One decision about many: only what is obvious is accepted unread, and only what was on the list."""

import pytest

from app.errors import Refused
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.rules import State
from app.nominations.service import Choice
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_nomination, make_user, reload, sign_in


def known(story, *, recognises="company", **columns):
    company = make_company()
    category = make_category(recognises=recognises)
    return make_nomination(category=category, company_id=company.id, company_name=company.name, story=story, **columns)


def accept_unread(nomination, read="1:"):
    choice = Choice("accept")
    return act(service.decide, nomination, choice=choice, read=read, batch="a" * 10, by=make_user())


@pytest.mark.parametrize(
    "story",
    ["They rang me on +44 20 7946 0958 within the hour.", "I spoke to Jonas Weber, who fixed it."],
    ids=["phone", "name"],
)
def test_what_may_hold_personal_details_is_opened_first(app, story):
    nomination = known(story)

    with pytest.raises(Refused, match="personal details"):
        accept_unread(nomination)

    assert reload(nomination).state is State.SUBMITTED


def test_what_is_hidden_already_stands_in_nobodys_way(app):
    nomination = known("They rang me on +44 20 7946 0958 within the hour.")
    act(service.mask_passage, nomination, passage="+44 20 7946 0958", kind=MaskKind.PHONE, by=make_user())
    stamp = service.stamp_of(reload(nomination))

    accept_unread(nomination, read=f"1:{stamp}")

    assert reload(nomination).state is State.ACCEPTED


def test_a_nominee_whose_name_is_hidden_by_accepting_stands_in_nobodys_way(app):
    nomination = known("Priya Nair helped me for an hour.", recognises="person", nominee="Priya Nair")

    accept_unread(nomination)

    assert reload(nomination).state is State.ACCEPTED


@pytest.mark.parametrize("read", ["", "rubbish", ":", "-1:", "²:", "999999:"])
def test_nothing_is_decided_that_was_not_on_the_list(app, read):
    nomination = known("They stayed until it worked.")

    with pytest.raises(Refused, match="Open the list again"):
        accept_unread(nomination, read)

    assert reload(nomination).state is State.SUBMITTED


def test_before_many_are_decided_the_page_says_which_is_held_and_why(client):
    sign_in(client, make_user(role="curator"))
    plain = known("They stayed until it worked.")
    held = known("They rang back twice.", state=State.HELD, held_note="Ask Mina <first>.", signals=["near_copy"])
    read = [f"{each.reference}:1:" for each in (plain, held)]
    path = "/curate/nominations"

    page = client.post(f"{path}/bulk", data={"csrf_token": csrf(client, path), "action": "accept", "chosen": read})

    text = page.get_data(as_text=True)
    assert text.count("Held:") == 1
    assert "Ask Mina &lt;first&gt;. Somebody else sent nearly the same words." in text.partition(held.reference)[2]
