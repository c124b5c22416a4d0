"""A first-time nominator: on a phone, by keyboard, and without JavaScript."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import State
from tests.make import make_category, sent_letters

pytestmark = pytest.mark.browser
STORY = "My router failed the evening before a hospital call. Priya stayed on the line until it worked."
PHONE = {"width": 390, "height": 844}


def fill(page, address):
    page.goto(f"{address}/nominate")
    page.get_by_label("Which company is it?").fill("Brightline Broadband")
    page.get_by_label("Best self-service").check()
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_label("Relieved").check()
    page.get_by_label("Your email address").fill("ada@example.org")
    page.get_by_label("Judges and the company may read my story").check()


def confirm_by_letter(page, app):
    text = sent_letters(app)[-1].get_body(("plain",)).get_content()
    page.goto(re.search(r"http\S+/confirm", text).group())
    page.get_by_role("button", name="Yes, I wrote this: confirm").click()


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_nominator_on_a_phone_gets_through(app, live_site, browser, javascript):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE, java_script_enabled=javascript).new_page()

    fill(page, live_site)
    page.get_by_role("button", name="Send my nomination").click()
    assert "Check your mail to confirm" in page.locator("h1").inner_text()
    confirm_by_letter(page, app)

    assert "with our curators" in page.locator("main").inner_text()
    assert only_nomination().state is State.SUBMITTED


def test_a_mistake_is_found_and_nothing_typed_is_lost(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE).new_page()
    fill(page, live_site)
    page.get_by_label("Your email address").fill("ada@")

    page.get_by_role("button", name="Send my nomination").click()
    page.get_by_role("link", name="Enter your email address in the right format").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("ada@example.org")
    page.get_by_role("button", name="Send my nomination").click()

    assert "Check your mail to confirm" in page.locator("h1").inner_text()
    assert only_nomination().written.story == STORY


def test_the_form_can_be_filled_by_keyboard_alone(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_page()
    page.goto(f"{live_site}/nominate")

    for name, keys in [
        ("company", "Brightline Broadband"),
        ("category", " "),
        ("story", STORY),
        ("email", "ada@example.org"),
        ("consent", " "),
    ]:
        tab_to(page, name)
        page.keyboard.press("Space") if keys == " " else page.keyboard.type(keys)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nominate/sent**")

    assert only_nomination().written.story == STORY


def tab_to(page, name):
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_a_double_click_sends_once(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_page()
    fill(page, live_site)

    page.get_by_role("button", name="Send my nomination").dblclick()
    page.wait_for_url("**/nominate/sent**")

    assert only_nomination().revision_number == 1


def test_changing_ones_mind_takes_the_nomination_back(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE).new_page()
    fill(page, live_site)
    page.get_by_role("button", name="Send my nomination").click()
    page.wait_for_url("**/nominate/sent**")
    confirm_by_letter(page, app)

    page.get_by_role("button", name="Withdraw my nomination").click()
    page.get_by_role("button", name="Withdraw it").click()

    assert "It is withdrawn." in page.locator("main").inner_text()
    assert only_nomination().state is State.WITHDRAWN
