"""A judge on a phone: stories first, then the criteria, a row of jumps at the bottom, and nothing that covers them."""

from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from tests.judging.desk import comment, log_in, open_entry, says, stored
from tests.judging.rows import make_round
from tests.look.leaving import leaving
from tests.look.walk import list_faults
from tests.make import make_nomination

pytestmark = pytest.mark.browser
IS_FREE = """(control) => {
  const { left, top, width, height } = control.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return top >= 0 && control.closest('label, a, button').contains(seen);
}"""


@pytest.fixture
def phone(browser: Browser) -> Page:
    return browser.new_context(
        viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    ).new_page()


def test_an_entry_is_read_scored_and_submitted_on_a_phone(app, live_site, phone: Page):
    made = make_round(entries=2)
    log_in(phone, live_site, made.judge)
    open_entry(phone, live_site, made.entry)
    jumps = phone.get_by_role("navigation", name="Parts of this page")

    for number, code in enumerate(("a1", "a2", "b1", "b2", "b3"), 1):
        jumps.get_by_role("link", name=f"Criterion {number}").tap()
        expect(phone.locator(f"#criterion-{code}")).to_be_in_viewport()
        level = phone.locator(f"#level_{code}-{'5' if number == 1 else '4'}")
        level.scroll_into_view_if_needed()
        assert level.evaluate(IS_FREE)
        level.tap()
        expect(jumps.locator(f"[data-jump={code}]")).to_have_attribute("data-answered", "")
    expect(phone.locator("#criterion-a1").get_by_text("A comment is due")).to_be_visible()
    comment(phone, "a1").fill("Three people say so, unasked")
    expect(phone.locator("#criterion-a1").get_by_text("A comment is due")).to_be_hidden()
    says(phone, "Saved")
    expect(phone.locator("[data-saved-words]")).to_be_in_viewport()
    jumps.get_by_role("link", name="Finish").tap()
    with leaving(phone):
        phone.get_by_role("button", name="Submit my scores").tap()

    expect(phone.get_by_role("heading", name="Your scores are submitted")).to_be_visible()
    assert stored(made.judge, made.entry).answered == 5
    phone.get_by_role("link", name="Next entry").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(made.entries[1].title)


def test_the_screen_has_no_fault_in_four_looks_and_with_letters_twice_the_size(app, live_site, page: Page):
    made = make_round(entries=2)
    with time_machine.travel(made.season.nominations_open_at + timedelta(days=2), tick=False):
        for number in range(4):
            make_nomination(state="accepted", entry=made.entry, link=f"https://posts.example/{number}")
    log_in(page, live_site, made.judge)
    open_entry(page, live_site, made.entry)
    expect(page.get_by_role("navigation", name="Stories").get_by_role("link")).to_have_count(5)
    page.keyboard.press("5")
    says(page, "Saved")

    assert list_faults(page) == []
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.locator(".sa-jump").evaluate("(jumps) => getComputedStyle(jumps).position") == "static"
