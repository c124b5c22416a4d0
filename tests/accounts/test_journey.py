"""An organiser's first evening: log in, open a season, say who runs the awards, invite a judge who accepts."""

import re

import pytest
from playwright.sync_api import expect

from app import clock
from app.extensions import db
from app.programme.models import Season
from app.programme.rules import opening_at
from tests.accounts.steps import link_in
from tests.look.leaving import leaving
from tests.make import PASSWORD, make_user, sent_letters

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


def log_in(page, site, user):
    page.goto(f"{site}/organise/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def turn(page, heading):
    """Go on, and wait for the next page of the wizard."""
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def open_season(page):
    """Answer the wizard, which opens nominations today."""
    page.get_by_role("button", name="Begin a season").click()
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_label("Name").fill("")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Enter a name").click()
    page.get_by_label("Name").fill("Helping Hands")
    turn(page, "When is what?")
    boxes, today = page.locator('input[name="nominations_open_on"]'), clock.now().date()
    for place, part in enumerate((today.day, today.month, today.year)):
        boxes.nth(place).fill(str(part))
    turn(page, "What is honoured?")
    page.get_by_label("Support hero").uncheck()
    turn(page, "What is it judged by?")
    turn(page, "Who works on it?")
    turn(page, "Check the season")
    page.get_by_role("button", name="Make the season").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Helping Hands")


def test_an_organiser_alone_opens_a_season_and_a_judge_comes_in(app, live_site, page):
    log_in(page, live_site, make_user(role="organiser", name="Olga Organiser"))
    open_season(page)
    page.get_by_role("link", name="Site").click()
    page.get_by_label("Who runs them").fill("Hands Ltd")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Run by Hands Ltd").wait_for()
    page.get_by_role("link", name="People").click()
    page.get_by_label("Email address").fill("jo@example.org")
    page.get_by_label("Judge").check()
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_text("An invitation is on its way to jo@example.org.").wait_for()
    with leaving(page):
        page.get_by_role("button", name="Log out").click()

    link = link_in(sent_letters(app)[0], live_site)
    page.goto(f"{live_site}{link}")
    page.get_by_label("Your name").fill("Jo Judge")
    page.get_by_label("Choose a password").fill("another five quiet words")
    page.get_by_role("button", name="Accept and log in").click()
    page.get_by_role("heading", name="The judges’ code of conduct").wait_for()
    page.get_by_label("I have read the code and will keep it").check()
    page.get_by_role("button", name="Accept the code").click()
    page.get_by_role("heading", name="My entries").wait_for()

    season = db.session.query(Season).one()
    assert opening_at(season, clock.now()).shows_nominating
    assert len(season.categories) == 4
    expect(page).to_have_url(re.compile(f"^{live_site}/judge/"))


def press(page, name, *keys):
    """Walk with the tab key until the named control has the focus, then type."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and name in (
            focused.get_attribute("aria-label") or focused.get_attribute("name") or focused.inner_text()
        ):
            break
    else:
        raise AssertionError(f"The tab key does not reach {name}.")
    for key in keys:
        page.keyboard.press(key) if key in {"Enter", "Space", "ArrowDown"} else page.keyboard.type(key)


def test_an_organiser_invites_a_judge_by_keyboard_alone(app, live_site, page):
    user = make_user(role="organiser", name="Olga Organiser")
    page.goto(f"{live_site}/organise/people/")

    press(page, "email", user.email)
    press(page, "password", PASSWORD, "Enter")
    page.get_by_role("heading", name="People").wait_for()
    press(page, "email", "jo@example.org")
    press(page, "role", "ArrowDown", "ArrowDown", "Space")
    press(page, "Send the invitation", "Enter")

    page.get_by_text("An invitation is on its way to jo@example.org.").wait_for()
