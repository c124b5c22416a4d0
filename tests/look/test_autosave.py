"""What a judge writes is saved as they go, and what could not be saved is never lost and never called saved."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.look.sheet import Server, serve_sheet

pytestmark = pytest.mark.browser
KEPT = "Object.keys(localStorage).filter((name) => name.includes('draft')).length"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve_sheet() as server:
        yield server


@pytest.fixture
def sheet(server: Server, page: Page) -> Page:
    page.goto(server.address)
    return page


def saved(sheet: Page) -> None:
    expect(sheet.locator("[data-saved-words]")).to_have_text("Saved")


def test_a_level_and_a_comment_are_saved_without_a_button(server: Server, sheet: Page) -> None:
    sheet.get_by_label("4 Name 4").first.check()
    saved(sheet)
    sheet.locator("summary").first.click()
    sheet.get_by_label("Comment for the panel").first.fill("On the customer's side")
    expect(sheet.locator("[name=version]")).to_have_value("3")

    assert server.fields["level_a1"] == "4"
    assert server.fields["comment_a1"] == "On the customer's side"
    assert sheet.evaluate(KEPT) == 0


def test_progress_counts_what_is_answered(sheet: Page) -> None:
    expect(sheet.locator("[data-progress-words]")).to_have_text("0 of 2 answered")

    sheet.get_by_label("4 Name 4").first.check()

    expect(sheet.locator("[data-progress-words]")).to_have_text("1 of 2 answered")


@pytest.mark.parametrize("level", [1, 2, 5])
def test_a_level_that_needs_a_comment_opens_its_field(sheet: Page, level: int) -> None:
    expect(sheet.get_by_label("Comment for the panel").first).to_be_hidden()

    sheet.get_by_label(f"{level} Name {level}").first.check()

    expect(sheet.get_by_label("Comment for the panel").first).to_be_visible()


def test_without_a_connection_the_page_says_so_and_keeps_the_words(server: Server, sheet: Page) -> None:
    sheet.context.set_offline(True)
    sheet.get_by_label("4 Name 4").first.check()

    expect(sheet.locator("[data-saved-words]")).to_have_text("Not saved: no connection, kept on this device")
    expect(sheet.locator("[data-saved-state]")).to_have_attribute("data-state", "unsaved")
    assert sheet.evaluate(KEPT) == 1
    assert server.fields == {}


def test_what_was_kept_is_sent_when_the_connection_is_back(server: Server, sheet: Page) -> None:
    sheet.context.set_offline(True)
    sheet.get_by_label("4 Name 4").first.check()
    expect(sheet.locator("[data-saved-words]")).to_contain_text("no connection")

    sheet.context.set_offline(False)

    saved(sheet)
    assert server.fields["level_a1"] == "4"


def test_a_page_that_is_opened_again_takes_its_words_up(server: Server, sheet: Page) -> None:
    server.is_down = True
    sheet.get_by_label("4 Name 4").first.check()
    expect(sheet.locator("[data-saved-words]")).to_contain_text("kept on this device")

    sheet.reload()

    expect(sheet.get_by_label("4 Name 4").first).to_be_checked()
    server.is_down = False
    saved(sheet)
    assert server.fields["level_a1"] == "4"
    assert sheet.evaluate(KEPT) == 0


def test_two_windows_show_both_texts_and_the_judge_decides(server: Server, sheet: Page) -> None:
    server.change_elsewhere(level_a1="2")
    sheet.get_by_label("4 Name 4").first.check()
    panel = sheet.locator("[data-conflict]")
    expect(panel).to_contain_text("This page: 4")
    expect(panel).to_contain_text("Other version: 2")
    assert server.fields["level_a1"] == "2"

    panel.get_by_role("button", name="Keep what is chosen").click()

    saved(sheet)
    assert server.fields["level_a1"] == "4"


def test_the_other_version_can_be_taken(server: Server, sheet: Page) -> None:
    server.change_elsewhere(level_a1="2")
    sheet.get_by_label("4 Name 4").first.check()

    sheet.get_by_role("button", name="Take the other version").click()

    saved(sheet)
    expect(sheet.get_by_label("2 Name 2").first).to_be_checked()
    assert server.fields["level_a1"] == "2"


def test_submitting_waits_for_the_last_draft(server: Server, sheet: Page) -> None:
    sheet.get_by_label("4 Name 4").first.check()

    sheet.get_by_role("button", name="Submit").click()

    expect(sheet).to_have_title("Handed in")
    assert server.actions == ["save", "submit"]
    assert server.fields["level_a1"] == "4"
