"""Ten thousand scripted posts, fewer unless FULL=1: few letters, hardly one counts, and no person is lost."""

import os
import random
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.mail.models import Letter
from app.mail.rules import State as LetterState
from app.mail.worker import deliver_due
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.signals import hold_late
from app.web.actions import act
from tests.make import make_category
from tests.nominations.posting import keep_token, person, real_stories, send
from tests.nominations.proving import opened

pytestmark = pytest.mark.slow
FULL = bool(os.environ.get("FULL"))
POSTS = 10_000 if FULL else 700
# Each database meets one of them; with FULL=1 both.
ORIGINS = (1, 1000)
PEOPLE = 20
MOST_LETTERS = 500
WAITS = Nomination.state == State.UNCONFIRMED
HAS_LETTER = (
    select(Letter.id)
    .where(Letter.state == LetterState.SENT, Letter.subject == "nomination:" + Nomination.reference)
    .exists()
)
WORDS = " ".join(story for kind, story in real_stories() if kind in {"plain", "office"}).split()


def invented(chance):
    """Make up a story that nobody else sends."""
    return " ".join(chance.choices(WORDS, k=40))


def flood(client, category, origins):
    """Send scripted posts on one token and one time of opening, with real people in between."""
    chance, seen, people = random.Random(7), opened(60), []
    for number in range(POSTS):
        address = f"10.{number % origins // 250}.{number % origins % 250}.7"
        email = f"bot{number}@fake{number % 997}.example"
        sent = send(
            client, category, invented(chance), address=address, email=email, opened=seen, company="Stuffed Ltd"
        )
        assert sent.status_code == 303
        if number % (POSTS // PEOPLE) == 0:
            people.append(person(client, category, real_stories()[len(people)][1], address="192.0.2.9").location)
    return {location.partition("=")[2] for location in people}


def confirm_what_arrives():
    """Send letters as they fall due in three days, and let whoever got one confirm at once; return how many went."""
    start = clock.now()
    for hours in (0, 1, 24, 48, 71):
        with time_machine.travel(start + timedelta(hours=hours)):
            deliver_due()
            for nomination in db.session.scalars(select(Nomination).where(WAITS, HAS_LETTER)).all():
                act(service.confirm, nomination)
    with time_machine.travel(start + timedelta(hours=1, minutes=5)):
        hold_late()
    return db.session.query(Letter).filter_by(state=LetterState.SENT).count()


@pytest.mark.parametrize("turn", [0, 1] if FULL else [0])
def test_scripts_gain_nothing_and_people_lose_nothing(client, engine, turn):
    category, origins = make_category(), ORIGINS[(engine == "sqlite") ^ turn]

    people = flood(keep_token(client), category, origins)
    letters = confirm_what_arrives()

    rows = db.session.execute(select(Nomination.reference, Nomination.state)).all()
    counted = {reference for reference, state in rows if state is State.SUBMITTED}
    print(f"\n{POSTS} scripted posts of {origins} sources: {letters} letters,")
    print(f"   {len(counted - people)} counted; {len(people)} people")
    assert len(rows) == POSTS + PEOPLE
    assert people <= counted
    assert letters <= MOST_LETTERS
    assert len(counted - people) <= POSTS * 0.01
