"""Whoever had a nomination in hand is kept, and judges no entry it counts towards."""

import pytest
from sqlalchemy import select

from app.accounts.models import UserRole
from app.accounts.rules import Role
from app.extensions import db
from app.judging import queries as judging
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import Mask, Moderation, Nomination
from app.nominations.rules import Medium, Reason
from app.nominations.service import Placing, Writing
from app.web.actions import act
from tests.make import make_category, make_company, make_nomination, make_user, reload, save

BARRED = "a nomination of it was moderated by the same person"


def make_curator_who_judges():
    user = make_user(role="curator")
    save(UserRole(user_id=user.id, role=Role.JUDGE))
    return reload(user)


def ask_and_undo(nomination, by):
    act(service.ask, nomination, question="Which month was it?", by=by)
    act(service.undo_decision, nomination, by=make_user())


def accept_and_undo(nomination, by):
    act(service.accept, nomination, placing=Placing(company=make_company()), by=by)
    act(service.undo_decision, nomination, by=make_user())


def reject_and_undo(nomination, by):
    act(service.reject, nomination, reason=Reason.NO_STORY, by=by)
    act(service.undo_decision, nomination, by=make_user())


def undo(nomination, by):
    act(service.hold, nomination, by=make_user())
    act(service.undo_decision, nomination, by=by)


def mask(nomination, by):
    act(service.mask_passage, nomination, passage="hospital", kind=MaskKind.OTHER, by=by)


def lift(nomination, by):
    mask(nomination, make_user())
    (hidden,) = db.session.scalars(select(Mask.id).filter_by(nomination_id=nomination.id))
    act(service.lift_mask, nomination, mask_id=hidden, by=by)


def move(nomination, by):
    act(service.move, nomination, category=make_category(season=nomination.season), by=by)


def hold(nomination, by):
    act(service.hold, nomination, by=by)


DEEDS = [hold, ask_and_undo, reject_and_undo, accept_and_undo, undo, mask, lift, move]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_who_had_it_in_hand_first_cannot_judge_the_entry_another_accepts_it_for(app, deed):
    earlier, nomination = make_curator_who_judges(), make_nomination()
    deed(nomination, earlier)

    act(service.accept, nomination, placing=Placing(company=make_company()), by=make_user())

    entry = reload(nomination).entry
    assert judging.find_bar(earlier, entry) == BARRED
    assert judging.list_bars(entry.category)[earlier.id, entry.id] == BARRED


def test_who_did_nothing_may_judge(app):
    reader, nomination = make_curator_who_judges(), make_nomination()
    act(service.open_address, nomination, by=reader)

    act(service.accept, nomination, placing=Placing(company=make_company()), by=make_user())

    assert judging.find_bar(reader, reload(nomination).entry) is None


def test_who_typed_it_for_somebody_cannot_judge_its_entry(app):
    typist, category = make_curator_who_judges(), make_category()
    written = Writing(company_name="Brightline", story="They stayed on the line until it worked.", email="")
    typed = {"medium": Medium.PHONE, "consent_how": "said so", "consented_at": category.season.nominations_open_at}
    nomination = act(
        service.enter, submission_key="typed-0000000001", category=category, writing=written, by=typist, **typed
    )

    act(service.accept, nomination, placing=Placing(company=make_company()), by=make_user())

    assert judging.find_bar(typist, reload(nomination).entry) == BARRED


def test_each_person_is_kept_once_however_much_they_did(app):
    curator, nomination = make_user(), make_nomination()
    act(service.hold, nomination, note="a first look", by=curator)
    act(service.ask, nomination, question="Which month was it?", by=curator)

    act(service.reject, nomination, reason=Reason.NO_STORY, by=curator)

    kept = db.session.execute(select(Moderation.nomination_id, Moderation.user_id)).all()
    assert kept == [(nomination.id, curator.id)]


def test_erasing_keeps_who_may_not_judge_and_nothing_else(app):
    curator = make_curator_who_judges()
    nomination, other = make_nomination(), make_nomination()
    company = make_company()
    act(service.hold, nomination, by=curator)
    act(service.accept, nomination, placing=Placing(company=company), by=make_user())

    act(service.erase, nomination)

    assert judging.find_bar(curator, reload(nomination).entry) == BARRED
    assert db.session.scalar(select(Nomination.id).filter_by(identity=other.identity)) == other.id
