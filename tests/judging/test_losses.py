"""What a judge wrote outlives a lost connection, a closed tab, an ended session and a server that begins anew."""

from contextlib import ExitStack

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from app.judging import service
from app.judging.sheet import Remarks
from app.web.actions import act
from tests.judging.desk import comment, give, log_in, open_entry, says, stored
from tests.judging.rows import find_assignment, make_round, sheet
from tests.processes import free_port
from tests.served import served

pytestmark = pytest.mark.browser
HALF, WHOLE = "They rang back at nine", "They rang back at nine, unasked, and stayed"
KEPT = "Object.keys(localStorage).filter((name) => name.includes('draft')).length"


def test_words_of_a_tab_that_was_closed_without_a_connection_are_there_another_day(
    app, live_site, page: Page, context: BrowserContext
):
    made = make_round()
    log_in(page, live_site, made.judge)
    open_entry(page, live_site, made.entry)
    give(page, "a1", "4")
    says(page, "Saved")

    context.set_offline(True)
    comment(page, "a1").fill(WHOLE)
    says(page, "Not saved: no connection, kept on this device")
    page.get_by_role("button", name="Submit my scores").click()
    says(page, "Not submitted: no connection, kept on this device")
    page.close()
    context.set_offline(False)
    later = context.new_page()
    later.goto(f"{live_site}/judge/")
    expect(later.get_by_text("Words wait here that only this device has")).to_be_visible()
    open_entry(later, live_site, made.entry)

    expect(later.locator("#comment_a1")).to_have_value(WHOLE)
    says(later, "Saved")
    assert stored(made.judge, made.entry).remarks_on("a1").comment == WHOLE
    assert later.evaluate(KEPT) == 0


def test_words_kept_here_and_a_sheet_changed_elsewhere_are_shown_side_by_side(
    app, live_site, page: Page, context: BrowserContext
):
    made = make_round()
    log_in(page, live_site, made.judge)
    open_entry(page, live_site, made.entry)
    context.set_offline(True)
    give(page, "b1", "3")
    comment(page, "a1").fill(WHOLE)
    says(page, "Not saved: no connection")
    page.close()
    elsewhere = sheet(2, 4, remarks={"a1": "Written on the train"})
    act(
        service.save_scorecard,
        find_assignment(made.judge, made.entry),
        sheet=elsewhere,
        version=0,
        by=made.judge,
    )

    context.set_offline(False)
    later = context.new_page()
    open_entry(later, live_site, made.entry)
    panel = later.locator("[data-conflict]")
    expect(panel).to_contain_text(WHOLE)
    expect(panel).to_contain_text("Written on the train")
    panel.get_by_role("button", name="Keep what is chosen").click()
    says(later, "Saved")

    kept = stored(made.judge, made.entry)
    assert kept.levels == {"a1": 2, "a2": 4, "b1": 3}
    assert kept.remarks_on("a1") == Remarks(comment=WHOLE)


def test_a_session_that_ends_in_mid_sentence_loses_no_word(app, live_site, page: Page, context: BrowserContext):
    made = make_round()
    log_in(page, live_site, made.judge)
    open_entry(page, live_site, made.entry)
    comment(page, "a1").fill(HALF)
    says(page, "Saved")

    context.clear_cookies()
    page.locator("#comment_a1").fill(WHOLE)
    says(page, "Not saved: you are logged out, kept on this device")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Log in again in a new window").click()
    log_in(opened.value, live_site, made.judge)

    says(page, "Saved")
    assert stored(made.judge, made.entry).remarks_on("a1").comment == WHOLE
    page.get_by_role("button", name="Submit my scores").click()
    expect(page.get_by_role("alert")).to_contain_text("choose a level")
    expect(page.locator("#comment_a1")).to_have_value(WHOLE)
    expect(page.locator("[data-saved-state]")).to_have_attribute("data-state", "saved")


def test_nobody_else_on_the_same_device_sees_or_sends_what_a_judge_wrote(
    app, live_site, page: Page, context: BrowserContext
):
    made = make_round(judges=2)
    first, second = made.judges
    log_in(page, live_site, first)
    open_entry(page, live_site, made.entry)
    give(page, "a1", "4")
    says(page, "Saved")
    context.clear_cookies()
    other = context.new_page()
    log_in(other, live_site, second)

    comment(page, "a1").fill(WHOLE)
    says(page, "Not saved: somebody else is logged in here, kept on this device")
    open_entry(other, live_site, made.entry)

    expect(other.locator("#comment_a1")).to_have_value("")
    expect(other.locator("[data-conflict]")).to_be_hidden()
    expect(other.locator("[data-progress-words]")).to_have_text("0 of 5 answered")
    assert not stored(second, made.entry).remarked
    context.clear_cookies()
    log_in(other, live_site, first)
    says(page, "Saved")
    assert stored(first, made.entry).remarks_on("a1").comment == WHOLE


def test_a_server_that_begins_anew_with_new_keys_loses_no_word(app: Flask, page: Page, monkeypatch):
    made = make_round()
    port = free_port()
    with ExitStack() as stack:
        site = stack.enter_context(served(app, port))
        log_in(page, site, made.judge)
        open_entry(page, site, made.entry)
        comment(page, "a1").fill(HALF)
        says(page, "Saved")
    page.locator("#comment_a1").fill(WHOLE)
    says(page, "Not saved: no connection, kept on this device")

    old = app.config["SECRET_KEY"]
    monkeypatch.setitem(app.config, "SECRET_KEY", "a newer key of the site")
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [old])
    monkeypatch.setitem(app.config, "WTF_CSRF_SECRET_KEY", [old, "a newer key of the site"])
    with served(app, port):
        says(page, "Saved")

        assert stored(made.judge, made.entry).remarks_on("a1").comment == WHOLE
