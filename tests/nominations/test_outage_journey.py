"""The site is away just when a nominator goes on."""

import pytest
from playwright.sync_api import Error, expect

from tests.make import make_category
from tests.nominations.walking import PHONE, STORY, go_on, name_company

pytestmark = pytest.mark.browser


def test_back_from_the_browsers_own_error_page_leads_to_what_was_typed(app, live_site, browser):
    make_category(name="Best self-service")
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{live_site}/nominate")
    name_company(page, "Quillmark Parcels")
    page.get_by_label("Best self-service").check()
    go_on(page, "What happened?")
    page.get_by_label("What happened?").fill(STORY)

    page.route("**/nominate*", lambda route: route.abort("connectionrefused"))
    try:
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url("chrome-error://**")
    except Error:
        pass
    page.unroute("**/nominate*")
    page.go_back()

    expect(page.get_by_label("What happened?")).to_have_value(STORY)
