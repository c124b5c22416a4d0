"""A judge calibrates by keyboard on the way to the first entry."""

import pytest
from playwright.sync_api import Page, expect

from app.judging.calibrating.rules import Demand
from tests.judging.calibrating.trying import make_calibration
from tests.judging.test_journey import Keyboard, log_in, stand_before

pytestmark = pytest.mark.browser


def test_a_judge_tries_the_examples_by_keys_alone_and_comes_to_the_entry(app, live_site, page: Page):
    made, examples = make_calibration(Demand.REQUIRED)
    keyboard = Keyboard(page)
    log_in(keyboard, live_site, made.judge.email)
    keyboard.until(made.entry.title)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Calibration")
    keyboard.until(examples[0].title)
    keyboard.press("Enter")

    for number, example in enumerate(examples, 1):
        stand_before(page, example.title)
        keyboard.press("3", "3", "3", "3", "3")
        expect(page.locator("input:checked[value='3']")).to_have_count(5)
        keyboard.until("See the distance")
        keyboard.press("Enter")
        expect(page.get_by_text("How far your levels are from what was agreed")).to_be_visible()
        keyboard.until("Next example" if number < len(examples) else "Go on to the entry")
        keyboard.press("Enter")

    stand_before(page, made.entry.title)
