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


def test_an_answer_that_got_lost_is_no_conflict_with_oneself(server: Server, sheet: Page) -> None:
    server.loses_answers = True
    sheet.get_by_label("4 Name 4").first.check()
    expect(sheet.locator("[data-saved-words]")).to_contain_text("the server is not answering, kept on this device")
    assert server.version >= 2

    server.loses_answers = False
    sheet.get_by_label("3 Name 3").first.check()

    saved(sheet)
    expect(sheet.locator("[data-conflict]")).to_be_hidden()
    assert server.fields["level_a1"] == "3"


def test_an_answer_that_got_lost_before_the_page_was_closed_is_no_conflict_either(server: Server, sheet: Page) -> None:
    server.loses_answers = True
    sheet.get_by_label("4 Name 4").first.check()
    expect(sheet.locator("[data-saved-words]")).to_contain_text("kept on this device")
    sheet.context.set_offline(True)
    sheet.get_by_label("3 Name 3").first.check()
    expect(sheet.locator("[data-saved-words]")).to_contain_text("no connection")
    sheet.close()

    server.loses_answers = False
    sheet.context.set_offline(False)
    later = sheet.context.new_page()
    later.goto(server.address)

    saved(later)
    expect(later.get_by_label("3 Name 3").first).to_be_checked()
    expect(later.locator("[data-conflict]")).to_be_hidden()
    assert server.fields["level_a1"] == "3"


def test_a_browser_that_keeps_nothing_is_told_of(server: Server, page: Page) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    page.goto(server.address)
    page.context.set_offline(True)
    page.get_by_label("4 Name 4").first.check()

    expect(page.locator("[data-saved-words]")).to_have_text(
        "Not saved: no connection. Keep this page open: this browser keeps no copy"
    )
    page.context.set_offline(False)

    saved(page)
    assert server.fields["level_a1"] == "4"


def test_a_page_the_browser_kept_whole_is_read_anew_when_one_comes_back_to_it(server: Server, sheet: Page) -> None:
    sheet.get_by_label("4 Name 4").first.check()
    saved(sheet)
    server.change_elsewhere(level_a1="2")

    sheet.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    expect(sheet.get_by_label("2 Name 2").first).to_be_checked()
    expect(sheet.locator("[name=version]")).to_have_value("3")
    expect(sheet.locator("[data-conflict]")).to_be_hidden()


def test_two_presses_submit_once(server: Server, sheet: Page) -> None:
    sheet.get_by_label("4 Name 4").first.check()

    sheet.evaluate("""() => {
        const button = document.querySelector('[value=submit]');
        window.addEventListener('submit', ({ defaultPrevented }) => {
            if (!defaultPrevented) sessionStorage.sent = `${sessionStorage.sent ?? ""}once `;
        });
        button.form.requestSubmit(button);
        button.form.requestSubmit(button);
    }""")

    expect(sheet).to_have_title("Handed in")
    assert server.actions == ["save", "submit"]
    assert sheet.evaluate("sessionStorage.sent") == "once "


def test_a_submission_without_a_connection_keeps_the_page(server: Server, sheet: Page) -> None:
    sheet.get_by_label("4 Name 4").first.check()
    saved(sheet)
    server.is_down = True

    sheet.evaluate("performance.now = () => 1e9")
    sheet.get_by_role("button", name="Submit").click()

    expect(sheet.locator("[data-saved-words]")).to_have_text(
        "Not submitted: the server is not answering, kept on this device"
    )
    expect(sheet.get_by_label("4 Name 4").first).to_be_checked()
    assert server.actions == ["save"]


def test_the_live_region_speaks_once_and_not_with_every_draft(server: Server, sheet: Page) -> None:
    sheet.evaluate("""() => {
        window.told = [];
        new MutationObserver((all) => window.told.push(...all.map(({ target }) => target.textContent)))
            .observe(document.querySelector('[data-saved-told]'), { childList: true });
    }""")
    for number, version in enumerate(("2", "3", "4"), 2):
        sheet.get_by_label(f"{number} Name {number}").first.check()
        expect(sheet.locator("[name=version]")).to_have_value(version)
    saved(sheet)

    assert sheet.evaluate("window.told") == ["Saved"]
