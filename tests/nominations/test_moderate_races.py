"""Curators and nominators at the very same moment: one is first, the others are told who."""

import os

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.audit.models import AuditLine
from app.errors import Conflict
from app.extensions import db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import Mask, Nomination
from app.nominations.rules import Reason, State
from app.nominations.service import Placing, Read, Writing
from app.web.actions import act
from tests.make import make_category, make_nomination, make_user, reload
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 200 if os.environ.get("FULL") else 20
CHANGED = "They never answered me at all, to be honest, and I gave up."
DONE = {State.ACCEPTED, State.REJECTED, State.HELD, State.ASKED}


def by_each(nomination, curators, read=None):
    """Give one step to each curator: accept, reject, hold, ask, in turn."""
    deeds = [
        lambda n, by: service.accept(n, placing=Placing(company_name="Brightline"), read=read, by=by),
        lambda n, by: service.reject(n, reason=Reason.ADVERT, read=read, by=by),
        lambda n, by: service.hold(n, note="Wait.", read=read, by=by),
        lambda n, by: service.ask(n, question="Which team?", read=read, by=by),
    ]

    def step(number, curator):
        def run():
            row, by = db.session.get(Nomination, nomination.id), db.session.get(User, curator)
            act(deeds[number % len(deeds)], row, by)
            return curator

        return run

    return [step(number, curator) for number, curator in enumerate(curators)]


def test_of_eight_curators_at_once_one_is_first_and_the_others_read_who(app):
    category = make_category()
    curators = [make_user(name=f"Curator Number {number}") for number in range(8)]
    names = {user.id: user.name for user in curators}
    told = 0

    for _ in range(ROUNDS):
        nomination = make_nomination(category=category)
        read = Read(1, service.stamp_of(nomination))
        outcomes = at_once(app, *by_each(nomination, list(names), read))
        winners = [each for each in outcomes if not isinstance(each, Exception)]
        assert len(winners) == 1
        sentences = [str(each) for each in outcomes if isinstance(each, Conflict)]
        told += sum(names[winners[0]] in sentence for sentence in sentences)
        assert reload(nomination).state in DONE

    verbs = {"nomination accepted", "nomination not accepted", "nomination held", "nominator asked"}
    lines = db.session.scalar(select(func.count(AuditLine.number)).where(AuditLine.verb.in_(verbs)))
    letters = db.session.scalar(select(func.count(Letter.id)))
    print(f"\n{ROUNDS} rounds of 8 curators: {lines} deeds, {told} told who was first, {letters} letters")
    assert lines == ROUNDS
    assert told == 7 * ROUNDS


def test_a_withdrawal_and_a_decision_at_once_leave_one_of_the_two(app):
    category, by = make_category(), make_user().id
    for _ in range(ROUNDS):
        nomination = make_nomination(category=category)

        def withdraw(row_id=nomination.id):
            return act(service.withdraw, db.session.get(Nomination, row_id)).state

        outcomes = at_once(app, *by_each(nomination, [by]), withdraw)

        assert outcomes[1] is State.WITHDRAWN or isinstance(outcomes[1], Conflict)
        assert reload(nomination).state is State.WITHDRAWN


def test_one_passage_hidden_by_eight_at_once_is_hidden_once(app):
    category, by = make_category(), make_user().id

    def hide(row_id):
        def step():
            row, user = db.session.get(Nomination, row_id), db.session.get(User, by)
            return act(service.mask_passage, row, passage="Priya", kind=MaskKind.NAME, by=user)

        return step

    for _ in range(ROUNDS):
        nomination = make_nomination(category=category)
        outcomes = at_once(app, *[hide(nomination.id)] * 8)
        assert sorted(outcomes) == [0] * 7 + [1]

    db.session.rollback()
    assert db.session.scalar(select(func.count(Mask.id))) == ROUNDS


def test_a_nominator_who_changes_the_text_while_it_is_accepted_is_refused_or_read_first(app):
    category, by = make_category(), make_user().id
    accepted = 0
    for number in range(ROUNDS):
        nomination = make_nomination(category=category, email=f"ada{number}@example.org")
        read = Read(1, service.stamp_of(nomination))

        def edit(row_id=nomination.id, number=number):
            words = Writing(company_name="Brightline", story=CHANGED, email=f"ada{number}@example.org")
            row = db.session.get(Nomination, row_id)
            return act(service.edit, row, seen_revision=1, category_id=row.category_id, writing=words).revision_number

        curated, edited = at_once(app, *by_each(nomination, [by], read), edit)

        nomination = reload(nomination)
        assert isinstance(curated, Conflict) != isinstance(edited, Conflict)
        assert (nomination.state is State.ACCEPTED) == (nomination.revision_number == 1)
        accepted += nomination.state is State.ACCEPTED

    print(f"\n{ROUNDS} rounds of a change beside a decision: {accepted} accepted as read, {ROUNDS - accepted} changed")
