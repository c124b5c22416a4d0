"""What was done a moment ago is seen, and what must be said is not called optional."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.test import Client

from tests.listening.rows import make_mention
from tests.listening.test_journey import sign_in
from tests.make import csrf, make_category, make_user
from tests.make import sign_in as log_in

SIZES = [{"width": 1280, "height": 900}, {"width": 390, "height": 844}]


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_what_was_dismissed_and_its_undo_are_on_the_screen(
    app: Flask, live_site: str, browser: Browser, size: dict[str, int]
) -> None:
    make_category()
    first, _ = make_mention(score=0.9), make_mention(score=0.8)
    page = browser.new_context(viewport=size).new_page()
    sign_in(page, live_site, make_user().email)
    page.goto(f"{live_site}/curate/mentions/{first.public_id}#card")

    page.locator("summary", has_text="Dismiss").click()
    page.get_by_role("button", name="Not praise").click()

    expect(page.get_by_text("is dismissed.")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect(page.locator("#card")).to_be_focused()


@pytest.mark.browser
def test_the_tab_of_a_page_is_in_view_on_a_phone(app: Flask, live_site: str, browser: Browser) -> None:
    page = browser.new_context(viewport=SIZES[1]).new_page()
    sign_in(page, live_site, make_user().email)

    page.goto(f"{live_site}/curate/digest")

    for current in page.locator(".sa-tabs [aria-current]").all():
        expect(current).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[1]["width"]


def test_a_reason_for_many_is_not_called_optional(client: Client) -> None:
    mention = make_mention()
    log_in(client, make_user())
    asked = {"csrf_token": csrf(client, "/curate/"), "chosen": mention.public_id}

    pages = [client.post("/curate/bulk", data={**asked, "action": action}).text for action in ("dismiss", "snooze")]

    assert "Why let them go?" in pages[0]
    assert "When should they come back?" in pages[1]
    assert all("come back? (optional)" not in page and "go? (optional)" not in page for page in pages)


@pytest.mark.parametrize(("action", "field"), [("dismiss", "reason"), ("snooze", "snooze")])
def test_a_blank_reason_for_many_is_asked_for_again(client: Client, action: str, field: str) -> None:
    mention = make_mention()
    log_in(client, make_user())
    asked = {"csrf_token": csrf(client, "/curate/"), "chosen": mention.public_id, "confirmed": "yes"}

    answers = [client.post("/curate/bulk", data={**asked, "action": action, field: each}) for each in ("\n", "\u2028")]

    assert [answer.status_code for answer in answers] == [422, 422]
