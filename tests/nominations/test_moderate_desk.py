"""A curator's desk: hold, ask, move, hide, and what two curators see of one another."""

import re

import pytest
from sqlalchemy import func, select

from app.audit.models import AuditLine
from app.errors import Conflict
from app.extensions import db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.models import NominationQuestion, NominationRevision
from app.nominations.rules import Reason, State
from app.nominations.service import Placing, Read
from app.web.actions import act
from tests.make import (
    csrf,
    make_category,
    make_nomination,
    make_season,
    make_user,
    reload,
    sent_letters,
    sign_in,
)

STORY = "Priya Nair rang me on 020 7946 0958 and stayed until the line worked. Priya was kind."


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def verbs():
    db.session.rollback()
    return db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number)).all()


def path_of(nomination):
    return f"/curate/nominations/{nomination.reference}"


def decide(client, nomination, **choice):
    path = path_of(nomination)
    return client.post(path, data={"csrf_token": csrf(client, path), **choice})


def text_of(answer):
    return answer.get_data(as_text=True)


def test_what_is_held_shows_its_note_to_colleagues_only(client, curator, app):
    nomination = make_nomination()

    answer = decide(client, nomination, decision="hold", held_note="Ask the depot first.")

    assert answer.status_code == 303
    assert reload(nomination).state is State.HELD
    assert "Ask the depot first." in text_of(client.get(path_of(nomination)))
    assert "Ask the depot first." in text_of(client.get("/curate/nominations?show=held"))
    assert sent_letters(app) == []


def test_a_question_goes_to_the_nominator_once(client, curator, app):
    nomination = make_nomination(email="ada@example.org")

    for _ in range(2):
        act(service.ask, nomination, question="Which of their teams was it?", by=curator)

    letters = sent_letters(app)
    assert reload(nomination).state is State.ASKED
    assert [letter["To"] for letter in letters] == ["ada@example.org"]
    assert "Which of their teams was it?" in letters[0].get_body(("plain",)).get_content()
    assert db.session.scalar(select(func.count(NominationQuestion.id))) == 1


def test_a_question_taken_back_is_not_sent(client, curator, app):
    nomination = make_nomination()
    decide(client, nomination, decision="ask", question="Which team?")

    client.post(f"{path_of(nomination)}/undo", data={"csrf_token": csrf(client, path_of(nomination))})

    assert reload(nomination).state is State.SUBMITTED
    assert sent_letters(app) == []
    assert db.session.scalar(select(func.count(NominationQuestion.id))) == 0


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"decision": "ask", "question": ""}, "Enter what you want to know"),
        ({"decision": "ask", "question": "x" * 1001}, "cannot be longer than 1000"),
        ({"decision": "hold", "held_note": "bell \x07"}, "invisible control characters"),
    ],
    ids=["no question", "long question", "control character"],
)
def test_a_mistake_comes_back_with_what_was_typed(client, curator, choice, sentence):
    nomination = make_nomination()

    answer = decide(client, nomination, **choice)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert reload(nomination).state is State.SUBMITTED


def test_whoever_comes_second_reads_who_was_first(app):
    nomination = make_nomination()
    mina, noor = make_user(name="Mina Okafor"), make_user(name="Noor Haddad")
    act(service.accept, nomination, placing=Placing(company_name="Brightline"), by=mina)

    with pytest.raises(Conflict, match=r"Mina Okafor accepted this nomination on \w+day"):
        act(service.reject, nomination, reason=Reason.ADVERT, by=noor)


def test_a_colleague_s_hold_is_seen_before_it_is_decided_away(app):
    nomination = make_nomination()
    read = Read(1, service.stamp_of(nomination))
    act(service.hold, nomination, note="Wait.", by=make_user(name="Mina Okafor"))

    with pytest.raises(Conflict, match="Mina Okafor held this nomination"):
        act(service.accept, nomination, placing=Placing(company_name="Acme"), read=read, by=make_user())


def test_a_decision_about_a_text_that_changed_is_refused_and_shows_the_new_text(client, curator):
    nomination = make_nomination(story="They answered and stayed until it worked.")
    page = client.get(path_of(nomination))
    sent = {name: hidden(page, name) for name in ("csrf_token", "revision", "stamp")}
    revise(nomination, "They never answered me at all, to be honest.")

    answer = client.post(path_of(nomination), data={**sent, "decision": "accept", "entry": "new", "company": "new"})

    assert answer.status_code == 409
    assert "The nominator changed the text" in text_of(answer)
    assert "They never answered me at all" in text_of(answer)
    assert hidden(answer, "revision") == "2"
    assert reload(nomination).state is State.SUBMITTED


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text_of(page)).group(1)


def revise(nomination, story):
    def write():
        row = db.session.merge(nomination)
        row.revision_number = 2
        db.session.add(
            NominationRevision(
                nomination_id=row.id,
                number=2,
                story=story,
                email="ada@example.org",
                company_name="Brightline",
                qualities=[],
                created_at=row.created_at,
            )
        )

    act(write)
    db.session.expire_all()


def test_the_same_curator_pressing_twice_decides_once(app):
    nomination, by = make_nomination(), make_user()

    for _ in range(2):
        act(service.reject, nomination, reason=Reason.ADVERT, by=by)
    for _ in range(2):
        act(service.undo_decision, nomination, by=by)
    for _ in range(2):
        act(service.hold, nomination, note="Look twice.", by=by)

    assert verbs() == ["nomination not accepted", "decision undone", "nomination held"]
    assert db.session.scalar(select(func.count(Letter.id))) == 1


def test_after_a_decision_the_next_one_is_there_with_an_undo(client, curator):
    category = make_category()
    first, second = (make_nomination(category=category, company_name=name) for name in ("First", "Second"))

    answer = decide(client, first, decision="reject", reason="advert")
    page = client.get(answer.location)

    assert answer.location.startswith(path_of(second))
    assert "Not accepted: First." in text_of(page)
    assert f"{path_of(first)}/undo" in text_of(page)


def test_a_nomination_moves_to_another_category_of_its_season(client, curator):
    season = make_season()
    wrong, right = make_category(season=season), make_category(season=season, name="Best recovery")
    nomination = make_nomination(category=wrong)
    path = f"{path_of(nomination)}/category"

    answer = client.post(path, data={"csrf_token": csrf(client, path), "category": right.slug})

    assert answer.status_code == 303
    assert reload(nomination).category_id == right.id
    assert verbs()[-1] == "nomination moved"


def test_a_decided_nomination_is_not_moved(app):
    nomination = make_nomination(state=State.REJECTED, reason=Reason.ADVERT)
    other = make_category(season=nomination.season)

    with pytest.raises(Conflict, match="Undo the decision first"):
        act(service.move, nomination, category=other, by=make_user())


@pytest.mark.parametrize(
    "choice", [{"decision": "reject", "reason": "advert"}, {"decision": "ask", "question": "Which?"}]
)
def test_a_letter_that_was_overtaken_says_so_in_the_outbox(client, curator, choice):
    nomination = make_nomination()
    decide(client, nomination, **choice)

    client.post(f"{path_of(nomination)}/undo", data={"csrf_token": csrf(client, path_of(nomination))})

    db.session.rollback()
    assert db.session.scalars(select(Letter.reason)).one() == "overtaken by a later decision"
