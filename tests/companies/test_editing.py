"""The register: one name leads to one company, whoever types it, and the database sees to it."""

import pytest
from sqlalchemy import exc, insert, select

from app.audit.models import AuditLine
from app.companies import editing, register
from app.companies.editing import Profile, Taken
from app.companies.models import Company, CompanyAlias
from app.companies.queries import find_company_id, look_up
from app.companies.rules import Staff, name_key
from app.errors import Conflict, Unavailable
from app.extensions import db
from app.nominations import service
from app.web.actions import act
from tests.companies.register import make_register
from tests.make import make_company, make_nomination, make_user, reload


def rename(company, name, **more):
    return act(editing.edit_company, company, profile=Profile(name=name, **more), by=make_user())


def test_the_old_name_still_leads_to_a_renamed_company(app):
    company = make_company("Acme")

    rename(company, "Brightline")

    assert find_company_id("ACME Ltd") == find_company_id("Brightline") == company.id
    assert look_up("acme")[0].name == "Brightline"


def test_a_company_renamed_back_has_its_first_name_once(app):
    company = make_company("Acme")
    rename(company, "Brightline")

    rename(company, "Acme")

    assert [alias.name for alias in reload(company).aliases] == ["Brightline"]


def test_a_new_spelling_of_the_same_name_leaves_no_alias(app):
    company = make_company("Acme")

    rename(company, "ACME Ltd")

    assert (reload(company).name, company.aliases) == ("ACME Ltd", [])


@pytest.mark.parametrize("typed", ["Acme", "ACME Ltd.", "Ácme"])
def test_a_second_company_of_one_name_is_refused_by_name(app, typed):
    acme = make_company("Acme")

    with pytest.raises(Taken, match="is the name of Acme already") as refusal:
        act(editing.add_company, profile=Profile(name=typed), by=make_user())

    assert refusal.value.owner.id == acme.id


def test_the_alias_of_another_company_is_refused_by_name(app):
    acme = make_company("Acme Works")
    act(editing.add_alias, acme, name="Acme", by=make_user())

    with pytest.raises(Taken, match="“ACME” is an alias of Acme Works already"):
        rename(make_company("Other"), "ACME")


def test_the_name_of_a_merged_company_says_where_it_leads(app):
    made = make_register("AB")
    made.merge("A", "B")

    with pytest.raises(Taken, match="is the name of A Water, which is merged into B Water already"):
        act(editing.add_alias, made.companies["B"], name="A Water", by=made.curator)


def test_a_merged_company_cannot_be_changed(app):
    made = make_register("AB")
    made.merge("A", "B")

    with pytest.raises(Conflict, match="Change that one, or undo the merge"):
        rename(made.companies["A"], "Something else")


def alias_row(company, name):
    return insert(CompanyAlias).values(company_id=company.id, name=name, name_key=name_key(name))


def test_the_database_itself_keeps_a_name_with_one_company(app):
    acme, other = make_company("Acme"), make_company("Other")
    act(lambda: db.session.execute(alias_row(other, "Zenith")))

    with pytest.raises((exc.DBAPIError, Conflict)):
        act(lambda: db.session.execute(alias_row(other, "ACME")))
    with pytest.raises((exc.DBAPIError, Conflict, Unavailable)):
        make_company("Zenith")

    act(lambda: db.session.execute(alias_row(acme, "Acme")))


def test_what_was_changed_is_in_the_log_by_field_and_never_by_words(app):
    company = make_company("Acme")

    rename(company, "Brightline", website="https://brightline.example", x_handle="brightline", staff=Staff.OVER_50)

    line = db.session.scalar(select(AuditLine).where(AuditLine.verb == "company edited"))
    assert line.facts == {"changed": "name, website, x_handle, staff"}


def test_saving_what_is_there_already_leaves_no_line(app):
    company = make_company("Acme")

    rename(company, "Acme")

    assert db.session.scalar(select(AuditLine).where(AuditLine.verb == "company edited")) is None


def test_a_removed_name_leads_nowhere(app):
    company, curator = make_company("Acme"), make_user()
    act(editing.add_alias, company, name="Zenith", by=curator)

    act(editing.remove_alias, company, name="Zenith", by=curator)

    assert find_company_id("Zenith") is None
    assert [each.name for each in look_up("Zenith")] == []


def test_a_company_that_a_nomination_brings_in_waits_for_a_check(app):
    nomination, curator = make_nomination(), make_user()
    act(service.accept, nomination, placing=service.Placing(company_name="Kettlebrook"), by=curator)
    (company,) = register.list_companies(unchecked=True)

    act(editing.mark_checked, company, by=curator)

    assert register.list_companies(unchecked=True) == []
    verbs = db.session.scalars(select(AuditLine.verb).where(AuditLine.about == f"company:{company.logged_as}"))
    assert list(verbs) == ["company registered", "company checked"]


def test_a_company_that_a_curator_adds_needs_no_check(app):
    company = act(editing.add_company, profile=Profile(name="Acme"), by=make_user())

    assert not company.is_unchecked


@pytest.mark.parametrize("name", ["New", "Merges", "Suggest"])
def test_no_company_takes_the_address_of_a_page(app, name):
    company = act(editing.add_company, profile=Profile(name=name), by=make_user())

    assert company.slug not in {"new", "merges", "suggest"}


def test_pages_of_the_register_neither_skip_nor_repeat(app, monkeypatch):
    monkeypatch.setattr(register, "PAGE", 3)
    names = [make_company(f"Company {number}").name for number in range(8)]

    seen, before = [], None
    while rows := register.list_companies(unchecked=False, before=before)[:3]:
        seen += [row.name for row in rows]
        before = rows[-1].id

    assert seen == names[::-1]


@pytest.mark.parametrize(
    "typed", ["acme-works", "acmeworks.example", "https://www.acmeworks.example/help", "@acme", "acme"]
)
def test_a_company_is_found_by_address_site_handle_and_alias(app, typed):
    company = act(
        editing.add_company,
        profile=Profile(name="Acme Works", website="https://acmeworks.example", x_handle="acme"),
        by=make_user(),
    )

    assert [each.id for each in register.search(typed)] == [company.id]
    assert db.session.query(Company).count() == 1
