"""What the log keeps of companies: numbers, never the words that somebody typed."""

from sqlalchemy import select

from app.audit import queries as audit_queries
from app.audit import service as audit
from app.audit.models import AuditLine
from app.companies import editing
from app.companies import service as register
from app.companies.editing import Profile
from app.companies.history import list_history
from app.companies.rules import Staff
from app.extensions import db
from app.nominations import service
from app.nominations.service import Placing
from app.nominations.service.merging import merge_companies, undo_merge
from app.web.actions import act
from tests.make import make_company, make_nomination, make_user, reload, sign_in


def use_every_verb(by):
    company = act(editing.add_company, profile=Profile("Wrigglesworth Canary"), by=by)
    act(editing.edit_company, company, profile=Profile("Wrigglesworth Canaries"), by=by)
    act(editing.add_alias, company, name="Canary Wharfside", by=by)
    act(editing.remove_alias, company, name="Canary Wharfside", by=by)
    act(register.note_staff, company, staff=Staff.UP_TO_50, by=by)
    other = act(register.register, name="Canary Again", website=None, is_unchecked=True, by=by)
    act(editing.mark_checked, other, by=by)
    row = act(merge_companies, other, into=company, by=by)
    act(undo_merge, row, by=by)
    placing = Placing(company_name="Canary of a nominator")
    nomination = act(service.accept, make_nomination(company_name="Canary"), placing=placing, by=by)
    act(service.erase, nomination)


def test_no_line_of_the_log_holds_a_word_of_a_companys_name(app):
    use_every_verb(make_user())

    lines = db.session.scalars(select(AuditLine)).all()

    assert {line.about[:9] for line in lines if line.verb.startswith(("company", "merge"))} == {"company:#"}
    assert not [line for line in lines if "canar" in f"{line.about} {line.facts}".casefold()]


def test_a_history_tells_what_was_logged_by_slug_once_and_by_number_since(app):
    curator, company, other = make_user(name="Mina"), make_company("Acme"), make_company("Zenith")
    act(audit.record, "company took in another", about="company:acme", by=curator, other="zenith")
    act(merge_companies, other, into=company, by=curator)

    told = [(each.words, each.other, each.other_name) for each in list_history(reload(company))]

    assert told == [("Now also stands for", "zenith", "Zenith")] * 2
    assert audit_queries.verify().broken_at is None


def test_a_company_called_like_a_number_has_a_history_of_its_own(app):
    curator, company = make_user(), make_company("Acme")
    act(audit.record, "company checked", about=f"company:{company.id}", by=curator)

    assert list_history(company) == []


def test_the_page_of_the_log_says_which_companies_are_meant(client):
    organiser, company, other = make_user(role="organiser"), make_company("Acme"), make_company("Zenith")
    act(merge_companies, other, into=company, by=organiser)

    page = sign_in(client, organiser).get(f"/organise/audit?about=company:%23{other.id}").get_data(as_text=True)

    assert f"company:#{other.id}</a> (Zenith)" in page
    assert f"into: #{company.id} (Acme)" in page
