"""Where curators find a nomination: by reference, company, name or address."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from app.audit.models import AuditLine
from app.companies.worker import note_all
from app.extensions import db
from app.nominations.queries.searching import list_found
from tests.make import csrf, make_category, make_company, make_nomination, make_user, sign_in

QUEUE = "/curate/nominations"


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def text_of(answer):
    return answer.get_data(as_text=True)


def search(client, term):
    return client.post(f"{QUEUE}/search", data={"csrf_token": csrf(client, QUEUE), "q": term}, follow_redirects=True)


@pytest.mark.parametrize("term", ["brightline", "PRIYA", "lovelace", "reference"])
def test_a_nomination_is_found_by_company_person_name_and_reference(client, curator, term):
    category = make_category(recognises="person")
    nomination = make_nomination(
        category=category, company_name="Brightline", nominee="Priya Nair", name="Ada Lovelace"
    )
    make_nomination(category=category, company_name="Other", nominee="Jonas", name="Grace")

    page = text_of(search(client, nomination.reference if term == "reference" else term))

    assert re.findall(r'sa-rows__title">([^<]+)', page) == ["Brightline · Priya Nair"]


def titles_of(page):
    return re.findall(r'sa-rows__title">([^<]+)', text_of(page))


def test_a_misspelt_company_of_the_register_finds_its_nominations(client, curator):
    company = make_company(name="Brightline Energy")
    make_nomination(company=company, company_name="Brightline Energy", state="accepted")
    make_nomination(company_name="Other")
    note_all()

    assert titles_of(search(client, "britline enrgy")) == ["Brightline Energy"]


@pytest.mark.parametrize("term", ["ada love", "Ada", "PRIYA N", "Brightline"])
def test_an_old_nomination_is_found_by_its_company_and_by_how_a_name_begins(curator, term):
    company = make_company(name="Brightline")
    old = make_nomination(company=company, company_name="Brightline", nominee="Priya Nair", name="Ada Lovelace")
    make_nomination(company_name="Other", name="Grace")
    accepted = make_nomination(company=company, company_name="Bright Line", name="Ada Love", state="accepted")

    found = list_found(term, recent=0)

    assert (accepted.id in found, old.id in found) == {"PRIYA N": (False, True), "Brightline": (True, False)}.get(
        term, (True, True)
    )


def test_a_part_of_an_old_name_is_found_when_all_are_looked_through(curator):
    old = make_nomination(company_name="Brightline", name="Ada Lovelace")

    assert list_found("lovelace", recent=0) == []
    assert list_found("lovelace", among_all=True) == [old.id]


def test_whoever_misses_something_can_look_through_all(client, curator):
    make_nomination(company_name="Brightline", name="Ada Lovelace")
    link = re.search(r'href="([^"]+all=yes)"', text_of(search(client, "lovel"))).group(1)

    page = client.get(unescape(link))

    assert titles_of(page) == ["Brightline"]
    assert "all=yes" not in text_of(page)


def test_a_search_by_address_finds_it_however_it_is_spelt_and_is_written_down_without_it(client, curator):
    make_nomination(email="adalove@gmail.com", company_name="Brightline")

    found = search(client, "Ada.Love+awards@googlemail.com")
    other = search(client, "somebody@example.org")

    titles = [re.findall(r'sa-rows__title">([^<]+)', text_of(answer)) for answer in (found, other)]
    assert titles == [["Brightline"], []]
    assert "@" not in found.request.full_path
    db.session.rollback()
    lines = db.session.scalars(select(AuditLine).where(AuditLine.verb == "address searched")).all()
    assert len(lines) == 2
    assert all("@" not in str(line.facts) and line.actor == f"user:{curator.public_id}" for line in lines)


def test_what_was_found_says_when_it_is_not_confirmed_yet(client, curator):
    make_nomination(state="unconfirmed", company_name="Brightline")

    page = text_of(search(client, "brightline"))

    assert "Not confirmed yet" in page
