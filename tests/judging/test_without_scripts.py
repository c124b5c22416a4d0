"""A judge without JavaScript: reading, scoring, mistakes, and a session that ended in mid-sentence."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.judging.desk import card, log_in, stored
from tests.judging.rows import CODES, find_assignment, make_round
from tests.make import reload

pytestmark = pytest.mark.browser
WORDS = "They rang back at nine, unasked, and stayed until the whole of it worked again for everybody in the house"


@pytest.fixture
def plain(browser: Browser) -> Page:
    return browser.new_context(java_script_enabled=False).new_page()


def test_a_judge_scores_without_javascript(app, live_site, plain: Page):
    made = make_round()
    log_in(plain, live_site, made.judge)
    plain.get_by_role("button", name="I have them").click()
    plain.get_by_role("link", name=made.entry.title).first.click()

    expect(plain.locator("[data-criterion]")).to_have_count(5)
    for code in CODES[:3]:
        card(plain, code).get_by_role("radio").nth(2).check()
    plain.get_by_role("button", name="Submit my scores").click()
    expect(plain.get_by_role("alert")).to_contain_text("Prompt and reachable: choose a level, or “cannot tell”.")
    for code in CODES[3:]:
        card(plain, code).get_by_role("radio", name="Cannot tell").check()
    plain.get_by_role("button", name="Submit my scores").click()

    expect(plain.get_by_role("heading", name="Your scores are submitted")).to_be_visible()
    assert reload(find_assignment(made.judge, made.entry)).state == "submitted"


def test_a_session_that_ended_keeps_the_words_on_the_page_until_they_are_saved(app, live_site, plain: Page):
    made = make_round()
    log_in(plain, live_site, made.judge)
    plain.goto(f"{live_site}/judge/entries/{made.entry.public_id}")
    card(plain, "a1").get_by_role("radio").nth(3).check()
    card(plain, "a1").locator("summary").click()
    plain.locator("#comment_a1").fill(WORDS)

    plain.context.clear_cookies()
    plain.get_by_role("button", name="Save draft").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("You are logged out")
    expect(plain.get_by_label("Comment a1")).to_have_value(WORDS)
    log_in(plain.context.new_page(), live_site, made.judge)
    plain.get_by_role("button", name="Send again").click()
    expect(plain.get_by_role("alert")).to_contain_text("Nothing is lost")
    expect(plain.locator("#comment_a1")).to_have_value(WORDS)
    plain.get_by_role("button", name="Save draft").click()

    expect(plain.get_by_text("Your draft is saved")).to_be_visible()
    kept = stored(made.judge, made.entry)
    assert (kept.levels, kept.remarks_on("a1").comment) == ({"a1": 4}, WORDS)


def test_a_page_that_is_opened_again_shows_what_is_saved_and_not_what_was_ticked_before(app, live_site, plain: Page):
    made = make_round()
    log_in(plain, live_site, made.judge)
    address = f"{live_site}/judge/entries/{made.entry.public_id}"
    plain.goto(address)
    card(plain, "a1").get_by_role("radio").nth(3).check()

    plain.goto(f"{live_site}/judge/")
    plain.go_back()

    expect(plain).to_have_url(address)
    expect(card(plain, "a1").locator(":checked")).to_have_count(0)
