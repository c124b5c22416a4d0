from sqlalchemy import update

from app.companies.models import Company, CompanyAlias
from app.companies.queries import find_company_id, look_up
from app.companies.worker import note_all
from app.extensions import db
from app.web.actions import act
from tests.make import make_company, reload, save
from tests.watch import every_row


def rename(company, **columns):
    """Write columns past every verb, as an earlier release may have left them."""
    act(lambda: db.session.execute(update(Company).where(Company.id == company.id).values(**columns)))


def test_companies_that_were_never_noted_are_found_after_a_pass(app):
    company = make_company("Brightline Broadband")
    save(CompanyAlias(company_id=company.id, name="BLB", name_key="blb"))
    assert look_up("britline") == []

    note_all()

    assert [found.name for typed in ("britline", "blb") for found in look_up(typed)] == ["Brightline Broadband"] * 2


def test_a_second_pass_changes_nothing(app):
    make_company("Brightline Broadband")
    note_all()
    before = every_row()

    note_all()

    assert every_row() == before


def test_a_name_folded_by_earlier_rules_is_known_again(app):
    company = make_company("トヨタ株式会社")
    rename(company, name_key="トヨタ株式会社")
    assert find_company_id("トヨタ") is None

    note_all()

    assert find_company_id("トヨタ") == company.id


def test_of_two_names_that_fall_together_both_stay(app):
    one, other = make_company("Acme"), make_company("Acme Betrieb")
    rename(other, name="Acme AG", name_key="acmeag")

    note_all()

    assert (reload(one).name_key, reload(other).name_key) == ("acme", "acmeag")
    assert {found.name for found in look_up("acme")} == {"Acme", "Acme AG"}
