"""The page after sending: for the browser that sent it, and for everybody else."""

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditLine
from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.web.actions import act
from tests.make import make_category, make_company, make_nomination, reload, sent_letters
from tests.nominations.pages import Sheet, walk_to_check


@pytest.fixture
def sent(client):
    """Send a nomination and open the page after it."""
    category = make_category(slug="best-recovery")
    make_company("Brightline Broadband")
    answer = walk_to_check(client, category.slug).press(None)
    return Sheet(client, client.get(answer.location))


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def post(client, sheet, path, **typed):
    form = {"csrf_token": sheet.fields["csrf_token"][0], "reference": only_nomination().reference, **typed}
    return client.post(f"/nominate/sent/{path}", data=form, follow_redirects=True)


def addresses(app):
    return [letter["To"] for letter in sent_letters(app)]


def test_the_page_names_the_reference_and_where_the_letter_goes_and_nothing_else_personal(sent):
    assert only_nomination().reference in sent.text
    assert "ada@example.org" in sent.text
    assert "Ada Lovelace" not in sent.text
    assert "hospital" not in sent.text


def test_who_sent_it_sees_the_address_until_it_is_confirmed(client, sent):
    act(service.confirm, only_nomination())

    page = client.get(f"/nominate/sent?reference={only_nomination().reference}").get_data(as_text=True)

    assert "ada@example.org" not in page


def test_a_corrected_address_is_shown_as_it_now_stands(client, sent):
    page = post(client, sent, "address", email="ada@right.example").get_data(as_text=True)

    assert "ada@right.example" in page
    assert "ada@example.org" not in page


def test_a_stranger_gets_no_form_and_no_cookie(app, sent):
    stranger = app.test_client().get(f"/nominate/sent?reference={only_nomination().reference}")

    assert "Set-Cookie" not in stranger.headers
    assert "Send the letter again" not in stranger.get_data(as_text=True)
    assert only_nomination().reference in stranger.get_data(as_text=True)
    assert "ada@example.org" not in stranger.get_data(as_text=True)


def test_the_letter_is_sent_again_three_times_and_the_answer_stays_the_same(app, client, sent):
    assert addresses(app) == ["ada@example.org"]

    said = {post(client, sent, "again").get_data(as_text=True).count("we send its letter again") for _ in range(5)}

    verbs = db.session.scalars(select(AuditLine.verb)).all()
    assert said == {1}
    assert verbs.count("letter asked for again") == 3


def test_asking_again_sends_the_letter_again(app, client, sent):
    first = len(sent_letters(app))

    post(client, sent, "again")

    nomination = only_nomination()
    assert first == 1
    assert db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)).all()[-1] == "letter asked for again"
    assert nomination.revision_number == 1


def test_a_stranger_who_asks_hears_the_same_and_nothing_is_sent(app, sent):
    stranger = app.test_client()
    stranger.get("/nominate")
    token = Sheet(stranger, stranger.get("/nominate")).fields["csrf_token"][0]

    answer = stranger.post(
        "/nominate/sent/again",
        data={"csrf_token": token, "reference": only_nomination().reference},
        follow_redirects=True,
    )

    assert "we send its letter again" in answer.get_data(as_text=True)
    assert "letter asked for again" not in db.session.scalars(select(AuditLine.verb)).all()


def test_a_wrong_address_is_corrected(app, client, sent):
    answer = post(client, sent, "address", email="ada@right.example")

    assert "The address is corrected" in answer.get_data(as_text=True)
    assert only_nomination().written.email == "ada@right.example"
    assert only_nomination().written.qualities == ["attention", "resolution"]
    assert addresses(app) == ["ada@right.example"]


def test_a_corrected_address_keeps_the_company_that_was_chosen(app, client):
    category = make_category()
    company = make_company("Brightline Broadband")
    answer = walk_to_check(client, category.slug).press(None, company="Brightlin", company_id=company.slug)

    post(client, Sheet(client, client.get(answer.location)), "address", email="ada@right.example")

    assert only_nomination().company_id == company.id


def test_a_wrong_address_corrected_to_no_address_comes_back(client, sent):
    answer = post(client, sent, "address", email="ada@")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Enter your email address in the right format" in page
    assert 'value="ada@"' in page
    assert only_nomination().written.email == "ada@example.org"


def test_a_stranger_corrects_nothing(app, sent):
    stranger = app.test_client()
    token = Sheet(stranger, stranger.get("/nominate")).fields["csrf_token"][0]
    form = {"csrf_token": token, "reference": only_nomination().reference, "email": "eve@example.org"}

    stranger.post("/nominate/sent/address", data=form)

    assert only_nomination().written.email == "ada@example.org"


