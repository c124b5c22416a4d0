import os

import pytest

from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.nominations.service import Placing, Writing
from app.nominations.service.taking import Read, stamp_of
from app.web.actions import act
from tests.make import make_category, make_nomination, make_user, reload
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 200 if os.environ.get("FULL") else 20
FIRST = "My router failed before a hospital call and Priya stayed on the line until it worked."


def editing(nomination, story, *, seen=1):
    number, category, email = nomination.id, nomination.category_id, nomination.written.email
    writing = Writing(company_name="Brightline", story=story, email=email)

    def step():
        own = db.session.get(Nomination, number)
        return act(service.edit, own, seen_revision=seen, category_id=category, writing=writing).revision_number

    return step


def accepting(nomination, curator):
    number, curator_id = nomination.id, curator.id
    read = Read(revision=nomination.revision_number, stamp=stamp_of(nomination))

    def step():
        own, by = db.session.get(Nomination, number), db.session.get(User, curator_id)
        return act(service.accept, own, placing=Placing(company_name="Brightline"), read=read, by=by).state

    return step


def test_what_was_accepted_is_always_what_the_curator_read(app):
    category, curator = make_category(), make_user()
    accepted = 0

    for _ in range(ROUNDS):
        nomination = make_nomination(category=category, story=FIRST)
        edited, decided = at_once(app, editing(nomination, f"{FIRST} And more."), accepting(nomination, curator))
        after = reload(nomination)
        assert isinstance(edited, Refused) != isinstance(decided, Refused), (edited, decided)
        if after.state is State.ACCEPTED:
            accepted += 1
            assert after.written.story == FIRST

    print(f"\n{ROUNDS} rounds of one nominator and one curator: {accepted} accepted as read, the others edited first")


def test_of_two_windows_one_saves_and_the_other_is_told(app):
    category = make_category()

    for number in range(ROUNDS):
        nomination = make_nomination(category=category, story=FIRST)
        outcomes = at_once(app, *(editing(nomination, f"{FIRST} Window {window} of {number}.") for window in (1, 2)))
        saved = [outcome for outcome in outcomes if not isinstance(outcome, Refused)]

        assert len(saved) == 1, outcomes
        assert [each.number for each in reload(nomination).revisions] == [1, 2]


def test_erasing_while_a_curator_accepts_leaves_nothing_behind(app):
    category, curator = make_category(), make_user()

    for _ in range(ROUNDS):
        nomination = make_nomination(category=category, story=FIRST)
        number = nomination.id

        def erasing(number=number):
            return act(service.erase, db.session.get(Nomination, number)).state

        at_once(app, erasing, accepting(nomination, curator))

        after = reload(nomination)
        assert after.state is State.ERASED
        assert after.written.story is None
