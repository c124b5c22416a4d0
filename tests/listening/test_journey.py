import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app import clock
from tests.make import PASSWORD, make_category, make_user

PRAISE = "Priya from @BrightlineHelp support stayed on the line for 40 minutes and fixed my router. Thank you so much!"


@pytest.mark.browser
def test_a_curator_answers_a_post_by_keyboard_and_its_author_follows_the_link(
    app: Flask, live_site: str, page: Page, browser: Browser, tmp_path: Path
) -> None:
    import_posts(app, tmp_path)
    make_category()
    cara = make_user(email="cara@example.org", name="Cara")
    sign_in(page, live_site, cara.email)
    page.goto(f"{live_site}/curate/")

    press(page, "j")
    press(page, "k")
    press(page, "o")
    expect(page.get_by_role("heading", level=1)).to_have_text("Post of Ada Lovelace")
    press(page, "c")
    code = write_reply(page)
    asked = send_reply(page)
    page.goto(f"{live_site}/curate/replies")
    expect(page.get_by_text("Link not followed yet")).to_be_visible()
    visit(browser, f"{live_site}/n/{code}")
    page.reload()

    expect(page.get_by_text("Link followed", exact=False).and_(page.locator("p"))).to_be_visible()
    assert asked["in_reply_to"] == ["1991883422041919488"]
    assert asked["text"] == [f"Well done, Priya! Tell the judges: {live_site}/n/{code}"]


def import_posts(app: Flask, folder: Path) -> None:
    dull = "The queue at the store was long and the staff rude."
    posts = [
        {
            "network": "x",
            "id": post_id,
            "url": f"https://x.com/{handle}/status/{post_id}",
            "text": text,
            "posted_at": clock.now().isoformat(timespec="seconds"),
            "lang": "en",
            "author": {"id": handle, "handle": handle, "name": name},
        }
        for post_id, handle, name, text in (
            ("1991883422041919487", "bob", "Bob", dull),
            ("1991883422041919488", "ada", "Ada Lovelace", PRAISE),
        )
    ]
    file = folder / "posts.jsonl"
    file.write_text("\n".join(map(json.dumps, posts)))
    assert app.test_cli_runner().invoke(args=["listen", "import", str(file)]).exit_code == 0


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/curate/"))


def press(page: Page, key: str) -> None:
    """Press a key once the page listens to keys."""
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press(key)


def write_reply(page: Page) -> str:
    field = page.get_by_label("Your reply")
    expect(field).to_be_visible()
    expect(page.locator(".sa-sign-of .govuk-tag")).to_be_visible()
    code = field.input_value().rsplit("/", 1)[-1]
    press(page, "r")
    expect(field).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"Well done, Priya! Tell the judges: {urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}")
    page.keyboard.type(f"/n/{code}")
    expect(page.locator("[data-reply-count]")).to_contain_text("58 of 280")
    page.keyboard.press("Control+Enter")
    return code


def send_reply(page: Page) -> dict[str, list[str]]:
    opener = page.get_by_role("button", name="Open on X")
    expect(opener).to_be_visible()
    address = opener.get_attribute("href") or ""
    assert address.startswith("https://x.com/intent/tweet?")
    assert opener.get_attribute("target") == "_blank"
    assert "noopener" in (opener.get_attribute("rel") or "")
    press(page, "i")
    expect(page.get_by_text("Noted as sent by you")).to_be_visible()
    return parse_qs(urlsplit(address).query)


def visit(browser: Browser, address: str) -> None:
    context = browser.new_context()
    visitor = context.new_page()
    visitor.goto(address)
    assert urlsplit(visitor.url).path == "/nominate"
    assert parse_qs(urlsplit(visitor.url).query) == {"ref": [address.rsplit("/", 1)[-1]]}
    context.close()
