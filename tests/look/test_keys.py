"""Shortcuts score and walk, stay out of the way of typing, and can be switched off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.look.sheet import serve_sheet

pytestmark = pytest.mark.browser


@pytest.fixture
def sheet(page: Page) -> Iterator[Page]:
    with serve_sheet() as server:
        page.goto(server.address)
        expect(page.locator("[data-keys]")).to_be_visible()
        yield page


def current(sheet: Page) -> str:
    return str(sheet.locator("[data-current]").get_attribute("data-criterion"))


def test_a_number_scores_and_goes_on(sheet: Page) -> None:
    sheet.keyboard.press("4")
    sheet.keyboard.press("0")

    expect(sheet.locator("#level_a1-4")).to_be_checked()
    expect(sheet.locator("#level_a2-cannot-tell")).to_be_checked()


def test_j_and_k_walk_through_the_criteria(sheet: Page) -> None:
    assert current(sheet) == "a1"
    sheet.keyboard.press("j")
    assert current(sheet) == "a2"

    sheet.keyboard.press("k")

    assert current(sheet) == "a1"


def test_keys_are_words_while_somebody_writes(sheet: Page) -> None:
    sheet.locator("summary").first.click()
    comment = sheet.get_by_label("Comment for the panel").first

    comment.press_sequentially("4 jk?")

    expect(comment).to_have_value("4 jk?")
    expect(sheet.locator("#level_a1-4")).not_to_be_checked()
    expect(sheet.locator("dialog")).to_be_hidden()


def test_keys_that_are_switched_off_stay_off(sheet: Page) -> None:
    sheet.get_by_label("On", exact=True).uncheck()
    sheet.reload()
    sheet.locator("h1").click()

    sheet.keyboard.press("4")

    expect(sheet.get_by_label("On", exact=True)).not_to_be_checked()
    expect(sheet.locator("#level_a1-4")).not_to_be_checked()


def test_a_question_mark_lists_the_keys(sheet: Page) -> None:
    sheet.keyboard.press("?")
    expect(sheet.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()

    sheet.keyboard.press("Escape")

    expect(sheet.get_by_role("dialog")).to_be_hidden()
