"""A company follows the link in its letter: reads its feedback, copies its badge, passes thanks on."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.honours.rows import address_of, after, make_published, send_letter

pytestmark = pytest.mark.browser
WORDS = "Thank you for taking the time. The whole night shift read what you wrote."


@pytest.mark.parametrize("with_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_company_reads_copies_and_thanks(app, live_site, browser: Browser, with_scripts):
    published = make_published()
    context = browser.new_context(java_script_enabled=with_scripts)
    context.grant_permissions(["clipboard-read", "clipboard-write"] if with_scripts else [])
    page: Page = context.new_page()

    with after(published):
        page.goto(f"{live_site}{address_of(send_letter(published))}")
        expect(page.get_by_role("heading", name="What the judges say")).to_be_visible()
        expect(page.get_by_text("Well done, part 0a1")).to_be_visible()
        badge = page.get_by_role("img", name="Your badge")
        expect(badge).to_be_visible()
        code = page.get_by_label("Code for your site")
        expect(code).to_have_value(re.compile(f"/verify/{published.award.public_id}"))
        if with_scripts:
            page.get_by_role("button", name="Copy the code").click()
            expect(page.get_by_role("status").filter(has_text="Copied.")).to_be_visible()
        page.get_by_role("button", name="Write your thanks").click()
        page.get_by_label("Your words").fill(WORDS)
        page.get_by_role("button", name="Send it to the curators").click()
        expect(page.get_by_text("A curator reads this before it goes out.")).to_be_visible()
        expect(page.get_by_text(WORDS)).to_be_visible()

    context.close()
