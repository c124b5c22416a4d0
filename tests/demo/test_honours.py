"""What followed last year's announcement stands in the demo, each state once."""

from sqlalchemy import select

from app.extensions import db
from app.honours.models import CompanyPage, CompanyWish, Thanks
from app.honours.queries.awards import list_hall
from app.honours.queries.letters import list_letters
from app.honours.queries.reports import list_reports
from app.honours.rules import ThanksState, Wish
from app.mail.models import Letter
from app.mail.rules import State


def test_last_years_winners_have_badges_feedback_and_letters(demo):
    season, awards = list_hall()[0]
    page = db.session.scalars(select(CompanyPage).order_by(CompanyPage.id)).first()
    report = list_reports(page)[0]

    assert len(awards) == 5
    assert {letter.state for letter in db.session.scalars(select(Letter).filter_by(purpose="company_page"))} == {
        State.SENT
    }
    assert any(each.mean for each in report.criteria)
    assert any(each.feedback for each in report.criteria)
    reasons = {row.why_not for row in list_letters(season)}
    assert reasons >= {"", "No contact is known.", "No contact is proven.", "It asked never to be written to."}


def test_thanks_were_passed_on_and_others_wait_with_wishes(demo):
    thanks = {each.state for each in db.session.scalars(select(Thanks))}
    wishes = {each.kind for each in db.session.scalars(select(CompanyWish))}
    letters = db.session.scalars(select(Letter).filter_by(purpose="company_thanks")).all()

    assert thanks == {ThanksState.PASSED_ON, ThanksState.WAITING}
    assert wishes == set(Wish)
    assert len(letters) == 2
