"""An organiser's phone: led to set it up, in with its code, and in with a recovery code on the day it is lost."""

import time

import pyotp
import pytest
from playwright.sync_api import expect

from tests.look.leaving import leaving
from tests.make import PASSWORD, make_user

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def give_password(page, site, user):
    page.goto(f"{site}/organise/seasons")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def give_code(page, code):
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Seasons")


def test_an_organiser_sets_up_a_phone_comes_in_with_it_and_without_it(app, live_site, needed, page):
    user = make_user(role="organiser", name="Olga Organiser")

    give_password(page, live_site, user)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second factor")
    phone = pyotp.TOTP(page.locator(".sa-key").inner_text().replace(" ", ""))
    page.get_by_label("Code").fill(phone.now())
    page.get_by_role("button", name="Check the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    recovery_code = page.locator(".sa-key").first.inner_text()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Seasons")
    with leaving(page):
        page.get_by_role("button", name="Log out").click()

    give_password(page, live_site, user)
    give_code(page, phone.at(time.time(), counter_offset=1))
    with leaving(page):
        page.get_by_role("button", name="Log out").click()

    give_password(page, live_site, user)
    give_code(page, recovery_code)
    expect(page.get_by_text("You used a recovery code; 9 are left.")).to_be_visible()
