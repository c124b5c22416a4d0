"""Nominators who change their mind, lose their session, come by a reply, or go back by their browser."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.companies import service as companies
from app.extensions import db
from app.nominations.models import Nomination
from app.programme.models import Category
from app.web.actions import act
from tests.listening.rows import make_sent
from tests.make import make_category, make_entry, make_nomination, make_user
from tests.nominations.walking import PHONE, STORY, fill, go_on, leave_address, name_company, send, tell

pytestmark = pytest.mark.browser


@pytest.fixture
def page(app, live_site, browser):
    """Open the form on a phone."""
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{live_site}/nominate")
    return page


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def back(page, heading):
    page.get_by_role("button", name="Back").click()
    page.get_by_role("heading", level=1, name=heading).wait_for()


def test_changing_ones_mind_by_back_and_by_change(page):
    make_category(season=make_category().season, name="Best recovery")
    fill(page)

    page.get_by_role("button", name="Change what happened").click()
    page.get_by_label("What happened?").fill("Short")
    back(page, "Check your answers")
    page.get_by_role("button", name="Change what happened").click()
    expect(page.get_by_label("What happened?")).to_have_value("Short")
    page.get_by_label("What happened?").fill("Sam came at night and mended the cable in the rain.")
    go_on(page, "Check your answers")
    page.get_by_role("button", name="Change about you").click()
    page.get_by_label("Your email address").fill("ada.lovelace@example.org")
    go_on(page, "Check your answers")
    send(page)

    written = only_nomination().written
    assert (written.story, written.email) == (
        "Sam came at night and mended the cable in the rain.",
        "ada.lovelace@example.org",
    )
    assert written.feeling == "relieved"


def test_the_browsers_own_back_finds_the_story_again(page):
    name_company(page, "Brightline Broadband")
    tell(page, "Best self-service", STORY)

    page.go_back()

    expect(page.get_by_label("What happened?")).to_have_value(STORY)


def test_a_session_that_expires_midway_costs_one_press(page):
    name_company(page, "Brightline Broadband")
    page.get_by_label("Best self-service").check()
    go_on(page, "What happened?")
    page.get_by_label("What happened?").fill(STORY)
    page.context.clear_cookies()

    page.get_by_role("button", name="Continue").click()
    page.get_by_text("This page was open for a long time").wait_for()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    go_on(page, "How was it for you?")
    go_on(page, "About you")
    leave_address(page, "ada@example.org")
    go_on(page, "Check your answers")
    send(page)

    assert only_nomination().written.story == STORY


def test_arriving_from_a_reply_the_company_is_known_already(page, live_site):
    act(companies.register, name="Brightline Broadband", website="https://brightline.example", by="test")
    _, outreach = make_sent(make_user(), text="Brightline Broadband rang back at night and fixed it. Wow!")

    page.goto(f"{live_site}/n/{outreach.code}")
    expect(page.get_by_label("Which company is it?")).to_have_value("Brightline Broadband")
    go_on(page, "What do you want to honour?")
    tell(page, "Best self-service", STORY)
    expect(page.get_by_label("Phone")).to_be_checked()
    go_on(page, "About you")
    leave_address(page, "ada@example.org")
    go_on(page, "Check your answers")
    send(page)

    nomination = only_nomination()
    assert nomination.outreach_code == outreach.code
    assert nomination.company.name == "Brightline Broadband"


def test_a_company_is_chosen_while_typing(page):
    act(companies.register, name="Brightline Broadband", website="https://brightline.example", by="test")

    page.get_by_label("Which company is it?").press_sequentially("Brightl", delay=30)
    page.get_by_role("option", name="Brightline Broadband").click()
    go_on(page, "What do you want to honour?")

    expect(page.locator("[name=company_id]")).to_have_value("brightline-broadband")


def test_a_company_is_chosen_without_scripts(page, live_site, browser):
    act(companies.register, name="Brightline Broadband", website="https://brightline.example", by="test")
    plain = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(f"{live_site}/nominate")

    plain.get_by_label("Which company is it?").fill("Brigthline Broadband")
    go_on(plain, "Which of these is it?")
    plain.get_by_label("Brightline Broadband", exact=True).check()
    go_on(plain, "What do you want to honour?")

    expect(plain.locator("[name=company]")).to_have_value("Brightline Broadband")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_another_one_keeps_name_and_address(page, live_site, browser, javascript):
    page = browser.new_context(viewport=PHONE, java_script_enabled=javascript).new_page()
    page.goto(f"{live_site}/nominate")
    fill(page)
    send(page)

    page.get_by_role("button", name="Nominate another").click()
    name_company(page, "Fibreworks")
    tell(page, "Best self-service", "They mended the cable at night, in the rain.")
    go_on(page, "About you")
    expect(page.get_by_label("Your email address")).to_have_value("ada@example.org")
    page.get_by_label("Judges and the company may read my story").check()
    go_on(page, "Check your answers")
    send(page)

    db.session.rollback()
    assert db.session.scalar(select(func.count(Nomination.id))) == 2


def test_a_wrong_address_is_corrected_on_the_page_after_sending(page):
    fill(page)
    send(page)

    page.get_by_text("Was the address wrong?").click()
    page.get_by_label("The right email address").fill("ada@right.example")
    page.get_by_role("button", name="Send the letter there").click()
    page.get_by_text("The address is corrected").wait_for()

    assert only_nomination().written.email == "ada@right.example"


def test_a_story_is_seconded_in_ones_own_words(page, live_site):
    category = db.session.scalars(select(Category)).one()
    entry = make_entry(category=category, company=act(companies.register, name="Fibreworks", by="test"))
    told = make_nomination(state="accepted", entry=entry)
    page.goto(f"{live_site}/stories/{told.story_id}")

    page.get_by_role("button", name="I was helped by them too").click()
    page.get_by_label("What happened?").fill(STORY)
    go_on(page, "How was it for you?")
    go_on(page, "About you")
    leave_address(page, "ada@example.org")
    go_on(page, "Check your answers")
    send(page)

    db.session.rollback()
    second = db.session.scalars(select(Nomination).order_by(Nomination.id.desc())).first()
    assert (second.company_id, second.category_id) == (entry.company_id, category.id)
    assert second.written.story == STORY
