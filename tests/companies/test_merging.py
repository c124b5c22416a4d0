"""Merges: nothing moves, every reader follows, and everything comes back."""

import pytest
from sqlalchemy import exc, select, update

from app.audit.models import AuditLine
from app.companies.models import Company, CompanyMerge
from app.errors import Conflict, Refused, Unavailable
from app.extensions import db
from app.judging import service as judging
from app.nominations import service
from app.nominations.models import Entry, EntryPerson
from app.programme.models import Season
from app.web.actions import act
from tests.companies.register import judged, make_register, tell
from tests.judging.rows import find_assignment, sheet
from tests.make import make_category, make_company, make_entry, make_nomination, make_user, reload, save


def stands_for(register, letter):
    return reload(register.companies[letter]).canonical.name


def test_a_merged_company_is_read_under_the_one_that_is_kept(app, client):
    register = make_register("AB")

    register.merge("A", "B")

    assert judged(register.categories[0]) == [
        (
            "B Water",
            [
                "Company A answered within the hour, and kept its word the week after.",
                "Company B answered within the hour, and kept its word the week after.",
            ],
        )
    ]
    answer = client.get("/companies/a-water")
    assert (answer.status_code, answer.location) == (308, "/companies/b-water")
    page = client.get("/companies/b-water").get_data(as_text=True)
    assert "The night team of A" in page
    assert ">B Water</h1>" in page


def test_a_chain_of_any_length_leads_to_its_end(app):
    register = make_register("ABCD")

    for merged, into in ("AB", "BC", "CD"):
        register.merge(merged, into)

    assert {stands_for(register, letter) for letter in "ABCD"} == {"D Water"}
    assert len(judged(register.categories[0])) == 1


def test_merging_into_a_merged_company_merges_into_the_one_kept(app):
    register = make_register("ABC")
    register.merge("A", "B")

    merge = register.merge("C", "A")

    assert merge.kept.name == "B Water"


@pytest.mark.parametrize(
    ("steps", "refused"),
    [(["AB"], "BA"), (["AB", "BC"], "CA"), ([], "AA"), (["AB"], "AC"), (["AB"], "AB")],
    ids=["back", "in a circle", "into itself", "merged already", "twice"],
)
def test_a_merge_that_cannot_be_is_refused_with_a_sentence(app, steps, refused):
    register = make_register("ABC")
    for merged, into in steps:
        register.merge(merged, into)

    with pytest.raises(Refused, match="merged"):
        register.merge(*refused)

    assert len(register.standing()) == len(steps)


def test_the_database_itself_refuses_a_circle(app):
    one, other = make_company("One"), make_company("Other")
    act(lambda: db.session.execute(update(Company).where(Company.id == one.id).values(merged_into_id=other.id)))

    with pytest.raises((exc.DBAPIError, Unavailable)):
        act(lambda: db.session.execute(update(Company).where(Company.id == other.id).values(merged_into_id=one.id)))


def test_undoing_an_older_merge_leaves_the_newer_one(app):
    register = make_register("ABC")
    older = register.merge("A", "B")
    register.merge("B", "C")

    register.undo(older)

    assert [stands_for(register, letter) for letter in "ABC"] == ["A Water", "C Water", "C Water"]
    assert [title for title, _ in judged(register.categories[0])] == ["A Water", "C Water"]


def test_undoing_a_newer_merge_leaves_the_older_one(app):
    register = make_register("ABC")
    register.merge("A", "B")
    newer = register.merge("B", "C")

    register.undo(newer)

    assert [stands_for(register, letter) for letter in "ABC"] == ["B Water", "B Water", "C Water"]


def test_a_merge_that_was_undone_ties_nothing_together_later(app):
    register = make_register("ABC")
    register.undo(register.merge("A", "B"))
    register.merge("A", "C")
    newer = register.merge("B", "C")

    register.undo(newer)

    assert [stands_for(register, letter) for letter in "AB"] == ["C Water", "B Water"]


def test_a_merge_is_undone_once(app):
    register = make_register("AB")
    merge = register.merge("A", "B")
    register.undo(merge)

    with pytest.raises(Conflict, match="undone already"):
        register.undo(merge)


