"""Whom letters to a company may go to: who is proven, who is struck off, and which company wants none."""

import pytest
from sqlalchemy import select

from app.audit.models import AuditLine
from app.companies import contacting, forgetting, merging
from app.companies.contacting import Person
from app.companies.models import CompanyContact
from app.companies.rules import is_under
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from tests.make import csrf, make_company, make_user, reload, sign_in

TYPED = {"name": "Press desk", "role": "Press", "address": "press@brightline.example", "found_at": "brightline.example"}


def enter(company, address="press@brightline.example", *, word="", by=None):
    person = Person("Press desk", "Press", address, "brightline.example/press", word)
    return act(contacting.add_contact, company, person=person, by=by or make_user())


def is_proven(company):
    return [contact.is_proven for contact in contacting.reach_of(company).contacts]


@pytest.mark.parametrize(
    ("host", "domain", "is_it"),
    [
        ("brightline.example", "brightline.example", True),
        ("mail.brightline.example", "brightline.example", True),
        ("notbrightline.example", "brightline.example", False),
        ("brightline.example.evil.example", "brightline.example", False),
        ("example", "", False),
    ],
)
def test_a_domain_proves_itself_and_what_stands_under_it(host, domain, is_it):
    assert is_under(host, domain) is is_it


@pytest.mark.parametrize(
    ("domain", "address", "word", "proven"),
    [
        ("brightline.example", "Press@Mail.Brightline.example", "", True),
        ("brightline.example", "press@brightline.example.org", "", False),
        ("gmail.com", "anybody@gmail.com", "", False),
        ("facebook.com", "anybody@facebook.com", "", False),
        (None, "owner@lamps.example", "Printed on their shop door.", True),
    ],
)
def test_a_contact_is_proven_by_the_domain_or_by_a_word(app, domain, address, word, proven):
    company = make_company(domain=domain)

    enter(company, address, word=word)

    assert is_proven(company) == [proven]


def test_a_merged_company_shares_contacts_proof_and_wish_with_the_one_that_stands_for_it(app):
    kept, merged = make_company(), make_company(domain="brightline.example")
    curator = make_user()
    enter(merged)
    act(contacting.refuse_letters, merged, by=curator)

    act(merging.merge, merged, into=kept, by=curator)

    reach = contacting.reach_of(reload(kept))
    assert (reach.refuses, [each.is_proven for each in reach.contacts]) == (True, [True])


def test_a_contact_struck_off_is_nobody_to_write_to_and_each_step_is_in_the_log(app):
    company, curator = make_company(domain="brightline.example"), make_user()
    contact = enter(company, by=curator)

    act(contacting.strike, company, contact=contact.public_id, by=curator)

    lines = {line.verb: line.facts for line in db.session.scalars(select(AuditLine))}
    assert contacting.reach_of(company).chosen is None
    assert (reload(contact).name, contact.address) == ("", "")
    assert lines["contact entered"]["proof"] == "domain"
    assert "contact struck off" in lines
    assert "press@" not in str(lines)


def test_an_address_is_entered_once(app):
    company = make_company(domain="brightline.example")
    enter(company)

    with pytest.raises(Refused, match="entered already"):
        enter(company, "PRESS@brightline.example")


def test_a_curator_enters_a_contact_and_strikes_it_off_on_its_page(client):
    company = make_company(domain="brightline.example")
    sign_in(client, make_user())
    page = f"/curate/companies/{company.slug}/contacts"
    token = csrf(client, page)

    client.post(page, data={**TYPED, "csrf_token": token})
    db.session.rollback()
    contact = db.session.scalars(select(CompanyContact)).one()
    shown = client.get(page).get_data(as_text=True)
    client.post(f"{page}/{contact.public_id}/strike", data={"csrf_token": token})

    assert "Proven" in shown
    assert "Nobody yet." in client.get(page).get_data(as_text=True)


def test_a_contact_of_another_company_cannot_be_struck_off_from_here(client):
    mine, other = make_company(domain="brightline.example"), make_company()
    contact = enter(mine)
    sign_in(client, make_user())

    answer = client.post(
        f"/curate/companies/{other.slug}/contacts/{contact.public_id}/strike",
        data={"csrf_token": csrf(client, f"/curate/companies/{mine.slug}/contacts")},
    )

    assert answer.status_code == 404
    assert reload(contact).struck_at is None


def test_a_company_that_is_forgotten_takes_its_contacts_along(app):
    company = make_company(is_unchecked=True, domain="brightline.example")
    contact = enter(company)

    act(forgetting.forget, company, by="nominator")

    assert (reload(contact).name, contact.address, contact.found_at) == ("", "", "")
