"""An organiser from invitations to a finished panel, on a phone and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accounts.steps import link_in
from tests.judging.rows import make_round
from tests.make import PASSWORD, sent_letters

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


def log_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/login?next=/organise/judges")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def invite(page: Page, name: str, email: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Email address").fill(email)
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("row", name=name)).to_be_visible()


def accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Accept and log in").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My entries")


def seat(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Judges an entry").fill("2")
    page.get_by_role("button", name="Save the panel").click()
    expect(page.get_by_role("status")).to_contain_text("was saved")


def test_an_organiser_goes_from_invitations_to_a_finished_panel(app, live_site, browser: Browser):
    made = make_round(entries=3, judges=2, assign=False)
    organiser = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    judge = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()

    log_in(organiser, live_site, made.organiser.email)
    invite(organiser, "Noa Levi", "noa@example.org")
    accept(judge, live_site + link_in(sent_letters(app)[-1], live_site))
    organiser.get_by_role("link", name="Assignments").click()
    organiser.get_by_role("link", name=f"Change the panel of {made.category.name}").click()
    seat(organiser, made.judge.name, "Noa Levi")
    organiser.get_by_role("link", name="Plan this category").click()
    expect(organiser.get_by_text("6 new assignments.")).to_be_visible()
    organiser.get_by_role("button", name="Ask 2 judges").click()

    expect(organiser.get_by_role("status")).to_contain_text("6 assignments made, with 2 letters, one a judge.")
    expect(organiser.get_by_text("Nothing to do: every entry has its judges.")).to_be_visible()
    asked = [letter for letter in sent_letters(app) if letter["Subject"] == "3 entries are waiting for you"]
    assert sorted(letter["To"] for letter in asked) == sorted(["noa@example.org", made.judge.email])
    judge.reload()
    for entry in made.entries:
        expect(judge.get_by_role("link", name=entry.title)).to_be_visible()
