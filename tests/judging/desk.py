"""A judge at the desk in a browser: logging in, an entry, its criteria, and the line that says what is saved."""

import re

from playwright.sync_api import Locator, Page, expect

from app.accounts.models import User
from app.extensions import db
from app.judging import visibility
from app.judging.sheet import Sheet
from app.nominations.models import Entry
from tests.judging.rows import find_assignment
from tests.make import PASSWORD


def log_in(page: Page, site: str, judge: User) -> None:
    """Log in with the password and stand before one's entries."""
    page.goto(f"{site}/login?next=/judge/")
    page.get_by_label("Email address").fill(judge.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My entries")


def open_entry(page: Page, site: str, entry: Entry) -> None:
    """Open an entry and wait until its keys are there, which come with the scripts."""
    page.goto(f"{site}/judge/entries/{entry.public_id}")
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()


def card(page: Page, code: str) -> Locator:
    """Return one criterion's card."""
    return page.locator(f"[data-criterion={code}]")


def give(page: Page, code: str, level: str) -> None:
    """Choose a level on a criterion as a person does, on its words."""
    card(page, code).locator("label", has=page.locator(f"[value='{level}']")).click()


def comment(page: Page, code: str) -> Locator:
    """Return a criterion's comment, its fold opened."""
    fold = card(page, code).locator("[data-remarks]")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return page.locator(f"#comment_{code}")


def says(page: Page, words: str) -> None:
    """Wait until the line of saving begins with these words."""
    expect(page.locator("[data-saved-words]")).to_have_text(re.compile(f"^{re.escape(words)}"))


def stored(judge: User, entry: Entry) -> Sheet:
    """Read a judge's sheet as the database holds it now."""
    db.session.rollback()
    assignment = find_assignment(judge, entry)
    return visibility.read_sheet(visibility.find_own_card(judge, assignment), assignment.rubric.criteria)
