"""Which company a nomination is about: typed, chosen, or new."""

import pytest
from sqlalchemy import select

from app.companies import service as companies
from app.extensions import db
from app.nominations.models import Nomination
from app.web.actions import act
from tests.make import make_category
from tests.nominations.pages import STORY, open_form, walk_to_check


def register(name, website=None):
    """Put a company into the register, where it can be found."""
    return act(companies.register, name=name, website=website, by="test")


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def test_a_known_company_goes_on_silently(client):
    company = register("Brightline Broadband Ltd")
    category = make_category()

    sheet = walk_to_check(client, category.slug)
    sheet.press(None)

    assert sheet.fields["company_id"] == [company.slug]
    assert only_nomination().company_id == company.id


def test_a_company_that_may_be_meant_is_asked_about(client):
    make_category()
    register("Brightline Broadband", website="brightline.example")

    sheet = open_form(client).go_on(company="Brightlin")

    assert sheet.heading == "Which of these is it?"
    assert "Brightline Broadband" in sheet.text
    assert "brightline.example" in sheet.text
    assert sheet.go_on().status == 422
    assert "Choose the company, or say that it is new" in sheet.go_on().text


def test_the_company_chosen_is_the_one_stored(client):
    category = make_category()
    company = register("Brightline Broadband")
    sheet = open_form(client).go_on(company="Brightlin").go_on(company_id=company.slug)
    sheet = sheet.go_on(category=category.slug).go_on(story=STORY).go_on()

    checked = sheet.go_on(email="ada@example.org", consent="yes")
    checked.press(None)

    assert "Brightline Broadband" in checked.text
    assert only_nomination().company_id == company.id
    assert only_nomination().written.company_name == "Brightline Broadband"


def test_none_of_these_is_a_new_company_and_is_not_asked_again(client):
    category = make_category()
    register("Brightline Broadband")
    sheet = open_form(client).go_on(company="Brightlin").go_on(company_id="-")
    assert sheet.heading.startswith("What is its website?")
    sheet = sheet.go_on().go_on(category=category.slug).go_on(story=STORY).go_on()

    sheet.go_on(email="ada@example.org", consent="yes").press(None)

    assert only_nomination().company_id is None
    assert only_nomination().written.company_name == "Brightlin"


def test_another_name_after_none_of_these_is_looked_up_anew(client):
    make_category()
    register("Brightline Broadband")
    sheet = open_form(client).go_on(company="Brightlin").go_on(company_id="-").back()

    assert sheet.fields["company_id"] == [""]
    assert sheet.go_on(company="Brightline").heading == "Which of these is it?"


@pytest.mark.parametrize("chosen", ["no-such", "other-company", "-", "x" * 500, "é"])
def test_a_company_chosen_for_another_name_does_not_count(client, chosen):
    category = make_category()
    register("Other Company")

    sheet = open_form(client).go_on(company="Brightline Broadband", company_id=chosen).go_on()
    sheet = sheet.go_on(category=category.slug).go_on(story=STORY).go_on()
    sheet.go_on(email="ada@example.org", consent="yes").press(None)

    assert only_nomination().company_id is None


def test_a_script_may_choose_a_company_by_its_slug(client):
    category = make_category()
    company = register("Brightline Broadband")
    sheet = walk_to_check(client, category.slug)

    sheet.press(None, company="Brightlin", company_id=company.slug)

    assert only_nomination().company_id == company.id
    assert only_nomination().written.company_name == "Brightlin"


@pytest.mark.parametrize("chosen", ["no-such", "x" * 500, "\ud83d", "-"])
def test_a_script_that_chooses_no_company_of_ours_is_taken_all_the_same(client, chosen):
    category = make_category()
    sheet = walk_to_check(client, category.slug)

    answer = sheet.press(None, company_id=chosen.encode("utf-8", "replace").decode())

    assert answer.status == 303
    assert only_nomination().company_id is None


def test_a_nomination_written_again_keeps_the_company_that_was_chosen(client):
    category = make_category()
    company = register("Brightline Broadband")
    sheet = walk_to_check(client, category.slug)

    sheet.press(None, company="Brightlin", company_id=company.slug)
    sheet.press(None, company="Brightlin", company_id=company.slug, story=f"{STORY} Truly.")

    assert only_nomination().revision_number == 2
    assert only_nomination().company_id == company.id


def test_a_company_chosen_at_the_second_sending_counts(client):
    category = make_category()
    company = register("Brightline Broadband")
    sheet = walk_to_check(client, category.slug)

    sheet.press(None, company="Brightlin", company_id="")
    sheet.press(None, company="Brightlin", company_id=company.slug, story=f"{STORY} Truly.")

    assert only_nomination().company_id == company.id
