import pytest
from sqlalchemy import update

from app.companies.editing import add_alias
from app.companies.models import Company
from app.extensions import db
from app.judging import queries, visibility
from app.judging.interests import declaring
from app.judging.interests.bars import list_barred_from, list_bars_in
from app.judging.interests.declaring import Told
from app.judging.interests.rules import InterestKind
from app.nominations.models import EntryPerson
from app.nominations.service.merging import merge_companies, undo_merge
from app.web.actions import act
from tests.judging.interests.tied import declare
from tests.judging.rows import compute, find_assignment, make_round, submit
from tests.make import make_category, make_company, make_entry, make_nomination, make_season, make_user, save
from tests.watch import counted_statements


def bars_of(judge, entry):
    db.session.rollback()
    return queries.find_bar(judge, entry)


@pytest.fixture
def judge(app):
    return make_user(role="judge")


@pytest.fixture
def entry(app):
    company = make_company("Fernhollow Broadband", domain="fernhollow.example")
    entry = make_entry(company=company)
    make_nomination(state="accepted", entry=entry)
    return entry


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("employer", "fernhollow  BROADBAND Ltd"),
        ("client", "https://www.fernhollow.example/help"),
        ("competitor", "help.fernhollow.example"),
        ("domain", "ada@care.fernhollow.example"),
        ("domain", "fernhollow.example"),
    ],
    ids=["name", "website", "domain below", "address", "domain"],
)
def test_a_declared_tie_bars_the_entries_of_its_company(judge, entry, kind, words):
    declare(judge, words, kind)

    assert "they declared a tie" in bars_of(judge, entry)
    assert queries.list_bars(entry.category).keys() == {(judge.id, entry.id)}


@pytest.mark.parametrize(
    ("kind", "words"),
    [("employer", "Fernhollow Bakery"), ("person", "Fernhollow Broadband"), ("domain", "hollow.example")],
)
def test_a_tie_with_something_else_bars_nothing(judge, entry, kind, words):
    declare(judge, words, kind)

    assert bars_of(judge, entry) is None


def test_a_company_is_met_by_a_name_it_gets_later(judge, entry):
    declare(judge, "FHB")
    assert bars_of(judge, entry) is None

    act(add_alias, entry.company, name="FHB", by=make_user(role="curator"))

    assert bars_of(judge, entry) is not None


def test_a_company_is_met_through_a_merge_and_no_longer_once_it_is_undone(judge, entry):
    curator, other = make_user(role="curator"), make_company("Old Fern Cables")
    declare(judge, "Old Fern Cables")

    merge = act(merge_companies, other, into=entry.company, by=curator)
    merged = bars_of(judge, entry)
    act(undo_merge, merge, by=curator)

    assert merged is not None
    assert bars_of(judge, entry) is None


def test_a_company_that_is_added_later_is_met(judge):
    declare(judge, "Nimbleforge")

    entry = make_entry(company=make_company("Nimbleforge"))

    assert bars_of(judge, entry) is not None


def test_a_chosen_company_is_met_whatever_it_is_called_then(judge, entry):
    told = Told(InterestKind.CLIENT, "fern", company=entry.company.slug)
    act(declaring.declare, judge, told=told, by=judge)

    act(db.session.execute, update(Company).where(Company.id == entry.company_id).values(name="X", name_key="x"))

    assert bars_of(judge, entry) is not None


@pytest.mark.parametrize("known", ["by curators", "by nominators"])
def test_a_person_is_met_by_the_names_behind_an_entry_for_a_person(judge, known):
    entry = make_entry(category=make_category(recognises="person"), nominee="P., support")
    make_nomination(state="accepted", entry=entry, nominee="priya raman" if known == "by nominators" else "P.")
    if known == "by curators":
        save(EntryPerson(entry_id=entry.id, full_name="Priya Rāman", role="support"))

    declare(judge, "Priya Raman", "person")

    assert bars_of(judge, entry) is not None


def test_a_person_is_not_looked_for_among_companies(judge, entry):
    make_nomination(state="accepted", entry=entry, nominee="Priya Raman")

    declare(judge, "Priya Raman", "person")

    assert bars_of(judge, entry) is None


@pytest.mark.parametrize(("until", "is_barred"), [(None, True), (-3, True), (-4, False)])
def test_a_tie_bars_until_three_years_have_passed(judge, entry, until, is_barred):
    year = entry.season.judging_opens_at.year

    declare(judge, "Fernhollow Broadband", until_year=year + until if until else None)

    assert (bars_of(judge, entry) is not None) is is_barred


def test_a_tie_taken_back_bars_no_longer(judge, entry):
    row = declare(judge, "Fernhollow Broadband")

    act(declaring.remove, row, by=judge)

    assert bars_of(judge, entry) is None


def test_what_a_joined_entry_bars_is_barred_where_it_is_judged(judge, entry):
    other = make_company("Old Fern Cables")
    make_nomination(state="accepted", entry=make_entry(category=entry.category, company=other), email=judge.email)

    act(merge_companies, other, into=entry.company, by=make_user(role="curator"))

    assert bars_of(judge, entry) == "it was nominated from the same address"


def test_a_submitted_scorecard_does_not_count_while_a_tie_bars_it(app):
    made = make_round(judges=3)
    for judge in made.judges:
        submit(judge, made.entry, 4, 4, 4, 4, 4)
    row = declare(made.judges[0], made.entry.company.name)
    compute(made)
    barred = visibility.list_cards_to_compute(made.category)

    act(declaring.remove, row, by=made.judges[0])

    assert len(barred) == 2
    assert len(visibility.list_cards_to_compute(made.category)) == 3


def test_an_organiser_with_a_tie_sees_no_marks_of_that_category_alone(app):
    made = make_round()
    elsewhere = make_round(season=made.season)
    organiser = make_user(role="organiser")
    declare(organiser, made.entry.company.name)

    closed = [visibility.has_part_in(organiser, each.category) for each in (made, elsewhere)]

    assert closed == [True, False]
    assert visibility.list_categories_closed_to(organiser, made.season) == {made.category.id}


def test_the_rule_costs_as_many_statements_for_ten_entries_and_judges_as_for_one(app):
    counts = []
    for size in (1, 10):
        made = make_round(entries=size, judges=size, season=make_season(phase="judging"))
        for judge, entry in zip(made.judges, made.entries, strict=True):
            declare(judge, entry.company.name)
        db.session.rollback()
        with counted_statements() as statements:
            found = list_bars_in(made.season)
        counts.append(len(statements))
        assert len(found) >= size

    assert counts[0] == counts[1]
    assert counts[0] <= 12


def test_a_judge_is_barred_from_what_they_were_asked_for_alone(app):
    made = make_round(entries=2)
    declare(made.judge, made.entries[0].company.name)

    assert list_barred_from(made.judge) == {made.entries[0].id}
    assert find_assignment(made.judge, made.entries[0]).state == "released"
