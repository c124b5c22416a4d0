import os

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.models import Entry, Nomination
from app.nominations.rules import State
from app.nominations.service import Placing, Writing
from app.web.actions import act
from tests.make import make_category, make_nomination, make_user, reload
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 200 if os.environ.get("FULL") else 20
THREADS = 8


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_one_form_sent_eight_times_at_once_is_one_nomination_with_one_letter(app):
    category = make_category()

    def sending(key):
        writing = Writing(company_name="Brightline", story="They stayed until it worked.", email="ada@example.org")
        return lambda: act(service.submit, submission_key=key, category_id=category.id, writing=writing)

    references = [set(at_once(app, *[sending(f"key-of-round-{number:06d}")] * THREADS)) for number in range(ROUNDS)]

    print(f"\nR10 {ROUNDS} rounds of {THREADS} senders: {count(Nomination)} nominations, {count(Letter)} letters")
    assert all(len(each) == 1 for each in references)
    assert count(Nomination) == count(Letter) == ROUNDS


def test_two_curators_deciding_at_once_decide_once_and_open_one_entry(app):
    category = make_category()
    curators = [make_user().id, make_user().id]
    winners, told = [], []

    def accepting(nomination_id, curator):
        def step():
            nomination = db.session.get(Nomination, nomination_id)
            by = db.session.get(User, curator)
            return act(service.accept, nomination, placing=Placing(company_name="Brightline"), by=by).state

        return step

    for _ in range(ROUNDS):
        nomination = make_nomination(category=category)
        outcomes = at_once(app, *(accepting(nomination.id, curator) for curator in curators))
        winners += [number for number, outcome in enumerate(outcomes) if outcome is State.ACCEPTED]
        told += [str(outcome) for outcome in outcomes if isinstance(outcome, Refused)]
        assert reload(nomination).state is State.ACCEPTED

    won = f"first {winners.count(0)}, second {winners.count(1)}"
    print(f"\nR10 {ROUNDS} rounds of two curators: {len(winners)} decisions ({won}), {count(Entry)} entry")
    assert len(winners) == len(told) == ROUNDS
    assert all("accepted" in sentence for sentence in told)
    assert count(Entry) == 1
