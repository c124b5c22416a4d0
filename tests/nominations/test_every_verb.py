"""Each thing a curator does, in every state, twice, and at once: a clear sentence, and never a letter too many."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import User
from app.errors import Conflict, Refused
from app.extensions import db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import Nomination, NominationQuestion
from app.nominations.rules import ENDED, Reason, State
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import make_category, make_company, make_nomination, make_user, reload
from tests.watch import at_once, every_row

VERBS = {
    "accept": lambda row, by: service.accept(row, placing=Placing(company_name="Kettlebrook"), by=by),
    "reject": lambda row, by: service.reject(row, reason=Reason.NO_STORY, by=by),
    "hold": lambda row, by: service.hold(row, note="look twice", by=by),
    "ask": lambda row, by: service.ask(row, question="Which month was it?", by=by),
    "undo": lambda row, by: service.undo_decision(row, by=by),
    "mask": lambda row, by: service.mask_passage(row, passage="hospital", kind=MaskKind.OTHER, by=by),
    "move": lambda row, by: service.move(row, category=row.season.categories[-1], by=by),
}
each_verb = pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)


def make_row(state=State.SUBMITTED):
    make_company("Kettlebrook")
    category = make_category()
    make_category(season=category.season)
    return make_nomination(state=state, category=category)


def attempt(verb, row, by):
    """Do it, and return what was said when it was refused."""
    try:
        act(verb, row, by)
    except Refused as refusal:
        return refusal.sentence
    return ""


def count_letters():
    db.session.rollback()
    return db.session.scalar(select(func.count(Letter.id)))


@each_verb
@pytest.mark.parametrize("state", State)
def test_a_second_press_changes_nothing_in_any_state(app, verb, state):
    row, curator = make_row(state), make_user()
    first = attempt(verb, row, curator)
    before = every_row()

    second = attempt(verb, row, curator)

    assert every_row() == before
    assert {sentence[-1:] for sentence in (first, second)} <= {"", "."}
    assert count_letters() <= 1


@pytest.mark.parametrize("state", sorted(ENDED | {State.UNCONFIRMED}))
@pytest.mark.parametrize("name", sorted(VERBS.keys() - {"mask"}))
def test_what_has_ended_or_is_not_confirmed_is_no_curators_to_change(app, name, state):
    row, curator, verb = make_row(state), make_user(), VERBS[name]
    before = every_row()

    sentence = attempt(verb, row, curator)

    assert sentence
    assert "you to confirm" not in sentence
    assert every_row() == before


@pytest.mark.parametrize("name", ["accept", "reject", "ask"])
def test_a_colleague_at_the_same_moment_sends_no_second_letter(app, name):
    row = make_row()
    number, curators = row.id, [make_user().id for _ in range(4)]

    def press(curator):
        return lambda: VERBS[name](db.session.get_one(Nomination, number), db.session.get_one(User, curator))

    failures = at_once(app, [press(curator) for curator in curators])

    assert len(failures) == 3
    assert all(isinstance(each, Conflict) for each in failures)
    assert count_letters() == 1


def test_another_reason_from_the_same_curator_is_not_lost_in_silence(app):
    row, curator = make_row(), make_user()
    act(service.reject, row, reason=Reason.NO_STORY, by=curator)

    with pytest.raises(Conflict, match="did not accept this nomination"):
        act(service.reject, row, reason=Reason.ADVERT, by=curator)

    assert reload(row).reason is Reason.NO_STORY


def test_another_question_from_the_same_curator_is_not_lost_in_silence(app):
    row, curator = make_row(), make_user()
    act(service.ask, row, question="Which month was it?", by=curator)

    with pytest.raises(Conflict):
        act(service.ask, row, question="Which shop was it?", by=curator)

    assert db.session.scalars(select(NominationQuestion.question)).all() == ["Which month was it?"]
