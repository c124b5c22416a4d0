"""A first-time nominator: on a phone, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import State
from tests.make import make_category, sent_letters
from tests.nominations.walking import PHONE, STORY, fill, go_on, link_in, send

pytestmark = pytest.mark.browser


def confirm_by_letter(page, app):
    page.goto(link_in(sent_letters(app)[-1], "confirm"))
    page.get_by_role("button", name="Yes, I wrote this: confirm").click()


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_nominator_on_a_phone_gets_through(app, live_site, browser, javascript):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE, java_script_enabled=javascript).new_page()
    page.goto(f"{live_site}/nominate")

    fill(page)
    send(page)
    expect(page.locator("h1")).to_contain_text("Check your mail to confirm")
    confirm_by_letter(page, app)

    expect(page.locator("main")).to_contain_text("with our curators")
    assert only_nomination().state is State.SUBMITTED


def test_a_mistake_is_found_and_nothing_typed_is_lost(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{live_site}/nominate")
    fill(page)
    page.get_by_role("button", name="Change about you").click()
    page.get_by_label("Your email address").fill("ada@")

    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Enter your email address in the right format").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("ada@example.org")
    go_on(page, "Check your answers")
    send(page)

    assert only_nomination().written.story == STORY


def test_the_form_can_be_filled_by_keyboard_alone(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_page()
    page.goto(f"{live_site}/nominate")

    answer_by_keys(page, "company", "Brightline Broadband", "What is its website?")
    answer_by_keys(page, "website", "", "What do you want to honour?")
    answer_by_keys(page, "category", " ", "What happened?")
    answer_by_keys(page, "story", STORY, "How was it for you?")
    answer_by_keys(page, "feeling", " ", "About you")
    tab_to(page, "email")
    page.keyboard.type("ada@example.org")
    answer_by_keys(page, "consent", " ", "Check your answers")
    tab_to_button(page, "Send my nomination")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nominate/sent**")

    assert only_nomination().written.story == STORY


def answer_by_keys(page, name, keys, heading):
    """Reach a control, type or tick, go to Continue and press it."""
    tab_to(page, name)
    page.keyboard.press("Space") if keys == " " else page.keyboard.type(keys)
    tab_to_button(page, "Continue")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=heading).wait_for()


def tab_to(page, name):
    """Press Tab until the control of this name has the focus."""
    press_tab_until(page, f"document.activeElement.name === '{name}'", name)


def tab_to_button(page, words):
    press_tab_until(page, f"document.activeElement.textContent.trim() === '{words}'", words)


def press_tab_until(page, condition, what):
    for _ in range(60):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{what} cannot be reached by keyboard")


def test_enter_in_a_field_goes_on_and_never_back(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_page()
    page.goto(f"{live_site}/nominate")
    page.get_by_label("Which company is it?").fill("Brightline Broadband")
    go_on(page, "What is its website?")

    page.get_by_label("What is its website?").press("Enter")

    page.get_by_role("heading", level=1, name="What do you want to honour?").wait_for()


def test_a_double_click_sends_once(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_page()
    page.goto(f"{live_site}/nominate")
    fill(page)

    page.get_by_role("button", name="Send my nomination").dblclick()
    page.wait_for_url("**/nominate/sent**")

    assert only_nomination().revision_number == 1
