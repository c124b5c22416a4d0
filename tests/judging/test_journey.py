import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.judging.models import ScorecardVersion
from tests.judging.rows import count, find_assignment, make_round
from tests.make import PASSWORD, reload

pytestmark = pytest.mark.browser


def press_until(page: Page, key: str, words: str, most: int = 80):
    """Press a key until the focused element bears these words, as a person who looks would."""
    for _ in range(most):
        page.keyboard.press(key)
        seen = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return (e.labels?.[0]?.innerText ?? e.innerText ?? '') + ' ' + (e.getAttribute('aria-label') ?? ''); })()"
        )
        if words in " ".join(seen.split()):
            return
    raise AssertionError(f"{words} cannot be reached with {key}")


def sign_in_by_keyboard(page: Page, site: str, email: str):
    page.goto(f"{site}/login?next=/judge/")
    press_until(page, "Tab", "Email address")
    page.keyboard.type(email)
    press_until(page, "Tab", "Password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My entries")


def test_a_judge_scores_by_keys_alone_and_the_draft_is_kept_as_they_go(app, live_site, page):
    made = make_round(entries=2)
    sign_in_by_keyboard(page, live_site, made.judge.email)
    press_until(page, "Tab", made.entries[0].title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()

    for key in "44054":
        page.keyboard.press(key)
    expect(page.get_by_text("5 of 5 answered")).to_be_visible()
    expect(page.locator("[data-saved-state]")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_text("5 of 5 answered")).to_be_visible()
    press_until(page, "Tab", "Comment for the panel", most=120)
    page.keyboard.type("They answered at night, within a minute")
    press_until(page, "Tab", "Submit my scores")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Your scores are submitted")).to_be_visible()
    assert count(ScorecardVersion) == 1
    press_until(page, "Tab", "Next entry")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(made.entries[1].title)


def test_a_judge_scores_without_javascript(app, live_site, browser: Browser):
    made = make_round()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_site}/login?next=/judge/")
    page.get_by_label("Email address").fill(made.judge.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Log in|Sign in")).click()
    page.get_by_role("button", name="I have them").click()
    page.get_by_role("link", name=made.entry.title).click()

    expect(page.locator("[data-criterion]")).to_have_count(5)
    for criterion in page.locator("[data-criterion]").all()[:3]:
        criterion.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Submit my scores").click()
    expect(page.get_by_role("alert")).to_contain_text("Prompt and reachable: choose a level, or “cannot tell”.")
    for criterion in page.locator("[data-criterion]").all()[3:]:
        criterion.get_by_role("radio", name="Cannot tell").check()
    page.get_by_role("button", name="Submit my scores").click()

    expect(page.get_by_role("heading", name="Your scores are submitted")).to_be_visible()
    assert reload(find_assignment(made.judge, made.entry)).state == "submitted"


def test_a_judge_who_opened_two_windows_is_shown_both_texts(app, live_site, page, context):
    made = make_round()
    sign_in_by_keyboard(page, live_site, made.judge.email)
    address = f"{live_site}/judge/entries/{made.entry.public_id}"
    other = context.new_page()
    page.goto(address)
    other.goto(address)

    page.locator("[data-criterion=a1]").get_by_role("radio").nth(3).check()
    expect(page.locator("[data-saved-state]")).to_contain_text("Saved")
    other.locator("[data-criterion=a1]").get_by_role("radio").nth(2).check()

    panel = other.locator("[data-conflict]")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("This page: 3")
    expect(panel).to_contain_text("Other version: 4")
    panel.get_by_role("button", name="Keep what is chosen").click()
    expect(other.locator("[data-saved-state]")).to_contain_text("Saved")
