import pytest
from playwright.sync_api import Locator, Page, expect

from tests.judging.interests.tied import asked_for
from tests.judging.rows import make_round
from tests.judging.test_journey import Keyboard, log_in
from tests.look.leaving import leaving
from tests.make import make_user, sent_letters

pytestmark = pytest.mark.browser


def go_on(at: Page | Locator):
    """Press Enter where the focus is, or on what is named, and wait for the page behind it."""
    page = at if isinstance(at, Page) else at.page
    with leaving(page):
        (page.keyboard if isinstance(at, Page) else at).press("Enter")


def test_a_judge_declares_a_tie_steps_back_and_others_take_over_all_by_keyboard(app, live_site, page):
    made = make_round(entries=3, judges=3)
    spare = make_user(role="judge")
    keyboard = Keyboard(page)
    log_in(keyboard, live_site, made.judge.email)

    keyboard.until("Declare my interests", most=120)
    go_on(page)
    keyboard.until("I work or worked there", most=120)
    page.keyboard.press("Space")
    keyboard.until("Name of the company", most=120)
    page.keyboard.type(made.entries[0].company.name)
    keyboard.until("Add this tie", most=120)
    go_on(page)
    expect(page.get_by_text("One entry left your list")).to_be_visible()
    keyboard.until("This list is complete", most=120)
    go_on(page)
    expect(page.get_by_text("0 of 2 submitted").first).to_be_visible()
    expect(page.get_by_text("Is there anybody you should not judge?")).to_have_count(0)

    go_on(page.get_by_role("link", name=made.entries[1].title))
    go_on(page.get_by_role("link", name="Step back from this entry"))
    page.get_by_label("I know somebody who is named or involved").press("Space")
    go_on(page.get_by_role("button", name="Step back"))
    go_on(page.get_by_role("link", name=made.entries[2].title))
    go_on(page.get_by_role("link", name="Hand it back"))
    go_on(page.get_by_role("button", name="Hand it back"))

    expect(page.get_by_role("heading", name="No entries yet")).to_be_visible()
    assert all(spare.id in asked_for(entry) and made.judge.id not in asked_for(entry) for entry in made.entries)
    letters = [each for each in sent_letters(app) if each["To"] == spare.email]
    assert letters[-1]["Subject"] == "3 entries are waiting for you"
    answer = page.goto(f"{live_site}/judge/entries/{made.entries[0].public_id}")
    assert answer.status == 404
