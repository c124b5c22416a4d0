"""The field that looks companies up, by keyboard, by touch and by ear, on the page of the public form."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.companies import service
from app.web.actions import act
from tests.look.leaving import leaving
from tests.look.walk import list_violations
from tests.make import make_category

pytestmark = pytest.mark.browser


@pytest.fixture
def form(app, live_site: str, page: Page) -> Page:
    """Open the form where three companies are known."""
    make_category()
    for name in ("Brightline Broadband", "Brightside Bank", "Brightwater Tools"):
        act(service.register, name=name, website=f"https://{name.split()[0].lower()}.example", by="test")
    page.goto(f"{live_site}/nominate")
    return page


def typed(form: Page, text: str):
    """Type words at one stroke, so that no answer to half of them can come in between."""
    field = form.get_by_role("combobox")
    field.fill(text)
    return field


def said(form: Page):
    return form.locator("[data-lookup-said]")


def chosen(form: Page):
    return form.locator("[data-lookup-id]")


def test_a_company_is_chosen_by_keys_alone(form: Page) -> None:
    field = typed(form, "bright")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(said(form)).to_have_text("3 companies found.")

    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowDown")
    expect(form.locator("[aria-selected=true]")).to_have_attribute("id", field.get_attribute("aria-activedescendant"))
    name = form.locator("[aria-selected=true] bdi").inner_text()
    form.keyboard.press("Enter")

    expect(field).to_have_value(name)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(chosen(form)).to_have_value(name.lower().replace(" ", "-"))
    expect(said(form)).to_contain_text(f"Chosen: {name}")
    expect(field).to_be_focused()


def test_typing_on_forgets_what_was_chosen(form: Page) -> None:
    field = typed(form, "brightwater")
    form.get_by_role("option").first.click()
    expect(chosen(form)).to_have_value("brightwater-tools")

    field.press("x")

    expect(chosen(form)).to_have_value("")


def test_escape_closes_the_list_and_keeps_the_words(form: Page) -> None:
    field = typed(form, "bright")
    expect(form.get_by_role("listbox")).to_be_visible()

    form.keyboard.press("Escape")

    expect(form.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("bright")


def test_the_arrows_go_round_and_back_to_the_words(form: Page) -> None:
    field = typed(form, "bright")
    expect(form.get_by_role("option")).to_have_count(3)

    form.keyboard.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "lookup-option-3")
    form.keyboard.press("ArrowDown")

    expect(field).not_to_have_attribute("aria-activedescendant", "lookup-option-1")
    expect(form.locator("[aria-selected=true]")).to_have_count(0)


def test_the_open_list_lies_over_nothing_and_moves_nothing_from_under_the_pointer(form: Page) -> None:
    form.set_viewport_size({"width": 390, "height": 844})
    typed(form, "bright")
    expect(form.get_by_role("option")).to_have_count(3)
    box = form.get_by_role("button", name="Continue").bounding_box()

    form.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    form.mouse.down()
    expect(form.get_by_role("listbox")).to_be_visible()
    with leaving(form):
        form.mouse.up()

    expect(form.get_by_role("heading", name="Which of these is it?")).to_be_visible()


def test_a_company_nobody_knows_is_said_to_be_added(form: Page) -> None:
    typed(form, "Zanzibar Quilts")

    expect(said(form)).to_contain_text("Not in our list yet")
    expect(form.get_by_role("listbox")).to_be_hidden()


def test_the_open_list_is_usable_by_everybody(form: Page) -> None:
    typed(form, "bright")
    expect(form.get_by_role("option")).to_have_count(3)
    form.keyboard.press("ArrowDown")

    for theme in ("light", "dark"):
        form.emulate_media(color_scheme=theme)
        assert list_violations(form) == []


def test_a_site_that_does_not_answer_leaves_a_plain_field(form: Page) -> None:
    form.route("**/companies/suggest**", lambda route: route.fulfill(status=503, body="<h1>Away</h1>"))

    with form.expect_response("**/companies/suggest**"):
        field = typed(form, "bright")

    expect(form.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("bright")


def test_without_javascript_it_is_a_text_field(form: Page, live_site: str, browser: Browser) -> None:
    plain = browser.new_page(java_script_enabled=False)

    plain.goto(f"{live_site}/nominate")

    expect(plain.get_by_role("textbox", name="company")).to_be_visible()
    expect(plain.get_by_role("combobox")).to_have_count(0)
    plain.close()
