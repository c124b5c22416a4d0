"""An organiser's first evening: log in, make a season, say who runs the awards, invite a judge who accepts."""

import re

import pytest
from playwright.sync_api import expect

from app.extensions import db
from app.programme.models import Season
from tests.accounts.steps import link_in
from tests.look.leaving import leaving
from tests.make import PASSWORD, make_user, sent_letters

pytestmark = pytest.mark.browser
DAYS = {
    "nominations_open_on": (1, 3, 2027),
    "nominations_close_on": (31, 3, 2027),
    "judging_opens_on": (10, 4, 2027),
    "judging_closes_on": (30, 4, 2027),
    "announced_on": (10, 5, 2027),
}


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


def fill_days(page):
    for name, parts in DAYS.items():
        boxes = page.locator(f'input[name="{name}"]')
        expect(boxes).to_have_count(len(parts))
        for place, part in enumerate(parts):
            boxes.nth(place).fill(str(part))


def log_in(page, site, user):
    page.goto(f"{site}/organise/seasons")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_an_organiser_makes_a_season_and_a_judge_comes_in(app, live_site, page):
    log_in(page, live_site, make_user(role="organiser", name="Olga Organiser"))
    page.get_by_role("button", name="Add the first season").click()
    page.get_by_label("Name").fill("Helping Hands 2027")
    page.get_by_role("button", name="Save the season").click()
    page.get_by_role("link", name="Enter the first day of judging").click()
    page.get_by_label("Address").fill("2027")
    page.get_by_label("Time zone").select_option("Europe/Sofia")
    fill_days(page)
    page.get_by_role("button", name="Save the season").click()
    page.get_by_role("heading", name="Helping Hands 2027").wait_for()
    page.get_by_role("button", name="Add a category").click()
    page.get_by_label("Name").fill("Best chat")
    page.get_by_label("Address").fill("best-chat")
    page.get_by_label("A team within a company").check()
    page.get_by_label("The question nominators answer").fill("Who chats well?")
    with leaving(page):
        page.get_by_role("button", name="Save the category").click()
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

    assert db.session.query(Season).one().categories[0].name == "Best chat"
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
