"""The name of a member of staff: hidden however it is typed, and known no longer than a story needs it."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.nominations import service
from app.nominations.models import EntryPerson, Nomination
from app.nominations.names import LONGEST_SHOWN, find_name, shown_name
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_category, make_nomination, make_user, reload

NAMED = [
    ("priya nair", "priya nair rang me, Priya stayed", "█ rang me, █ stayed"),
    ("PRIYA NAIR", "Priya Nair rang me, Priya stayed", "█ rang me, █ stayed"),
    ("José Peña", "Jose Pena rang me, José and PEÑA", "█ rang me, █ and █"),
    ("jose pena", "José Peña rang me", "█ rang me"),
    ("Bo Li", "Bo Li rang me, Bo did", "█ rang me, █ did"),
    ("O'Brien", "O’Brien rang me", "█ rang me"),
    ("Anna-Maria Weiss", "Anna Maria Weiss rang me", "█ rang me"),
    ("mcdonald", "McDonald rang me", "█ rang me"),
    ("@priya_nair", "@Priya_Nair rang me", "█ rang me"),
    ("мария иванова", "Мария Иванова помогла, спасибо Марии", "█ помогла, спасибо █"),
    ("김민수", "김민수 씨", "█ 씨"),
]
LEFT_ALONE = [
    ("Anna, the engineer", "The engineer on Monday"),
    ("the night team", "The Night and a Team"),
    ("Mrs Okafor", "Mrs Smith"),
    ("Jo from IT", "IT, From there"),
    ("ali", "alive and ali-ike, with an alibi"),
    (" - ", "a - b"),
    ("", "nobody"),
]


def readable(story, name):
    for start, end in reversed(find_name(story, name)):
        story = f"{story[:start]}█{story[end:]}"
    return story


@pytest.mark.parametrize(("name", "story", "read"), NAMED, ids=[case[0] for case in NAMED])
def test_a_name_is_found_however_it_was_typed(name, story, read):
    assert readable(story, name) == read


@pytest.mark.parametrize(("name", "story"), LEFT_ALONE, ids=[case[0] for case in LEFT_ALONE])
def test_other_words_are_left_alone(name, story):
    assert readable(story, name) == story


def test_name_and_role_that_are_too_long_together_leave_the_name():
    assert shown_name("N" * 120, "r" * 80, has_consented=True) == "N" * LONGEST_SHOWN
    assert shown_name("Priya Nair", "engineer", has_consented=True) == "Priya Nair, engineer"


def accepted(nominee="Zarquona Blickfeld", **columns):
    nomination = make_nomination(category=make_category(recognises="person"), nominee=nominee, **columns)
    act(service.accept, nomination, placing=Placing(company_name="Brightline"), by=make_user())
    return reload(nomination)


@pytest.mark.parametrize("nominee", ["zarquona blickfeld", "ZARQUONA BLICKFELD", "Zarquona Blickfeld"])
def test_readers_never_see_the_name_of_an_accepted_story(client, nominee):
    nomination = accepted(nominee, story="zarquona blickfeld rang me, and Zarquona Blickfeld rang me twice.")

    pages = [client.get(path).get_data(as_text=True) for path in ("/", f"/stories/{nomination.story_id}")]

    assert "rang me twice" in pages[1]
    assert not any("blickfeld" in page.lower() for page in pages)


def test_somebody_with_a_long_name_and_a_long_role_can_agree_to_be_named(app):
    entry, by = accepted().entry, make_user()

    act(service.change_person, entry, full_name="N" * 120, role="r" * 80, by=by)
    act(service.record_consent, entry, how="By mail", by=by)

    assert reload(entry).nominee == "N" * 120


def test_with_the_last_story_taken_back_nobody_is_known_behind_the_entry(app):
    nomination = accepted()

    act(service.undo_decision, nomination, by=make_user())

    assert db.session.scalar(select(func.count()).select_from(EntryPerson)) == 0


def test_with_the_last_story_erased_nobody_is_known_behind_the_entry(app):
    nomination = accepted()

    act(service.erase, nomination)

    assert db.session.scalar(select(func.count()).select_from(EntryPerson)) == 0


def test_while_another_story_stands_the_person_stays_known(app):
    first = accepted()
    other = make_nomination(category=first.category, nominee="Zarquona Blickfeld")
    act(service.accept, other, placing=Placing(entry=first.entry), by=make_user())

    act(service.undo_decision, db.session.get_one(Nomination, first.id), by=make_user())

    assert db.session.scalars(select(EntryPerson.full_name)).all() == ["Zarquona Blickfeld"]
