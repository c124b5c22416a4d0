"""A curator at work in a browser: fifty by keys alone, a passage that is selected, and all of it without JavaScript."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.nominations.models import Mask, Nomination
from app.nominations.rules import Reason, State
from tests.look.leaving import leaving
from tests.make import PASSWORD, make_category, make_company, make_nomination, make_user, reload

pytestmark = pytest.mark.browser
QUEUE_LENGTH = 50
HELD_EVERY, REJECTED_EVERY, ASKED_EVERY = 10, 5, 25
STORY = "Priya Nair rang me 😀 on 020 7946 0958.\nShe stayed until it worked, and Priya was kind."


@pytest.fixture
def curator(app, live_site, page):
    user = make_user(role="curator", email="mina@example.org", name="Mina Okafor")
    sign_in(page, live_site)
    return user


def sign_in(page, site):
    page.goto(f"{site}/login")
    page.get_by_label("Email address").fill("mina@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(lambda url: "login" not in url)


class Keys:
    """A keyboard that counts, and waits for the page each deed leads to."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words):
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def deed(self, *keys):
        """Press keys of which the last leads to another page."""
        self.press(*keys[:-1])
        with leaving(self.page):
            self.press(keys[-1])


def fill_queue():
    category, company = make_category(), make_company("Brightline")
    for number in range(QUEUE_LENGTH):
        make_nomination(
            category=category, company_id=company.id, story=f"They helped me in case {number}. It took an hour."
        )


def count(state):
    return db.session.scalar(select(func.count(Nomination.id)).where(Nomination.state == state))


def test_a_curator_clears_a_queue_of_fifty_by_keys_alone(app, live_site, page, curator):
    fill_queue()
    page.goto(f"{live_site}/curate/nominations")
    keys = Keys(page)

    keys.deed("j", "o")
    for number in range(1, QUEUE_LENGTH + 1):
        if number % ASKED_EVERY == 0:
            keys.press("q")
            keys.type("Which team?")
            keys.deed("Control+Enter")
        elif number % HELD_EVERY == 0:
            keys.press("h")
            keys.type("ask Noor")
            keys.deed("Enter")
        elif number % REJECTED_EVERY == 0:
            keys.deed("r", "2", "Enter")
        else:
            keys.deed("a")

    db.session.rollback()
    print(f"\n{QUEUE_LENGTH} nominations decided with {keys.pressed} keystrokes")
    assert page.url.split("?")[0].endswith("/curate/nominations")
    assert [count(state) for state in (State.ACCEPTED, State.REJECTED, State.HELD, State.ASKED)] == [40, 4, 4, 2]
    assert set(db.session.scalars(select(Nomination.reason).where(Nomination.reason.is_not(None)))) == {Reason.NO_STORY}
    assert keys.pressed < 200


def test_a_slip_is_undone_by_one_key_and_keys_can_be_switched_off(app, live_site, page, curator):
    category, company = make_category(), make_company("Brightline")
    first, second = (make_nomination(category=category, company_id=company.id) for _ in range(2))
    page.goto(f"{live_site}/curate/nominations/{first.reference}")
    keys = Keys(page)

    keys.deed("a")
    assert page.url.split("?")[0].endswith(second.reference)
    keys.deed("u")
    assert reload(first).state is State.SUBMITTED

    page.get_by_label("On", exact=True).uncheck()
    keys.press("Escape", "a")
    page.wait_for_timeout(300)
    assert reload(first).state is State.SUBMITTED


def test_several_are_ticked_and_accepted_by_keys(app, live_site, page, curator):
    category, company = make_category(), make_company("Brightline")
    chosen = [make_nomination(category=category, company_id=company.id) for _ in range(3)]
    page.goto(f"{live_site}/curate/nominations")
    keys = Keys(page)

    keys.press("j", "x", "j", "x")
    keys.deed("A")
    page.get_by_role("button", name="Accept 2 nominations").press("Enter")
    page.wait_for_url("**/curate/nominations?batch=*")

    assert [reload(each).state for each in chosen] == [State.ACCEPTED, State.ACCEPTED, State.SUBMITTED]


def test_all_on_a_page_are_ticked_with_one_key(app, live_site, page, curator):
    category = make_category()
    for _ in range(3):
        make_nomination(category=category)
    page.goto(f"{live_site}/curate/nominations")
    ticked = "document.querySelectorAll('[name=chosen]:checked').length"

    page.keyboard.press("t")
    all_of_them = page.evaluate(ticked)
    page.keyboard.press("t")

    assert [all_of_them, page.evaluate(ticked)] == [3, 0]


def test_a_passage_selected_with_the_keyboard_is_hidden_where_it_stands(app, live_site, page, curator):
    nomination = make_nomination(story=STORY)
    page.goto(f"{live_site}/curate/nominations/{nomination.reference}")

    page.keyboard.press("m")
    page.get_by_label("The story, to select from by keyboard").evaluate(
        "(text) => { const at = text.value.lastIndexOf('Priya'); text.focus(); text.setSelectionRange(at, at + 5); }"
    )
    page.wait_for_function("document.querySelector('[name=passage]:not([type=hidden])').value === 'Priya'")
    page.get_by_label("Hide it wherever it stands in the story").uncheck()
    with leaving(page):
        page.get_by_role("button", name="Hide the passage").click()

    assert_hidden(nomination, ["Priya"], after="worked")


def test_a_passage_selected_with_the_mouse_is_hidden(app, live_site, page, curator):
    nomination = make_nomination(story=STORY)
    page.goto(f"{live_site}/curate/nominations/{nomination.reference}")

    page.keyboard.press("m")
    page.evaluate(
        """() => { const words = document.querySelector('[data-mask-story]'); const last = words.lastChild;
        document.activeElement.blur(); const range = document.createRange(); const at = last.data.indexOf('She stayed');
        range.setStart(last, at); range.setEnd(last, at + 10); document.getSelection().removeAllRanges();
        document.getSelection().addRange(range); }"""
    )
    page.wait_for_function("document.querySelector('textarea[name=passage]').value === 'She stayed'")
    with leaving(page):
        page.get_by_role("button", name="Hide the passage").click()

    assert_hidden(nomination, ["She stayed"])


def assert_hidden(nomination, words, after=""):
    db.session.rollback()
    masks = db.session.scalars(select(Mask).order_by(Mask.start)).all()
    assert [STORY[mask.start : mask.end] for mask in masks] == words
    assert all(mask.start > STORY.find(after) for mask in masks)
    assert nomination.id == masks[0].nomination_id


def test_everything_works_without_javascript(app, live_site, browser):
    make_user(role="curator", email="mina@example.org")
    nomination = make_nomination(story=STORY, company_name="Brightline")
    page = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    sign_in(page, live_site)
    page.goto(f"{live_site}/curate/nominations/{nomination.reference}")

    page.get_by_text("Hide a passage", exact=True).click()
    page.get_by_label("Passage to hide").fill("020 7946 0958")
    with leaving(page):
        page.get_by_role("button", name="Hide the passage").click()
    page.get_by_text("Do not accept it", exact=True).first.click()
    page.get_by_label("The story says too little").check()
    with leaving(page):
        page.get_by_role("button", name="Do not accept it").click()

    assert reload(nomination).state is State.REJECTED
    assert_hidden(nomination, ["020 7946 0958"])
