"""Rows for load tests: plausible, whole, and the same each time, on both databases."""

import pytest
from sqlalchemy import func, select

from app.accounts.rules import Role
from app.companies.models import Company
from app.companies.queries import look_up
from app.demo import people, scaling
from app.demo.scaled import company_name, public_id
from app.errors import Refused
from app.extensions import db
from app.nominations.models import Entry, Nomination, NominationRevision
from app.nominations.queries import PAGE
from app.nominations.queues import STATES, Show
from app.nominations.rules import State
from app.programme.queries import get_current_season
from tests.make import make_category, make_nomination, make_user


@pytest.fixture
def season(app):
    category = make_category(recognises="company")
    make_category(season=category.season, recognises="person")
    make_user(role=Role.CURATOR, email=people.PEOPLE[2].email)
    return category.season


def fill(nominations):
    for _ in scaling.scale(nominations):
        pass
    db.session.rollback()


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def test_every_nomination_has_its_revision_and_every_accepted_one_its_entry(season):
    fill(400)

    assert count(Nomination) == count(NominationRevision) == 400
    assert count(Nomination, Nomination.state == State.ACCEPTED) > 200
    assert count(Nomination, Nomination.state == State.ACCEPTED, Nomination.entry_id.is_(None)) == 0
    assert count(Entry) > 20


def test_a_curators_first_page_is_full_even_with_few_nominations(season):
    fill(400)

    assert count(Nomination, Nomination.state.in_(STATES[Show.WAITING])) > PAGE


def test_pages_look_up_and_new_rows_work_afterwards(client, season):
    fill(200)

    page = client.get("/companies").get_data(as_text=True)
    made = make_nomination(state="submitted", category=get_current_season().categories[0])

    assert company_name(0) in page
    assert look_up("Alderbnk Boks")[0].name == "Alderbank Books"
    assert made.id > 200


def test_the_same_number_gives_the_same_rows_once(season):
    fill(50)
    references = set(db.session.scalars(select(Nomination.reference)))

    assert references == {public_id(number, 1) for number in range(50)}
    assert scaling.is_scaled(50)
    with pytest.raises(Refused):
        scaling.is_scaled(60)


def test_no_two_companies_share_a_name():
    assert len({company_name(place) for place in range(50_000)}) == 50_000


def test_an_interrupted_run_is_not_added_to(season):
    next(scaling.scale(50))

    with pytest.raises(Refused, match="interrupted"):
        scaling.is_scaled(50)
    assert count(Company) > 0
