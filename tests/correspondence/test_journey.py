"""An organiser says a letter in their own words, sees it arrive, and takes the ready-made words back."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import expect

from app.mail.worker import deliver_due
from tests.mail.sink import running_sink
from tests.make import PASSWORD, make_user

LETTER = "/organise/letters/nomination_mine"


@pytest.mark.browser
def test_an_organiser_edits_a_letter_sees_it_arrive_and_takes_the_ready_made_words_back(app, live_site, page):
    make_user(role="organiser", email="olga@example.org")
    page.goto(f"{live_site}/login?next={LETTER}")
    page.get_by_label("Email").fill("olga@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("List of your nominations")

    page.get_by_label("Subject").fill("Here they are")
    page.get_by_label("Text", exact=True).fill("Dear friend,\n\nopen this:\n{link}\n\nThank you for waiting.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("Thank you for waiting.")
    page.get_by_role("button", name="Send me a test").click()
    expect(page.get_by_role("status")).to_contain_text("A test is on its way to olga@example.org")
    arrived = deliver(app)

    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("These are your words, version 1.")).to_be_visible()
    page.get_by_role("link", name="Take the ready-made words again").click()
    page.get_by_role("button", name="Take the ready-made words").click()
    expect(page.get_by_text("These are the ready-made words.")).to_be_visible()
    expect(page.get_by_label("Subject")).to_have_value("{subject}")

    assert (arrived["To"], arrived["Subject"]) == ("olga@example.org", "Test: Here they are")
    assert "Thank you for waiting." in arrived.get_body(("plain",)).get_content()
    assert "Thank you for waiting." in arrived.get_body(("html",)).get_content()


def deliver(app):
    """Send what waits through a mail server and return what arrived there."""
    kept = app.config["AWARDS"]
    with running_sink() as sink:
        app.config["AWARDS"] = replace(kept, mail_url=sink.url)
        deliver_due()
        app.config["AWARDS"] = kept
        return message_from_bytes(sink.letters[-1], policy=policy.default)
