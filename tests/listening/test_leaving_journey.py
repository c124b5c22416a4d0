"""Somebody follows the link in a reply, asks why they got it, and asks not to be contacted; no script needed."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.listening.rules import MentionState
from tests.listening.rows import make_mention, make_sent
from tests.look.walk import list_violations
from tests.make import make_category, make_user, reload


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a browser of somebody who was never here."""
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_an_author_asks_not_to_be_contacted(app: Flask, live_site: str, visitor: Page) -> None:
    make_category()
    _, outreach = make_sent(make_user(), author_id="7")
    waiting = make_mention(author_id="7")

    visitor.goto(f"{live_site}/n/{outreach.code}")
    visitor.get_by_role("link", name="Why did I get this link?").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Why did I get this?")
    visitor.get_by_role("button", name="Do not contact me again").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Do not contact me again")
    visitor.get_by_role("button", name="Do not contact me again").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("We will not write to you again")

    assert reload(waiting).state is MentionState.GONE


@pytest.mark.browser
def test_by_keyboard_alone_everything_is_erased_and_the_word_taken_back(app: Flask, live_site: str, page: Page) -> None:
    mention, outreach = make_sent(make_user(), author_id="7")

    page.goto(f"{live_site}/n/{outreach.code}/stop")
    tab_to(page, "erase")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What we held of them is erased")).to_be_visible()
    tab_to(page, "action")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Taken back")
    assert reload(mention).text == ""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a field of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('name')") == name:
            return
    raise AssertionError(f"{name} cannot be reached")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")], ids=["wide", "dark"])
def test_both_pages_are_accessible(app: Flask, live_site: str, page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)

    found = []
    for name in ("why", "stop", "stop?said=undone"):
        page.goto(f"{live_site}/n/abcdefghij/{name}")
        found += list_violations(page)

    assert found == []
