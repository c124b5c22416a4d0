"""A judge by keyboard alone, through ten entries on one evening; every key that is pressed is counted."""

import pytest
from playwright.sync_api import Page, expect

from app.judging.models import ScorecardVersion
from tests.judging.desk import says, stored
from tests.judging.rows import count, find_assignment, make_round
from tests.make import PASSWORD, reload

pytestmark = pytest.mark.browser
WHY = "Asked for in nobody's words but theirs"
SEEN = (
    "(() => { const e = document.activeElement;"
    " return (e.labels?.[0]?.innerText ?? e.innerText ?? '') + ' ' + (e.getAttribute('aria-label') ?? ''); })()"
)


class Keyboard:
    """A keyboard that counts: keys that do something apart from letters that are written."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def until(self, words: str, most: int = 40) -> None:
        """Press Tab until the focused element bears these words, as a person who looks would."""
        for _ in range(most):
            self.press("Tab")
            if words in " ".join(self.page.evaluate(SEEN).split()):
                return
        raise AssertionError(f"{words} cannot be reached with Tab")


def log_in(keyboard: Keyboard, site: str, email: str) -> None:
    page = keyboard.page
    page.goto(f"{site}/login?next=/judge/")
    keyboard.until("Email address")
    page.keyboard.type(email)
    keyboard.until("Password")
    page.keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My entries")


def stand_before(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    expect(page.locator("[data-criterion=a1]")).to_have_attribute("data-current", "")


def test_a_judge_scores_ten_entries_by_keyboard_alone(app, live_site, page: Page):
    made = make_round(entries=10)
    keyboard = Keyboard(page)
    log_in(keyboard, live_site, made.judge.email)
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    keyboard.press("n")
    to_begin, keyboard.keys = keyboard.keys, 0

    for entry in made.entries[:9]:
        stand_before(page, entry.title)
        keyboard.press("4", "4", "0", "3", "4")
        expect(page.get_by_text("5 of 5 answered")).to_be_visible()
        keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="Your scores are submitted")).to_be_visible()
        expect(page.get_by_role("button", name="Next entry")).to_be_visible()
        keyboard.press("n")
    plain, keyboard.keys = keyboard.keys, 0
    last = made.entries[9]
    stand_before(page, last.title)
    keyboard.press("4", "4", "5", "3", "4", "c")
    expect(page.locator("#comment_b1")).to_be_focused()
    page.keyboard.type(WHY)
    keyboard.press("Escape", "s")
    says(page, "Saved")
    keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Your scores are submitted")).to_be_visible()

    assert count(ScorecardVersion) == 10
    assert stored(made.judge, last).remarks_on("b1").comment == WHY
    assert {reload(find_assignment(made.judge, entry)).state for entry in made.entries} == {"submitted"}
    assert (plain, keyboard.keys) == (9 * 7, 9)
    print(f"keys: {to_begin} to log in and begin, 7 an entry, {keyboard.keys} with a comment ({len(WHY)} letters)")


def test_n_and_p_take_what_is_typed_with_them_and_the_switch_is_remembered(app, live_site, page: Page):
    made = make_round(entries=2)
    first, second = made.entries
    keyboard = Keyboard(page)
    log_in(keyboard, live_site, made.judge.email)
    page.goto(f"{live_site}/judge/entries/{first.public_id}")
    stand_before(page, first.title)

    keyboard.press("3", "n")
    stand_before(page, second.title)
    assert stored(made.judge, first).levels == {"a1": 3}
    keyboard.press("j", "2", "p")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.title)
    expect(page.locator("#level_a1-3")).to_be_checked()
    assert stored(made.judge, second).levels == {"a2": 2}
    page.context.set_offline(True)
    keyboard.press("j", "4", "n")
    says(page, "Not saved: no connection, kept on this device")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.title)
    page.context.set_offline(False)
    says(page, "Saved")
    keyboard.press("?")
    page.get_by_role("dialog").get_by_role("button", name="Close").press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.get_by_label("On", exact=True).press("Space")
    page.reload()
    expect(page.get_by_label("On", exact=True)).not_to_be_checked()
    keyboard.press("5", "n")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.title)
    expect(page.get_by_text("2 of 5 answered")).to_be_visible()
