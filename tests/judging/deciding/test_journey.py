"""Two organisers from a computed result over a tie-break to published winners; a judge by keyboard, without scripts."""

import re

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from tests.judging.deciding.tied import REASON, make_tied
from tests.make import PASSWORD, make_user, reload

pytestmark = pytest.mark.browser


def signed_in(browser: Browser, site: str, user, **how) -> Page:
    page = browser.new_context(**how).new_page()
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(judge|organise)/"))
    return page


def open_tie(page: Page, room: str) -> None:
    page.goto(room)
    expect(page.get_by_role("heading", name="Too close to call")).to_be_visible()
    page.get_by_role("link", name="Ask the judges to compare them").click()
    page.get_by_role("button", name="Open the tie-break").click()
    expect(page.get_by_role("status")).to_contain_text("The tie-break is open")


def compare(page: Page, name: str) -> None:
    page.get_by_role("link", name="Compare them").press("Enter")
    page.get_by_role("radio", name=name).press("Space")
    page.get_by_role("button", name="Keep my choice").press("Enter")
    page.get_by_role("button", name=re.compile("Undo")).press("Enter")
    page.get_by_role("radio", name=name).press("Space")
    page.get_by_role("button", name="Keep my choice").press("Enter")
    page.get_by_role("button", name="Hand in").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("You have handed in")


def close_tie(page: Page, room: str) -> None:
    page.goto(f"{room}/tie")
    expect(page.get_by_text("1 of 2").first).to_be_visible()
    page.get_by_role("button", name="Close the tie-break now").click()
    expect(page.get_by_role("status")).to_contain_text("The tie-break is closed")


def propose(page: Page, room: str, name: str) -> None:
    page.goto(room)
    page.get_by_label("Award", exact=True).check()
    page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Citation").fill("They stay until it works.")
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Propose").click()
    expect(page.get_by_role("status")).to_contain_text("Proposed")


def sign(page: Page, room: str) -> None:
    page.goto(room)
    page.get_by_role("button", name="Sign this decision").click()
    expect(page.get_by_role("status")).to_contain_text("signed")


def announce(page: Page, site: str) -> None:
    page.goto(f"{site}/organise/announcement")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Announce now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your password, once more")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Announce now").click()
    expect(page.get_by_role("status")).to_contain_text("is announced")


def test_two_organisers_go_from_a_tie_to_published_winners(app, live_site, browser: Browser):
    made, second = make_tied(judges=2), make_user(role="organiser")
    name, season, category = made.entry.title, made.season, made.category
    room = f"{live_site}/organise/results/{season.slug}/{category.slug}"
    at_the_hour = reload(season).announced_at

    with time_machine.travel(at_the_hour, tick=True) as clock:
        first, other = (signed_in(browser, live_site, user) for user in (made.organiser, second))
        open_tie(first, room)
        compare(signed_in(browser, live_site, made.judge, java_script_enabled=False), name)
        close_tie(first, room)
        propose(first, room, name)
        sign(first, room)
        sign(other, room)
        clock.shift(11 * 60)
        announce(first, live_site)
        first.goto(f"{live_site}/winners/{season.slug}/{category.slug}")

        expect(first.get_by_text(REASON)).to_be_visible()
        expect(first.get_by_role("heading", name="The tie-break")).to_be_visible()
