import pytest
from sqlalchemy import func, select

from app.audit.models import AuditLine
from app.companies.models import Company
from app.companies.rules import Staff
from app.errors import Conflict, Refused
from app.extensions import db
from app.nominations import queries, service
from app.nominations.models import Entry
from app.nominations.rules import Reason, State
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import (
    csrf,
    make_category,
    make_company,
    make_entry,
    make_nomination,
    make_season,
    make_user,
    reload,
    sent_letters,
    sign_in,
)


@pytest.fixture
def curator(client):
    user = make_user(role="curator")
    sign_in(client, user)
    return user


def decide(client, nomination, **choice):
    path = f"/curate/nominations/{nomination.reference}"
    return client.post(path, data={"csrf_token": csrf(client, path), **choice})


def test_a_curator_accepts_into_a_new_entry_of_a_new_company(client, curator, app):
    nomination = make_nomination(company_name="Brightline Broadband")

    answer = decide(
        client, nomination, decision="accept", entry="new", company="new", company_name="Brightline Broadband"
    )

    nomination = reload(nomination)
    assert answer.status_code == 303
    assert nomination.state is State.ACCEPTED
    assert nomination.entry.company.name == "Brightline Broadband"
    assert nomination.moderated_by_id == curator.id
    assert "was accepted" in sent_letters(app)[0]["Subject"]


def test_a_curator_accepts_into_an_entry_there_is(client, curator):
    entry = make_entry(company=make_company("Brightline"))
    nomination = make_nomination(category=entry.category, company_name="Brightline Ltd")

    decide(client, nomination, decision="accept", entry=entry.public_id)

    assert reload(nomination).entry_id == entry.id
    assert db.session.scalar(select(func.count(Entry.id))) == 1


def test_accepting_under_a_known_name_makes_no_second_company(app):
    make_company("ACME")
    nomination = make_nomination(company_name="Acme Ltd")

    act(service.accept, nomination, placing=Placing(company_name="Acme Ltd"), by=make_user())

    assert db.session.scalar(select(func.count(Company.id))) == 1


def test_a_rejected_nominator_is_told_the_reason(client, curator, app):
    nomination = make_nomination()

    decide(client, nomination, decision="reject", reason="no_story", note="Tell us what they did.")

    letter = sent_letters(app)[0]
    assert reload(nomination).state is State.REJECTED
    assert letter["To"] == nomination.written.email
    text = letter.get_body(("plain",)).get_content()
    assert "The story says too little" in text
    assert "Tell us what they did." in text


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({}, "Choose a decision"),
        ({"decision": "reject"}, "Choose the reason; the nominator is told"),
        ({"decision": "accept", "entry": "new", "company": "new", "company_name": ""}, "Enter the company"),
        ({"decision": "accept", "entry": "elsewhere"}, "Not a valid choice"),
    ],
    ids=["nothing", "no reason", "no name", "foreign entry"],
)
def test_a_decision_with_a_mistake_comes_back(client, curator, choice, sentence):
    nomination = make_nomination()

    answer = decide(client, nomination, note="Keep this word", **choice)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert "Keep this word" in answer.get_data(as_text=True)


def test_a_small_company_is_checked_before_it_is_accepted(client, curator):
    nomination = make_nomination(category=make_category(small_companies_only=True))
    choice = {"decision": "accept", "entry": "new", "company": "new", "company_name": "Little Loaf"}

    refused = decide(client, nomination, **choice)
    accepted = decide(client, nomination, **choice, staff="up_to_50")

    assert refused.status_code == 422
    assert "Check that at most 50 people work there" in refused.get_data(as_text=True)
    assert accepted.status_code == 303
    assert reload(nomination).entry.company.staff is Staff.UP_TO_50


def test_two_curators_deciding_at_once_decide_once(app):
    nomination = make_nomination()
    act(service.reject, nomination, reason=Reason.NO_STORY, by=make_user())

    with pytest.raises(Conflict, match="did not accept this nomination on"):
        act(service.accept, nomination, placing=Placing(company_name="Acme"), by=make_user())


def test_an_undone_decision_is_not_told(client, curator, app):
    nomination = make_nomination()
    decide(client, nomination, decision="reject", reason="advert")

    path = f"/curate/nominations/{nomination.reference}"
    client.post(f"{path}/undo", data={"csrf_token": csrf(client, path)})

    assert reload(nomination).state is State.SUBMITTED
    assert sent_letters(app) == []


def test_a_decision_stands_once_judging_has_opened(app):
    category = make_category(season=make_season(phase="judging"))
    nomination = make_nomination(state=State.ACCEPTED, category=category)

    with pytest.raises(Conflict, match="Judging has opened"):
        act(service.undo_decision, nomination, by=make_user())


def test_looking_at_an_address_is_written_down(client, curator):
    nomination = make_nomination(email="ada@example.org")
    path = f"/curate/nominations/{nomination.reference}"

    page = client.post(f"{path}/address", data={"csrf_token": csrf(client, path)})

    assert "ada@example.org" in page.get_data(as_text=True)
    assert "address opened" in db.session.scalars(select(AuditLine.verb)).all()
    assert "ada@example.org" not in client.get(path).get_data(as_text=True)


def test_the_queue_shows_the_longest_waiting_first(client, curator):
    category = make_category()
    for name in ("First", "Second"):
        make_nomination(category=category, company_name=name)
    make_nomination(category=category, company_name="Unconfirmed", state=State.UNCONFIRMED)

    page = client.get("/curate/nominations").get_data(as_text=True)

    assert page.index("First") < page.index("Second")
    assert "Unconfirmed" not in page


def test_a_change_and_its_audit_line_die_together(app):
    nomination = make_nomination()

    def accept_then_fail():
        service.accept(nomination, placing=Placing(company_name="Acme"), by=curator)
        raise Refused("No.")

    curator = make_user()
    with pytest.raises(Refused):
        act(accept_then_fail)

    db.session.rollback()
    assert reload(nomination).state is State.SUBMITTED
    assert "nomination accepted" not in db.session.scalars(select(AuditLine.verb)).all()


def test_a_story_shows_no_name_unless_the_nominator_said_so(client):
    hidden = make_nomination(state=State.ACCEPTED, name="Ada Lovelace")
    shown = make_nomination(state=State.ACCEPTED, name="Grace Hopper", show_name=True)

    assert "Ada Lovelace" not in client.get(f"/stories/{hidden.story_id}").get_data(as_text=True)
    assert "Grace Hopper" in client.get(f"/stories/{shown.story_id}").get_data(as_text=True)


def test_stories_accepted_after_judging_opened_wait(app):
    category = make_category(season=make_season(phase="judging"))
    entry = make_entry(category=category)
    make_nomination(state=State.ACCEPTED, entry=entry)

    assert queries.list_stories_of(entry) == []
