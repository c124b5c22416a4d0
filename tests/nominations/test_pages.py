"""The public form page by page, without scripts."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.steps import ASKED, Page
from app.web.actions import act
from tests.make import make_category
from tests.nominations.pages import STORY, open_form, walk_to_check


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def test_every_answer_given_page_by_page_is_stored(client):
    category = make_category()

    answer = walk_to_check(client, category.slug).press(None)

    written = only_nomination().written
    assert answer.status == 303
    assert answer.location == f"/nominate/sent?reference={only_nomination().reference}"
    assert (written.company_name, written.website, written.nominee) == (
        "Brightline Broadband",
        "brightline.example",
        "Priya",
    )
    assert (written.story, written.link) == (STORY, "https://example.org/post")
    assert (written.feeling, written.qualities) == ("relieved", ["attention", "resolution"])
    assert (written.solved, written.channel, written.relation) == ("first_contact", "phone", "customer")
    assert (written.name, written.email, written.show_name) == ("Ada Lovelace", "ada@example.org", False)


def test_nothing_is_stored_before_the_form_is_sent(client):
    walk_to_check(client, make_category().slug)

    assert db.session.scalar(select(func.count(Nomination.id))) == 0


def test_every_page_says_where_one_stands(client):
    sheet = walk_to_check(client, make_category().slug)

    assert sheet.heading == "Check your answers"
    assert "Step 6 of 6" in sheet.text
    assert "<title>Check your answers – " in sheet.text


@pytest.mark.parametrize("page", ["first", "next", "refused"])
def test_the_browser_may_keep_each_page_for_back(client, page):
    make_category()
    first = open_form(client)
    sheet = {"first": first, "next": first.go_on(company="Brightline"), "refused": first.go_on(company="")}[page]

    assert sheet.headers["Cache-Control"] == "private, no-cache"


def test_a_page_with_a_mistake_comes_back_and_asks_nothing_of_later_pages(client):
    make_category()

    sheet = open_form(client).go_on(company="")

    assert sheet.status == 422
    assert "<title>Error: " in sheet.text
    assert sheet.text.count("Enter the company&#39;s name") == 2
    assert "Tell us what happened" not in sheet.text


def test_back_never_checks_and_keeps_what_was_typed(client):
    category = make_category()
    sheet = open_form(client).go_on(company="Brightline Broadband").go_on(website="").go_on(category=category.slug)

    earlier = sheet.back(story="Short", link="no address")
    later = earlier.go_on()

    assert earlier.status == 200
    assert earlier.fields["category"] == [category.slug]
    assert later.fields["story"] == ["Short"]
    assert later.fields["link"] == ["no address"]


def test_back_from_what_to_honour_leads_to_the_website_of_a_new_company(client):
    make_category()
    sheet = open_form(client).go_on(company="Brightline Broadband").go_on(website="brightline.example")

    assert sheet.back().fields["website"] == ["brightline.example"]


def test_change_leads_back_to_the_answers(client):
    checked = walk_to_check(client, make_category().slug)

    page = checked.press("show-story")
    again = page.go_on(story=f"{STORY} Truly.")

    assert page.fields["story"] == [STORY]
    assert again.heading == "Check your answers"
    assert f"{STORY} Truly." in again.text
    again.press(None)
    assert only_nomination().written.story == f"{STORY} Truly."


def test_back_while_changing_leads_to_the_answers_and_a_mistake_is_found_at_sending(client):
    page = walk_to_check(client, make_category().slug).press("show-story")

    checked = page.back(story="Short")
    refused = checked.press(None)

    assert (checked.status, checked.heading) == (200, "Check your answers")
    assert (refused.status, refused.heading) == (422, "What happened?")
    assert refused.fields["story"] == ["Short"]
    assert refused.go_on(story=STORY).heading == "Check your answers"


def test_a_tick_taken_away_stays_away(client):
    page = walk_to_check(client, make_category().slug).press("show-felt")

    page.go_on(qualities=None).press(None)

    assert only_nomination().written.qualities == []


def test_a_page_reached_out_of_turn_leads_to_the_first_mistake(client):
    category = make_category()

    sheet = open_form(client).press("about", email="ada@example.org", consent="yes", category=category.slug)

    assert (sheet.status, sheet.heading) == (422, "Nominate somebody for great support")


@pytest.mark.parametrize("step", ["nonsense", "show-nonsense", "7", "another"])
def test_an_unknown_button_shows_the_first_page(client, step):
    make_category()

    assert open_form(client).press(step).heading == "Nominate somebody for great support"


@pytest.mark.parametrize("page", [page.value for page in Page if page is not Page.CHECK])
def test_a_dead_token_gives_the_same_page_back_whole(client, page):
    make_category()
    first = open_form(client)

    sheet = first.press(page, csrf_token="stale", company="Brightline", story=STORY, name="Ada", website="")

    assert sheet.status == 422
    assert "This page was open for a long time" in sheet.text
    assert STORY in sheet.text
    assert sheet.buttons[0] == page
    assert sheet.fields["csrf_token"] != ["stale"]


def test_back_needs_no_token(client):
    make_category()

    sheet = open_form(client).press("show-company", csrf_token=None, company="Brightline", story=STORY)

    assert sheet.status == 200
    assert sheet.fields["story"] == [STORY]


def test_a_page_from_a_foreign_site_is_refused(client):
    make_category()

    answer = client.post("/nominate", data={"step": "company"}, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403


def test_a_form_closed_while_writing_gives_the_story_back(client):
    category = make_category()
    sheet = walk_to_check(client, category.slug).press("show-story")

    with time_machine.travel(category.season.nominations_close_at + timedelta(minutes=31)):
        closed = sheet.go_on(story=f"{STORY} Truly.")

    assert closed.status == 422
    assert f"{STORY} Truly." in closed.text


def test_other_words_after_the_confirmation_come_back_with_a_reason(client):
    sheet = walk_to_check(client, make_category().slug)
    sheet.press(None)
    act(service.confirm, only_nomination())

    refused = sheet.press(None, story=f"{STORY} Truly.")

    assert (refused.status, refused.heading) == (409, "Check your answers")
    assert "has been confirmed already" in refused.text
    assert f"{STORY} Truly." in refused.text


@pytest.mark.parametrize(
    "words", ["\x00", "a\x00b", "\x1b[31m", "\u202e\u0000", "'; --", "%", "x" * 5000, "💐" * 300, " "]
)
@pytest.mark.parametrize("step", ["company", "choose", "show-choose", "show-check", "check", "about", None])
def test_odd_words_in_every_field_never_break_a_page(client, step, words):
    make_category()
    fields = {name: words for names in ASKED.values() for name in names} | {"ref": words, "submission_key": words}

    sheet = open_form(client).press(step, **fields, reference=words, returning=words)

    assert sheet.status in {200, 422}
