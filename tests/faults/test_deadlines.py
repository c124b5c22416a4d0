"""R9: at the deadline's edge what is taken is stored, and nothing is stored late."""

import os
import random
import time
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app import clock
from app.errors import Refused
from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.service import Writing
from app.programme import call
from app.programme.models import Season
from app.programme.rules import NOMINATION_GRACE
from app.web.actions import act
from tests.make import csrf, make_category
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 200 if os.environ.get("FULL") else 20
THREADS = 8


def close(season_id, when):
    act(lambda: setattr(db.session.get(Season, season_id), "nominations_close_at", when))


def test_at_the_edge_of_the_grace_thanked_is_stored_and_nothing_is_late(app):
    category = make_category()
    season_id, category_id = category.season_id, category.id
    taken = late = refused = 0

    def sending(key, longest):
        def step():
            time.sleep(random.uniform(0, longest))
            writing = Writing(company_name="Brightline", story="They stayed until it worked.", email="ada@example.org")
            return act(service.submit, submission_key=key, category_id=category_id, writing=writing)

        return step

    for number in range(ROUNDS):
        until_edge = 0.04 * (1 + number % 4)
        edge = clock.now() + timedelta(seconds=until_edge)
        close(season_id, edge - NOMINATION_GRACE)
        outcomes = at_once(
            app, *[sending(f"key-of-round-{number:04d}-{each}", 1.5 * until_edge) for each in range(THREADS)]
        )
        taken += sum(isinstance(outcome, str) for outcome in outcomes)
        refused += sum(isinstance(outcome, Refused) for outcome in outcomes)
        db.session.rollback()
        late += db.session.scalar(
            select(func.count(Nomination.id)).where(
                Nomination.created_at >= edge, Nomination.submission_key.like(f"key-of-round-{number:04d}-%")
            )
        )
    stored = db.session.scalar(select(func.count(Nomination.id)))

    print(f"\nR9 {ROUNDS} rounds of {THREADS}: {taken} thanked, {stored} stored, {refused} refused, {late} late")
    assert (stored, refused, late) == (taken, ROUNDS * THREADS - taken, 0)
    close(season_id, clock.now() + timedelta(hours=1) - NOMINATION_GRACE)
    assert isinstance(at_once(app, sending("key-before-the-edge", 0))[0], str)
    close(season_id, clock.now() - NOMINATION_GRACE)
    assert isinstance(at_once(app, sending("key-after-the-edge", 0))[0], Refused)


@pytest.mark.parametrize(("minutes", "status", "stored"), [(29, 303, 1), (31, 422, 0)], ids=["within", "after"])
def test_a_form_opened_before_the_close_is_taken_within_the_grace(client, minutes, status, stored):
    category = make_category()
    closes_at = category.season.nominations_close_at
    with time_machine.travel(closes_at - timedelta(minutes=5), tick=False):
        call.forget()
        token = csrf(client, "/nominate")
    story = "My router failed before a hospital call and they stayed on the line."
    form = {"csrf_token": token, "submission_key": "k" * 20, "company": "Brightline", "category": category.slug}
    form |= {"story": story, "email": "ada@example.org", "consent": "yes"}
    db.session.rollback()

    with time_machine.travel(closes_at + timedelta(minutes=minutes), tick=False):
        call.forget()
        answer = client.post("/nominate", data=form)

    assert answer.status_code == status
    assert db.session.scalar(select(func.count(Nomination.id))) == stored
    assert stored or story in answer.get_data(as_text=True)
