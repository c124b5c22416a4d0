"""A curator keeps the register in order: without JavaScript, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.companies.register import make_register
from tests.make import PASSWORD

pytestmark = pytest.mark.browser


def sign_in(page, site, user):
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "login" not in url)


def test_a_curator_finds_merges_and_undoes_without_javascript(app, live_site, browser):
    made = make_register("AB")
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, made.curator)

    page.get_by_role("navigation", name="Curate").get_by_role("link", name="Companies").click()
    page.get_by_label("Find a company").fill("a.example")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="A Water").first.click()
    page.get_by_role("link", name="Merge with another company").click()
    page.get_by_label("Find the other one").fill("b-water")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="B Water").first.click()
    page.get_by_role("button", name="Merge into B Water").click()

    expect(page.get_by_text("A Water is merged into B Water. You can undo it on this page.")).to_be_visible()
    page.get_by_role("button", name="Undo the merge of A Water").click()
    expect(page.get_by_text("The merge is undone. A Water stands for itself again.")).to_be_visible()


def test_a_curator_adds_a_company_by_keyboard_alone(app, live_site, page):
    made = make_register("A")
    sign_in(page, live_site, made.curator)
    page.goto(f"{live_site}/curate/companies/new")

    page.get_by_label("Name", exact=True).focus()
    for words in ("Kettlebrook", "kettlebrook.example", "@kettlebrook"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Kettlebrook", level=1)).to_be_visible()
    expect(page.get_by_label("X handle")).to_have_value("@kettlebrook")