def test_addresses_are_corrected_three_times_in_six_hours(client, sent):
    for number in range(3):
        post(client, sent, "address", email=f"ada{number}@example.org")

    answer = post(client, sent, "address", email="victim@example.org")

    assert answer.status_code == 429
    assert 'value="victim@example.org"' in answer.get_data(as_text=True)
    assert only_nomination().written.email == "ada2@example.org"


def test_a_confirmed_nomination_keeps_its_address(client):
    nomination = make_nomination(state="submitted", email="ada@example.org")
    with client.session_transaction() as session:
        session["sent"] = [nomination.reference]
    make_category()
    token = Sheet(client, client.get("/nominate")).fields["csrf_token"][0]
    form = {"csrf_token": token, "reference": nomination.reference, "email": "eve@example.org"}

    answer = client.post("/nominate/sent/address", data=form)

    assert answer.status_code == 409
    assert reload(nomination).written.email == "ada@example.org"


def test_another_one_keeps_name_and_address(client, sent):
    sheet = sent.press("another")

    assert (sheet.status, sheet.heading) == (200, "Nominate somebody for great support")
    assert (sheet.fields["name"], sheet.fields["email"]) == (["Ada Lovelace"], ["ada@example.org"])
    assert sheet.fields["company"] == [""]
    assert "story" not in sheet.fields


def test_another_one_is_a_nomination_of_its_own(client, sent):
    sheet = sent.press("another").go_on(company="Fibreworks").go_on()
    sheet = sheet.go_on(category="best-recovery").go_on(story="They came at night and mended the cable.").go_on()

    sheet.go_on(consent="yes").press(None)

    db.session.rollback()
    assert db.session.scalar(select(func.count(Nomination.id))) == 2


def test_a_stranger_takes_nothing_along_to_another_one(app, sent):
    stranger = app.test_client()
    sheet = Sheet(stranger, stranger.get("/nominate")).press("another", reference=only_nomination().reference)

    assert "ada@example.org" not in sheet.text
    assert "Ada Lovelace" not in sheet.text


def test_the_link_to_share_leads_to_the_category_and_the_company_and_says_no_more(client, sent):
    link = sent.text.split('id="share-link"')[1].split('value="')[1].split('"')[0].replace("&amp;", "&")

    page = Sheet(client, client.get(link.removeprefix("http://localhost")))

    assert link == "http://localhost/nominate?category=best-recovery&company=Brightline+Broadband"
    assert page.fields["company"] == ["Brightline Broadband"]
    assert page.fields["category"] == ["best-recovery"]


@pytest.mark.parametrize("path", ["again", "address"])
@pytest.mark.parametrize("reference", ["nosuchrefe", "", "\x00"])
def test_a_reference_of_nothing_is_not_found(client, path, reference):
    make_category()
    token = Sheet(client, client.get("/nominate")).fields["csrf_token"][0]

    answer = client.post(f"/nominate/sent/{path}", data={"csrf_token": token, "reference": reference})

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["again", "address"])
def test_a_dead_token_changes_nothing(client, sent, path):
    answer = client.post(
        f"/nominate/sent/{path}",
        data={"csrf_token": "stale", "reference": only_nomination().reference, "email": "eve@example.org"},
    )

    assert answer.status_code == 422
    assert "This page was open for a long time" in answer.get_data(as_text=True)
    assert only_nomination().written.email == "ada@example.org"


def test_asking_again_says_how_long_it_can_take(client, sent):
    answer = post(client, sent, "again").get_data(as_text=True)

    assert answer.count("one letter in ten minutes to an address, so it can take that long") == 2


@pytest.mark.parametrize(
    ("state", "heading"),
    [
        (State.SUBMITTED, "Your nomination is confirmed"),
        (State.EXPIRED, "Your nomination was not confirmed in time"),
        (State.WITHDRAWN, "Your nomination was withdrawn"),
        (State.REPLACED, "A newer nomination stands in its place"),
        (State.ERASED, "Your nomination was erased"),
    ],
)
def test_the_page_says_what_is_true_of_it_now(client, sent, state, heading):
    nomination = only_nomination()
    act(lambda: setattr(nomination, "state", state))

    text = client.get(f"/nominate/sent?reference={nomination.reference}").get_data(as_text=True)

    assert heading in text
    assert ("is confirmed" in text) is (state is State.SUBMITTED)


def test_what_was_erased_is_not_claimed_to_be_kept(client, sent):
    nomination = only_nomination()
    act(service.erase, nomination)

    text = client.get(f"/nominate/sent?reference={reload(nomination).reference}").get_data(as_text=True)

    assert "Your nomination was erased" in text
    assert "are kept" not in text
