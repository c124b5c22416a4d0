"""Every page that people of the demo can reach: axe, one heading, no sideways scrolling, no word in the console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from app.demo.people import SIGN_IN_WORDS
from app.extensions import db
from app.honours.models import CompanyPage
from app.honours.queries.pages import token_of
from tests.demo.filled import fill
from tests.look.leaving import leaving
from tests.look.walk import list_faults, walk
from tests.served import served
from tests.stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(_stage: Stage, engine: str, _shared: Path) -> Iterator[str]:
    """Serve the demo for all walks."""
    fill(_stage, engine, _shared)
    with served(_stage.app(engine)) as address:
        yield address


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(SIGN_IN_WORDS)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "login" not in url)


def test_pages_for_the_public_are_usable_by_everybody(site: str, page: Page) -> None:
    faults = dict(walk(page, site, "/"))

    assert {path: wrong for path, wrong in faults.items() if wrong} == {}
    assert {"/nominate", "/winners", "/how-we-judge", "/judges", "/privacy", "/login"} <= faults.keys()


def test_every_page_of_the_form_is_usable_by_everybody(site: str, page: Page) -> None:
    faults = {}

    for name in walk_the_form(page, site):
        faults[name] = list_faults(page)

    assert {name: wrong for name, wrong in faults.items() if wrong} == {}
    assert len(faults) == 11


def test_a_name_without_end_makes_no_page_of_the_form_wider(site: str, page: Page) -> None:
    name = "Brightline" * 20
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/nominate")
    wide = {}

    for button, given in [
        ("Continue", {"company": name}),
        ("Continue", {"website": f"https://{name.lower()[:60]}.example/{name}"}),
        ("Continue", {"choose": "Best recovery", "nominee": name[:120]}),
        ("Continue", {"story": name}),
        ("Continue", {}),
        (
            "Continue",
            {"choose": "Judges and the company", "email": f"{name.lower()[:60]}@example.org", "name": name[:100]},
        ),
    ]:
        press(page, button, **given)
        wide[page.locator("h1").inner_text()] = page.evaluate("document.documentElement.scrollWidth")

    assert "Check your answers" in wide
    assert {heading: width for heading, width in wide.items() if width > 390} == {}


def walk_the_form(page: Page, site: str) -> Iterator[str]:
    """Go through the form with and without mistakes, and name each page when it is open."""
    steps = [
        (lambda: page.goto(f"{site}/nominate"), "first"),
        (lambda: press(page, "Continue"), "first refused"),
        (lambda: press(page, "Continue", company="Fernholow Broadban"), "which company"),
        (lambda: press(page, "Continue", none="None of these"), "website"),
        (lambda: press(page, "Continue"), "honour"),
        (lambda: press(page, "Continue", choose="Best recovery", nominee="Sam"), "story"),
        (lambda: press(page, "Continue", story="They came at night and mended the cable."), "felt"),
        (lambda: press(page, "Continue", choose="Relieved"), "about"),
        (lambda: press(page, "Continue"), "about refused"),
        (lambda: press(page, "Continue", choose="Judges and the company", email="ada@example.org"), "check"),
        (lambda: press(page, "Send my nomination"), "sent"),
    ]
    for step, name in steps:
        step()
        yield name


def press(page: Page, button: str, choose: str = "", none: str = "", **typed: str) -> None:
    """Fill fields by name, tick what is to be ticked, and go on."""
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    for label in filter(None, (choose, none)):
        page.get_by_label(label).first.check()
    with leaving(page):
        page.get_by_role("button", name=button).click()


@pytest.fixture
def own(_stage: Stage, engine: str, site: str) -> str:
    """Return where a company of the demo finds its own page."""
    with _stage.app(engine).app_context():
        first = db.session.scalars(select(CompanyPage).order_by(CompanyPage.id).limit(1)).one()
        address = f"/company/{token_of(first)}"
        db.session.rollback()
    return address


def test_a_companys_own_pages_are_usable_by_everybody(site: str, page: Page, own: str) -> None:
    faults = dict(walk(page, site, own, within=("/company/",)))

    assert {path: wrong for path, wrong in faults.items() if wrong} == {}
    assert {own, f"{own}/correct", f"{own}/unnamed", f"{own}/letters"} <= faults.keys()


@pytest.mark.parametrize(
    ("email", "start", "reached"),
    [
        (
            "rosa@example.org",
            "/organise/",
            {
                "/organise/",
                "/organise/seasons/new",
                "/organise/site",
                "/organise/people/",
                "/organise/judges",
                "/organise/mail",
                "/organise/progress",
                "/organise/audit",
            },
        ),
        (
            "rosa@example.org",
            "/curate/",
            {
                "/curate/nominations",
                "/curate/companies",
                "/curate/nominations/new",
                "/curate/sources",
                "/curate/outreach",
                "/curate/digest",
                "/curate/learning",
                "/curate/mentions/new",
            },
        ),
        ("amara@example.org", "/judge/", {"/judge/"}),
        ("amara@example.org", "/account", {"/account", "/account/password", "/account/second-factor/set-up"}),
    ],
    ids=["organiser", "curator", "judge", "account"],
)
def test_pages_of_work_are_usable_by_everybody(
    site: str, page: Page, email: str, start: str, reached: set[str]
) -> None:
    sign_in(page, site, email)

    faults = dict(walk(page, site, start, within=(start.rstrip("/"),)))

    assert {path: wrong for path, wrong in faults.items() if wrong} == {}
    assert reached <= faults.keys()


def test_the_queue_is_usable_with_everything_open_many_chosen_and_nothing_found(site: str, page: Page) -> None:
    sign_in(page, site, "rosa@example.org")
    faults = {}

    for address in ("/curate/?network=x", "/curate/?lang=none", "/curate/?show=snoozed", "/curate/?q=nothingofthekind"):
        page.goto(site + address)
        page.eval_on_selector_all("main details", "(all) => all.forEach((each) => { each.open = true })")
        faults[address] = list_faults(page)
    for action in ("Dismiss", "Snooze", "Claim"):
        page.goto(f"{site}/curate/")
        page.locator("[data-tick-all]").click()
        page.locator("#bulk").get_by_role("button", name=action).click()
        faults[action] = list_faults(page)

    assert {name: wrong for name, wrong in faults.items() if wrong} == {}
