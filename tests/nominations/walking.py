"""Walk through the public form in a real browser, as a nominator would."""

import re

from playwright.sync_api import Page

STORY = "My router failed the evening before a hospital call. Priya stayed on the line until it worked."
PHONE = {"width": 390, "height": 844}


def go_on(page: Page, heading: str) -> None:
    """Press Continue and wait for the page with this heading."""
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", level=1, name=heading).wait_for()


def name_company(page: Page, company: str) -> None:
    """Name a company that is new, and leave its website out."""
    page.get_by_label("Which company is it?").fill(company)
    go_on(page, "What is its website?")
    go_on(page, "What do you want to honour?")


def tell(page: Page, category: str, story: str) -> None:
    page.get_by_label(category).check()
    go_on(page, "What happened?")
    page.get_by_label("What happened?").fill(story)
    go_on(page, "How was it for you?")


def leave_address(page: Page, address: str) -> None:
    page.get_by_label("Your email address").fill(address)
    page.get_by_label("Judges and the company may read my story").check()


def fill(page: Page, company: str = "Brightline Broadband", category: str = "Best self-service") -> None:
    """Fill the form from its first page to the answers."""
    name_company(page, company)
    tell(page, category, STORY)
    page.get_by_label("Relieved").check()
    go_on(page, "About you")
    leave_address(page, "ada@example.org")
    go_on(page, "Check your answers")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my nomination").click()
    page.wait_for_url("**/nominate/sent**")


def link_in(letter: object, what: str) -> str:
    """Find a link of this kind in a letter."""
    text = letter.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    found = re.search(rf"http\S+/{what}", text)
    assert found
    return found.group()
