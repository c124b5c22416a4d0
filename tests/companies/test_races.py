import os

import pytest
from sqlalchemy import func, select

from app.companies import service
from app.companies.importing import take_in
from app.companies.models import Company, CompanySpelling
from app.companies.queries import look_up
from app.extensions import db
from app.web.actions import act
from tests.companies.corpus import line_of
from tests.together import at_once

pytestmark = pytest.mark.slow
ROUNDS = 100 if os.environ.get("FULL") else 10
SPELLINGS = (
    "Acme {}",
    "ACME {}",
    "Acme {} Ltd",
    "acme {}, Inc.",
    "Acmé {} GmbH",
    "ACME-{} S.A.",
    "A.c.m.e {}",
    "acme{}",
)


def count(model):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_eight_spellings_registered_at_once_are_one_company(app):
    def registering(name):
        return lambda: act(service.register, name=name, by="test").id

    outcomes = [at_once(app, *(registering(each.format(number)) for each in SPELLINGS)) for number in range(ROUNDS)]

    print(f"\n{ROUNDS} rounds of {len(SPELLINGS)} spellings: {count(Company)} companies")
    assert all(len(set(each)) == 1 for each in outcomes)
    assert count(Company) == count(CompanySpelling) == ROUNDS


def test_an_import_and_the_form_add_one_company(app):
    def importing(number):
        return lambda: act(take_in, [line_of(2, f"Acme {number} Ltd")], by="test").read

    def registering(number):
        return lambda: act(service.register, name=f"ACME {number}", by="test").id

    for number in range(ROUNDS):
        at_once(app, importing(number), registering(number), importing(number))

    assert count(Company) == ROUNDS
    assert len(look_up("acme 1 ltd", 1)) == 1
