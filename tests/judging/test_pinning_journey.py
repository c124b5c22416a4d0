import pytest
from playwright.sync_api import Page, expect

from app.judging.models import Pin, Scorecard
from tests.judging.desk import log_in
from tests.judging.rows import count, make_round

pytestmark = pytest.mark.browser
STORY = "I rang at night. Ana 👩🏽\u200d🚒 of the night shift stayed! It worked."


def select_words(page: Page, words: str):
    """Select words of the story as a person who drags over them; the browser counts an emoji as several."""
    page.evaluate(
        """(words) => {
          const story = document.querySelector('[data-pin-story]').firstChild;
          const start = story.textContent.indexOf(words);
          document.getSelection().setBaseAndExtent(story, start, story, start + words.length);
        }""",
        words,
    )


def test_passages_are_pinned_by_mouse_and_by_keyboard_and_no_window_loses_any(app, live_site, page, context):
    made = make_round(story=STORY)
    log_in(page, live_site, made.judge)
    address = f"{live_site}/judge/entries/{made.entry.public_id}"
    other = context.new_page()
    page.goto(address)
    other.goto(address)
    said = "[data-pin-said]"

    select_words(page, "of the night shift")
    expect(page.locator("[data-pinbar]")).to_be_visible()
    page.get_by_role("button", name="Pin to 1. Caring attitude").click()
    expect(page.locator(said)).to_have_text("Pinned to 1. Caring attitude.")
    expect(page.locator("#pins-a1")).to_contain_text("“of the night shift”")

    other.keyboard.press("q")
    dialog = other.get_by_role("dialog")
    expect(dialog.get_by_role("checkbox").first).to_be_focused()
    other.keyboard.press("Space")
    other.keyboard.press("Enter")
    expect(other.locator(said)).to_have_text("Pinned to 1. Caring attitude.")
    expect(dialog).to_be_hidden()
    expect(other.locator("#pins-a1 li")).to_have_count(2)

    page.locator("[data-criterion=a1]").get_by_role("radio").nth(3).check()
    expect(page.locator("[data-saved-state]")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#pins-a1 li")).to_have_count(2)
    expect(page.locator("mark").first).to_have_text("I rang at night.")
    page.get_by_role("link", name="“I rang at night.”").click()
    page.wait_for_function("location.hash")
    assert page.locator(page.evaluate("location.hash") + " + mark").inner_text() == "I rang at night."
    page.locator("#pins-a1").get_by_role("button", name="Remove").first.click()
    expect(page.locator("#pins-a1 li")).to_have_count(1)
    assert (count(Pin), count(Scorecard)) == (1, 1)
