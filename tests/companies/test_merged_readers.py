"""Who reads entries follows a merge: judges, their bars and lists, a nominator's newer story, organisers' counts."""

import pytest
from sqlalchemy import select

from app.errors import Conflict, Missing
from app.extensions import db
from app.judging import queries as judging_queries
from app.judging import service as judging
from app.nominations import service
from app.nominations.models import Entry
from app.nominations.queries import told
from app.nominations.rules import State
from app.web.actions import act
from tests.companies.register import Register, make_register, tell
from tests.judging.rows import find_assignment, sheet
from tests.make import make_category, make_company, make_nomination, make_season, make_user, reload


def entry_of(register, letter, category=0):
    company = register.companies[letter]
    return db.session.scalar(
        select(Entry).filter_by(company_id=company.id, category_id=register.categories[category].id)
    )


def ask(register, judge, *letters):
    act(judging.install_rubrics)
    pairs = [(judge, entry_of(register, letter)) for letter in letters]
    act(judging.change_panel, register.categories[0], add=pairs, by=make_user(role="organiser"))


def own_titles(judge):
    db.session.rollback()
    db.session.expire_all()
    return [row.entry.title for work in judging_queries.list_own_entries(judge) for row in work.entries]


def test_a_judge_of_both_has_one_entry_while_they_are_merged(app):
    register, judge = make_register("AB"), make_user(role="judge")
    ask(register, judge, "A", "B")

    merge = register.merge("B", "A")

    assert own_titles(judge) == ["A Water"]
    register.undo(merge)
    assert own_titles(judge) == ["A Water", "B Water"]


def test_a_scorecard_for_an_entry_that_was_joined_is_refused_with_a_sentence(app):
    register, judge = make_register("AB"), make_user(role="judge")
    ask(register, judge, "B")
    register.merge("B", "A")

    assignment = find_assignment(judge, entry_of(register, "B"))
    with pytest.raises((Conflict, Missing), match="joined with another entry"):
        act(judging.save_scorecard, assignment, sheet=sheet(3), version=0, by=judge)


def test_a_judge_who_nominated_a_duplicate_may_not_judge_the_entry_it_was_joined_into(app):
    register, judge = make_register("AB"), make_user(role="judge", email="amara@example.org")
    make_nomination(state="accepted", entry=entry_of(register, "B"), email="amara@example.org")
    assert judging_queries.find_bar(judge, entry_of(register, "A")) is None

    merge = register.merge("B", "A")

    assert judging_queries.find_bar(judge, entry_of(register, "A")) == "it was nominated from the same address"
    register.undo(merge)
    assert judging_queries.find_bar(judge, reload(entry_of(register, "A"))) is None


def test_organisers_count_what_was_joined_once(app):
    register = make_register("AB")
    assert judging_queries.coverage_of(register.categories[0]).entries == 2

    register.merge("B", "A")

    assert judging_queries.coverage_of(register.categories[0]).entries == 1


def test_a_newer_nomination_of_the_company_kept_replaces_the_older_of_its_duplicate(app):
    category = make_category(season=make_season())
    companies = {"A": make_company("A Water"), "B": make_company("B Water")}
    register = Register(companies, [category], make_user(role="curator"))
    older, newer = (
        make_nomination(
            state=state,
            category=category,
            company_id=companies[letter].id,
            company_name=companies[letter].name,
            email="ada@example.org",
        )
        for letter, state in (("A", State.SUBMITTED), ("B", State.UNCONFIRMED))
    )
    register.merge("A", "B")

    act(service.confirm, newer)

    assert reload(older).state is State.REPLACED


def test_a_story_told_of_a_duplicate_is_named_after_the_company_kept(app, client):
    register = make_register("AB")
    story = tell(register.categories[0], register.companies["A"], "They rang back twice, and it was mended by noon.")

    register.merge("A", "B")

    page = client.get(f"/stories/{story.story_id}").get_data(as_text=True)
    assert ">B Water</h1>" in page
    assert 'href="/companies/b-water"' in page


def test_a_company_stands_once_in_the_list_however_many_were_merged_into_it(app, client, monkeypatch):
    monkeypatch.setattr(told, "PAGE", 1)
    register = make_register("ABC")
    register.merge("A", "C")
    register.merge("B", "C")

    starts = ["", *(register.companies[letter].slug for letter in "CB")]
    pages = [client.get(f"/companies?before={start}").get_data(as_text=True) for start in starts]

    assert ['href="/companies/c-water"' in page for page in pages] == [True, False, False]
