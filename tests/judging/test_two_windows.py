"""One sheet in two windows: an older draft never goes over a newer one, and a judge chooses field by field."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from app.judging.sheet import Remarks
from tests.judging.desk import comment, give, log_in, open_entry, says, stored
from tests.judging.rows import make_round

pytestmark = pytest.mark.browser


def test_a_window_in_which_nothing_waits_follows_the_other_at_once(app, live_site, page: Page, context: BrowserContext):
    made = make_round()
    log_in(page, live_site, made.judge)
    other = context.new_page()
    open_entry(page, live_site, made.entry)
    open_entry(other, live_site, made.entry)

    give(page, "a1", "4")
    says(page, "Saved")
    expect(other.locator("#level_a1-4")).to_be_checked()
    give(other, "a1", "3")
    says(other, "Saved")
    expect(page.locator("#level_a1-3")).to_be_checked()
    give(page, "a2", "2")
    expect(other.locator("#level_a2-2")).to_be_checked()

    assert stored(made.judge, made.entry).levels == {"a1": 3, "a2": 2}
    expect(page.locator("[data-conflict]")).to_be_hidden()
    expect(other.locator("[data-conflict]")).to_be_hidden()


def test_two_windows_that_both_hold_words_show_both_and_lose_none(app, live_site, browser):
    made = make_round()
    at_home, on_the_train = browser.new_context().new_page(), browser.new_context().new_page()
    for page in (at_home, on_the_train):
        log_in(page, live_site, made.judge)
        open_entry(page, live_site, made.entry)
    on_the_train.context.set_offline(True)
    give(on_the_train, "a1", "3")
    comment(on_the_train, "b1").fill("Written on the train")
    says(on_the_train, "Not saved: no connection")
    give(at_home, "a1", "4")
    comment(at_home, "a2").fill("Written at home")
    expect(at_home.locator("[name=version]")).not_to_have_value("0")
    says(at_home, "Saved")
    expect(at_home.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")

    on_the_train.context.set_offline(False)
    panel = on_the_train.locator("[data-conflict]")
    expect(panel.locator("[data-field]")).to_have_count(3)
    assert stored(made.judge, made.entry).remarks_on("a2").comment == "Written at home"
    panel.locator("[data-field=level_a1]").get_by_label(re.compile("Other version: 4")).check()
    panel.get_by_role("button", name="Keep what is chosen").click()
    expect(panel).to_be_hidden()
    says(on_the_train, "Saved")

    kept = stored(made.judge, made.entry)
    assert kept.levels == {"a1": 4}
    assert kept.remarks == {"a2": Remarks("Written at home"), "b1": Remarks("Written on the train")}
