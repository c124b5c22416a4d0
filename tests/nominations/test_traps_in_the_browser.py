import pytest
from playwright.sync_api import expect

from app.nominations import proof
from tests.make import make_category

pytestmark = pytest.mark.browser


def wait_until_solved(page):
    expect(page.locator("[name=altcha]")).not_to_have_value("", timeout=120_000)


def test_the_browser_solves_the_puzzle_while_a_person_writes(page, live_site, app):
    make_category()

    page.goto(f"{live_site}/nominate")
    wait_until_solved(page)

    assert proof.check(page.input_value("[name=altcha]")) is None


def test_the_solution_travels_to_the_next_page_and_is_not_made_again(page, live_site, app):
    make_category()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/proof") else None)
    page.goto(f"{live_site}/nominate")
    wait_until_solved(page)
    solved = page.input_value("[name=altcha]")

    page.fill("[name=company]", "Brightline Broadband")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", level=1, name="What is its website?").wait_for()
    page.wait_for_load_state("networkidle")

    expect(page.locator("[name=altcha]")).to_have_value(solved)
    assert len(asked) == 1


def test_nobody_meets_the_field_for_scripts(page, live_site, app):
    make_category()
    page.goto(f"{live_site}/nominate")

    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.name || ''"))

    assert "subject" not in reached
    assert "company" in reached
    expect(page.get_by_role("textbox", name="Leave this field empty")).to_have_count(0)
    assert page.locator("div:has(> #subject)").bounding_box()["width"] <= 1
