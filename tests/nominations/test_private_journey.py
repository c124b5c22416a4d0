"""Nominators who come back: change their mind, answer, leave, erase; with and without JavaScript, and by keyboard."""

import pytest
from playwright.sync_api import expect

from app import clock
from app.extensions import db
from app.nominations import service
from app.nominations.models import MineRequest, NominationQuestion
from app.nominations.rules import State
from app.nominations.service import Writing
from app.nominations.service.sending import identity_hash
from app.web.actions import act
from app.web.links import token_for
from tests.look.leaving import leaving
from tests.look.walk import list_faults
from tests.make import make_nomination, make_user, reload, save, sent_letters
from tests.nominations.private import link_to

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
BETTER = "They called back within the hour, and Priya stayed on the line until everything worked."


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request, browser):
    """Give a phone, with JavaScript and without."""
    return browser.new_context(viewport=PHONE, java_script_enabled=request.param).new_page()


def asked(nomination):
    question = "Which branch was it?"
    return save(
        NominationQuestion(
            nomination_id=nomination.id, question=question, asked_by_id=make_user().id, asked_at=clock.now()
        )
    )


def assert_says(page, *sentences):
    for sentence in sentences:
        expect(page.locator("main")).to_contain_text(sentence)


def test_changing_ones_mind_about_the_words(app, live_site, phone):
    nomination = make_nomination()
    phone.goto(live_site + link_to(nomination))

    phone.get_by_role("link", name="Change what you wrote").click()
    phone.get_by_label("What happened?").fill(BETTER)
    phone.get_by_label("Relieved").check()
    phone.get_by_role("button", name="Save my changes").click()

    assert_says(phone, "Your changes are saved.", BETTER, "Changed by you")
    assert reload(nomination).written.feeling == "relieved"


def test_a_mistake_in_an_edit_loses_nothing(app, live_site, phone):
    nomination = make_nomination()
    phone.goto(live_site + link_to(nomination, "/edit"))

    phone.get_by_label("What happened?").fill(BETTER)
    phone.get_by_label("Your email address").fill("ada@")
    phone.get_by_role("button", name="Save my changes").click()

    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.get_by_label("What happened?")).to_have_value(BETTER)
    phone.get_by_label("Your email address").fill(nomination.written.email)
    phone.get_by_role("button", name="Save my changes").click()
    assert_says(phone, "Your changes are saved.", BETTER)


def test_answering_a_question(app, live_site, phone):
    nomination = make_nomination(state=State.ASKED)
    asked(nomination)
    phone.goto(live_site + link_to(nomination))

    phone.get_by_label("Your answer").fill("The one in Leeds.")
    phone.get_by_role("button", name="Send my answer").click()

    assert_says(phone, "Your answer is with the curator", "It is with our curators")


def test_taking_the_story_off_the_site_and_putting_it_back(app, live_site, phone):
    nomination = make_nomination(state=State.ACCEPTED)
    phone.goto(live_site + link_to(nomination))

    phone.get_by_role("link", name="Take the story off the site").click()
    phone.get_by_role("button", name="Take it off the site").click()

    assert_says(phone, "Its story is off the site, as you asked")
    assert phone.goto(f"{live_site}/stories/{nomination.story_id}").status in {404, 410}
    phone.goto(live_site + link_to(nomination, "/site"))
    with leaving(phone):
        phone.get_by_role("button", name="Put it back on the site").click()
    assert phone.goto(f"{live_site}/stories/{nomination.story_id}").status == 200


def test_withdrawing(app, live_site, phone):
    nomination = make_nomination(state=State.ACCEPTED)
    phone.goto(live_site + link_to(nomination))

    phone.get_by_role("link", name="Withdraw it").click()
    phone.get_by_role("button", name="Withdraw it").click()

    assert_says(phone, "It is withdrawn", "there is nothing to withdraw")
    assert phone.goto(f"{live_site}/stories/{nomination.story_id}").status in {404, 410}


def test_erasing_ends_with_a_receipt(app, live_site, phone):
    nomination = make_nomination(state=State.ACCEPTED)
    phone.goto(live_site + link_to(nomination))

    phone.get_by_role("link", name="Erase it").click()
    phone.get_by_role("button", name="Erase it for good").click()

    assert_says(phone, "Your nomination is erased", nomination.reference)
    assert reload(nomination).written.story is None


def test_finding_ones_nominations_again_by_letter(app, live_site, phone):
    nomination = make_nomination(email="ada@example.org")
    act(lambda: setattr(nomination, "identity", identity_hash("ada@example.org")))
    phone.goto(f"{live_site}/nominations/mine")

    phone.get_by_label("Your email address").fill("Ada@example.org")
    with leaving(phone):
        phone.get_by_role("button", name="Send me the list").click()
    text = sent_letters(app)[0].get_body(("plain",)).get_content()
    phone.goto(next(line for line in text.splitlines() if "/nominations/mine/" in line))
    phone.get_by_role("link", name="Brightline").click()

    assert_says(phone, "Your nomination of Brightline")


def test_erasing_by_keyboard_alone(app, live_site, browser):
    nomination = make_nomination()
    page = browser.new_context().new_page()
    page.goto(live_site + link_to(nomination))

    press_on(page, "Erase it")
    press_on(page, "Erase it for good")

    assert_says(page, "Your nomination is erased")


def press_on(page, name):
    """Walk by Tab to what bears this name, and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip() == name:
            break
    with leaving(page):
        page.keyboard.press("Enter")


def every_private_page():
    """Make nominations in every state, and list their pages by name."""
    by_state = {state.value: make_nomination(state=state) for state in State if state is not State.ERASED}
    asked(by_state["asked"])
    erased = act(service.erase, make_nomination())
    act(service.ask_for_list, "ada@example.org")
    wish = db.session.scalars(db.select(MineRequest)).one()
    own = by_state["submitted"]
    new = Writing(company_name="Brightline", story=BETTER, email="new@example.net")
    act(service.edit, own, seen_revision=1, category_id=own.category_id, writing=new)
    pages = {name: link_to(nomination) for name, nomination in by_state.items()}
    pages |= {tail: link_to(own, tail) for tail in ("/edit", "/site", "/withdraw", "/erase", "/news")}
    pages |= {"/answer": link_to(by_state["asked"], "/answer"), "erased": link_to(erased)}
    pages |= {"unsubscribe": link_to(own, "/unsubscribe", purpose="unsubscribe")}
    pages |= {"confirm": link_to(by_state["unconfirmed"], "/confirm", purpose="confirm")}
    pages |= {"mine": "/nominations/mine", "asked for": "/nominations/mine/asked"}
    return pages | {"list": f"/nominations/mine/{token_for('mine', wish.public_id)}"} | address_pages()


def address_pages():
    from app.nominations.models import AddressChange

    change = db.session.scalars(db.select(AddressChange)).one()
    return {tail: f"/nominations/{token_for(tail, change.public_id)}/{tail}" for tail in ("address", "keep")}


def test_every_private_page_is_usable_by_everybody(app, live_site, page):
    pages = every_private_page()
    db.session.rollback()
    faults = {}

    for name, path in pages.items():
        answer = page.goto(live_site + path)
        faults[name] = list_faults(page) + ([] if answer.status == 200 else [str(answer.status)])

    assert {name: wrong for name, wrong in faults.items() if wrong} == {}