def test_each_merge_and_undo_is_in_the_log_of_both_companies(app):
    register = make_register("AB")

    register.undo(register.merge("A", "B"))

    a, b = (register.companies[letter].logged_as for letter in "AB")
    lines = db.session.scalars(select(AuditLine).where(AuditLine.about.like("company:%")).order_by(AuditLine.number))
    assert [(line.about, line.verb, line.facts) for line in lines] == [
        (f"company:{a}", "company merged", {"into": b}),
        (f"company:{b}", "company took in another", {"other": a}),
        (f"company:{a}", "merge undone", {"apart_from": b}),
        (f"company:{b}", "merge taken back", {"other": a}),
    ]


def test_a_refused_merge_leaves_no_line_and_no_pointer(app):
    register = make_register("AB")
    score(register, "A")

    with pytest.raises(Conflict):
        register.merge("A", "B")

    assert db.session.scalar(select(AuditLine).where(AuditLine.verb == "company merged")) is None
    assert db.session.scalar(select(CompanyMerge)) is None
    assert stands_for(register, "A") == "A Water"


def score(register, letter):
    entry = db.session.scalar(
        select(Entry).filter_by(company_id=register.companies[letter].id, category_id=register.categories[0].id)
    )
    judge, organiser = make_user(role="judge"), make_user(role="organiser")
    act(judging.install_rubrics)
    act(judging.change_panel, entry.category, add=[(judge, entry)], by=organiser)
    act(judging.save_scorecard, find_assignment(judge, entry), sheet=sheet(3), version=0, by=judge)


@pytest.mark.parametrize("letter", "AB")
def test_entries_with_a_scorecard_are_not_joined_until_publication(app, letter):
    register = make_register("AB")
    score(register, letter)

    with pytest.raises(Conflict, match=rf"{letter} Water \(Company of the year"):
        register.merge("A", "B")

    publish(register)
    register.merge("A", "B")
    assert [title for title, _ in judged(register.categories[0])] == ["B Water", "B Water"]


def publish(register):
    season = register.categories[0].season
    act(
        lambda: db.session.execute(
            update(Season).where(Season.id == season.id).values(published_at=season.announced_at)
        )
    )
    db.session.expire_all()


def test_what_is_judged_as_one_is_not_parted_until_publication(app):
    register = make_register("AB")
    merge = register.merge("A", "B")
    score(register, "A")

    with pytest.raises(Conflict, match="They are judged as one"):
        register.undo(merge)

    publish(register)
    register.undo(merge)
    assert [title for title, _ in judged(register.categories[0])] == ["A Water", "B Water"]


def test_companies_without_a_common_category_merge_while_judges_score(app):
    register = make_register("A")
    register.companies["B"] = make_company("B Water")
    score(register, "A")

    register.merge("A", "B")

    assert [title for title, _ in judged(register.categories[0])] == ["B Water"]


def test_an_entry_opened_after_the_merge_is_joined_and_parts_with_it(app):
    register = make_register("A", phase="nominating")
    register.companies["B"] = make_company("B Water")
    merge = register.merge("A", "B")

    accept_for(register, "B", "They wrote back the same evening and stayed with it.")

    assert len(judged(register.categories[0])) == 1
    register.undo(merge)
    assert [title for title, _ in judged(register.categories[0])] == ["A Water", "B Water"]


def accept_for(register, letter, story):
    nomination = make_nomination(category=register.categories[0], story=story)
    placing = service.Placing(company=register.companies[letter])
    act(service.accept, nomination, placing=placing, by=register.curator)


def test_two_people_with_one_initial_are_not_taken_for_one(app):
    register = make_register("AB")
    category = make_category(season=register.categories[0].season, recognises="person")
    for letter, name in (("A", "Priya Nair"), ("B", "Paul Adeyemi")):
        entry = make_entry(category=category, company=register.companies[letter], nominee="P., support")
        save(EntryPerson(entry_id=entry.id, full_name=name, role="support"))
        tell(category, register.companies[letter], f"{letter} stayed on the line until the line worked again.")

    register.merge("A", "B")

    assert len(judged(category)) == 2
