"""The curators' pages of the register, as a curator sees them."""

import re
from html import unescape

import pytest

from tests.companies.register import make_register
from tests.make import csrf, make_company, make_user, reload, sign_in
from tests.watch import counted_statements

PROFILE = {"website": "", "x_handle": "", "bluesky_handle": "", "mastodon_handle": "", "staff": "unknown"}


@pytest.fixture
def curator(client):
    return sign_in(client, make_user(role="curator"))


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))


def send(client, path, page=None, **fields):
    return client.post(path, data={"csrf_token": csrf(client, page or path), **fields})


def test_a_curator_adds_a_company(curator):
    answer = send(curator, "/curate/companies/new", **{**PROFILE, "name": "Acme", "x_handle": "https://x.com/Acme"})

    page = curator.get(answer.location)
    assert answer.location == "/curate/companies/acme"
    assert "Acme is in the register" in words(page)
    assert 'value="@acme"' in page.get_data(as_text=True)


def test_a_company_that_looks_like_another_is_added_only_when_asked_twice(curator):
    send(curator, "/curate/companies/new", **{**PROFILE, "name": "Quillmark Parcels"})
    typed = {**PROFILE, "name": "Quillmark Parcel Ltd", "x_handle": "@quill"}

    asked = send(curator, "/curate/companies/new", **typed)
    before = curator.get("/curate/companies/quillmark-parcel-ltd").status_code
    added = send(curator, "/curate/companies/new", **typed, apart="Quillmark Parcel Ltd")

    assert "Is it one of these?" in words(asked)
    assert 'href="/curate/companies/quillmark-parcels"' in asked.get_data(as_text=True)
    assert 'value="@quill"' in asked.get_data(as_text=True)
    assert (before, added.location) == (404, "/curate/companies/quillmark-parcel-ltd")


def test_a_company_with_the_website_of_another_is_asked_about_too(curator):
    make_company("Brindlewick Bank", domain="brindlewick.example")

    asked = send(curator, "/curate/companies/new", **{**PROFILE, "name": "Direct", "website": "brindlewick.example"})

    assert "Brindlewick Bank" in words(asked)


def test_a_name_that_is_taken_names_and_links_its_company(curator):
    make_company("Acme")
    other = make_company("Other")

    answer = send(curator, f"/curate/companies/{other.slug}", **{**PROFILE, "name": "ACME"})

    assert answer.status_code == 422
    assert "“ACME” is the name of Acme already." in words(answer)
    assert 'href="/curate/companies/acme"' in answer.get_data(as_text=True)
    assert 'href="/curate/companies/other/merge/acme"' in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", " "), ("website", "no site"), ("x_handle", "two words"), ("name", "a\x07b"), ("staff", "lots")],
)
def test_what_cannot_be_kept_is_said_beside_its_field(curator, field, typed):
    make_company("Acme")

    answer = send(curator, "/curate/companies/acme", **{**PROFILE, "name": "Acme", field: typed})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.get_data(as_text=True)


def test_a_curator_adds_and_removes_a_name(curator):
    company = make_company("Acme")

    send(curator, "/curate/companies/acme/names", "/curate/companies/acme", alias="Zenith")
    assert "Zenith" in words(curator.get("/curate/companies/acme"))
    send(curator, "/curate/companies/acme/names/remove", "/curate/companies/acme", alias="Zenith")

    assert reload(company).aliases == []


def test_a_curator_checks_a_company_that_came_in(curator):
    make_company("Acme", is_unchecked=True)
    assert "Acme" in words(curator.get("/curate/companies"))

    send(curator, "/curate/companies/acme/check", "/curate/companies/acme")

    assert "Nothing to check" in words(curator.get("/curate/companies"))


def test_the_preview_shows_what_a_merge_changes_and_the_history_tells_it(curator):
    make_register("AB")
    preview = words(curator.get("/curate/companies/a-water/merge/b-water"))
    assert "A Water, a.example will lead to B Water" in preview
    assert "Night team, A Water (1 story) and Night team, B Water (1 story): 2 together" in preview

    answer = send(curator, "/curate/companies/a-water/merge/b-water")

    page = words(curator.get(answer.location))
    assert "A Water is merged into B Water" in page
    assert "Now also stands for A Water" in page
    assert "Merged into B Water" in words(curator.get("/curate/companies/a-water"))


def test_a_merge_is_undone_from_the_list_of_merges(curator):
    made = make_register("AB")
    merge = made.merge("A", "B")

    answer = send(curator, f"/curate/companies/merges/{merge.public_id}/undo", "/curate/companies?show=merged")

    assert "A Water stands for itself again" in words(curator.get(answer.location))
    assert "Nothing is merged" in words(curator.get("/curate/companies?show=merged"))


def test_the_preview_says_why_a_merge_cannot_be(curator):
    made = make_register("AB")
    made.merge("A", "B")

    page = words(curator.get("/curate/companies/b-water/merge/a-water"))

    assert "This cannot be done now. A Water is merged into B Water already." in page


def test_the_register_costs_the_same_however_long_it_is(curator, app):
    def cost():
        with counted_statements() as statements:
            curator.get("/curate/companies?show=all")
        return len(statements)

    make_company(), cost()
    before = cost()
    for _ in range(20):
        make_company()

    assert cost() == before
