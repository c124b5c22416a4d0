"""A curator's evening in a browser: by keyboard alone, without scripts, and two curators on one queue."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app.listening.rules import MentionState
from tests.listening.rows import make_mention, make_watch
from tests.listening.test_journey import press, sign_in
from tests.look.leaving import leaving
from tests.make import make_category, make_user, reload

EVENING = 20


@pytest.mark.browser
def test_a_curator_clears_twenty_posts_by_keyboard_alone(app: Flask, live_site: str, page: Page) -> None:
    make_category()
    make_watch()
    mentions = [make_mention(score=0.9 - number / 100) for number in range(EVENING)]
    sign_in(page, live_site, make_user().email)
    page.goto(f"{live_site}/curate/")

    for left in range(EVENING, 0, -1):
        expect(page.locator(".sa-tabs__link[aria-current] .sa-count").last).to_have_text(str(left))
        press(page, "s" if left == 3 else "x")
        page.keyboard.press("2")
    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    press(page, "u")
    expect(page.locator("#card")).to_be_focused()

    states = [reload(mention).state for mention in mentions]
    assert states.count(MentionState.SNOOZED) == 1
    assert states[-1] is MentionState.NEW
    assert states.count(MentionState.DISMISSED) == EVENING - 2


@pytest.mark.browser
def test_a_curator_works_without_scripts(app: Flask, live_site: str, browser: Browser) -> None:
    make_category()
    first, second, third = (make_mention(score=score) for score in (0.9, 0.8, 0.7))
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_site, make_user().email)
    page.goto(f"{live_site}/curate/")

    page.locator("summary", has_text="Dismiss").click()
    page.get_by_role("button", name="Sarcasm").click()
    with leaving(page):
        page.get_by_role("button", name="Undo").click()
    page.goto(f"{live_site}/curate/")
    for each in (second, third):
        page.locator(f"label[for=tick-{each.public_id}]").click()
    page.locator("#bulk").get_by_role("button", name="Snooze").click()
    page.get_by_label("Tomorrow").check()
    page.get_by_role("button", name="Snooze 2 posts").click()

    expect(page.get_by_text("2 posts are snoozed")).to_be_visible()
    assert [reload(each).state for each in (first, second, third)] == ["new", "snoozed", "snoozed"]


@pytest.mark.browser
def test_two_curators_on_one_queue_see_each_other_and_one_wins(app: Flask, live_site: str, browser: Browser) -> None:
    make_category()
    mention = make_mention()
    pages = []
    for name in ("Ada", "Omar"):
        page = browser.new_context().new_page()
        sign_in(page, live_site, make_user(name=name).email)
        page.goto(f"{live_site}/curate/")
        pages.append(page)
    ada, omar = pages

    press(ada, "c")
    expect(ada.get_by_label("Your reply")).to_be_visible()
    expect(omar.locator(f"#sign-{mention.public_id}")).to_contain_text("Ada", timeout=120_000)
    omar.locator(".sa-acts__main").click()

    expect(omar.get_by_text("Ada claimed this post at").first).to_be_visible()
    expect(omar.get_by_label("Your reply")).to_have_count(0)
