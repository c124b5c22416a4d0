import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.companies import service
from app.companies.editing import Profile, add_alias, edit_company, remove_alias
from app.companies.models import Company
from app.companies.noting import note_names
from app.companies.queries import look_up
from app.extensions import db
from app.web.actions import act
from tests.companies.corpus import fill, read_cases, recall_of
from tests.make import make_user
from tests.watch import counted_statements

NAMES = [
    "Brightline Broadband Ltd",
    "Brightside Broadband",
    "Ромашка Сервис",
    "トヨタ自動車株式会社",
    "The Body Shop plc",
]
LARGE = 100_000 if os.environ.get("FULL") else 6_000


def register(name, **more):
    return act(service.register, name=name, by="test", **more)


def names_of(typed):
    return [found.name for found in look_up(typed)]


def test_the_right_company_is_found_amid_a_large_register(app):
    fill(LARGE)

    recalls = [recall_of(read_cases(name)) for name in ("corpus.csv", "blind.csv")]

    for recall in recalls:
        print(f"\n{recall.at_first:.1%} first, {recall.at_five:.1%} in five; not first: {recall.missed}")
        assert recall.at_five >= 0.97
        assert recall.at_first >= 0.95


@pytest.mark.parametrize(
    "typed",
    ["brightline broadband", "Brightline Broadband GmbH", "BRIGHTLINE BROADBAND LIMITED", "Bright Line Broadband",
     "brightline.example", "https://www.brightline.example/help", "support.brightline.example", "@brightlinehelp",
     "BrightlineHelp", "https://x.com/brightlinehelp", "@brightline.bsky.social", "brightline.bsky.social", "BLB"],
)  # fmt: skip
def test_a_name_an_alias_an_address_and_a_handle_mean_one_company_exactly(app, typed):
    company = register("Brightline Broadband Ltd", website="https://brightline.example")
    curator = make_user()
    handles = {"x_handle": "BrightlineHelp", "bluesky_handle": "brightline.bsky.social"}
    act(edit_company, company, profile=Profile(company.name, company.website, **handles), by=curator)
    act(add_alias, company, name="BLB", by=curator)
    register("Brightside Broadband", website="https://brightside.example")

    found = look_up(typed)[0]

    assert (found.name, found.is_exact) == ("Brightline Broadband Ltd", True)


@pytest.mark.parametrize("typed", ["shop.host.example", "brightlin", "Brightline Bradband"])
def test_what_only_points_to_a_company_is_not_exact(app, typed):
    register("Brightline Broadband Ltd", website="https://host.example")
    register("Brightside", website="https://brightside.example")

    assert [(each.name, each.is_exact) for each in look_up(typed.replace("shop", "ada"))][:1] == [
        ("Brightline Broadband Ltd", False)
    ]


def test_a_name_without_its_article_is_found_and_yields_to_who_is_called_so(app):
    register("The Body Shop")
    assert [(each.name, each.is_exact) for each in look_up("body sh")] == [("The Body Shop", False)]

    register("Body Shop Ltd")

    assert [(each.name, each.is_exact) for each in look_up("body shop")] == [
        ("Body Shop Ltd", True),
        ("The Body Shop", False),
    ]


def test_one_domain_of_two_companies_means_neither_exactly(app):
    register("Brindlewick Bank", website="https://brindlewick.example")
    register("Brindlewick Direct", website="https://brindlewick.example")

    assert [found.is_exact for found in look_up("brindlewick.example")] == [False, False]


def test_a_merged_company_is_found_once_as_the_one_that_stands_for_it(app):
    kept, merged = register("Osprey Lane Energy"), register("Osprey Lane Power")

    def merge():
        db.session.get(Company, merged.id).merged_into_id = kept.id

    act(merge)

    assert names_of("Osprey Lane Power") == ["Osprey Lane Energy"]
    assert names_of("osprey lane") == ["Osprey Lane Energy"]


def test_names_that_change_are_found_as_they_are_now(app):
    company, curator = register("Hermes UK"), make_user()
    act(edit_company, company, profile=Profile("Evri"), by=curator)
    assert [names_of(typed) for typed in ("Evri", "Hermes UK")] == [["Evri"], ["Evri"]]

    act(remove_alias, company, name="Hermes UK", by=curator)

    assert [names_of(typed) for typed in ("Evri", "Hermes UK")] == [["Evri"], []]


def test_noting_twice_changes_nothing(app):
    company = register("Brightline Broadband")

    act(lambda: note_names([db.session.get(Company, company.id)]))

    assert names_of("britline") == ["Brightline Broadband"]


def test_a_look_up_is_one_statement(app):
    register("Brightline Broadband")

    with counted_statements() as statements:
        look_up("britline broadbnd")

    reading = [each for each in statements if "spelling_key" in each]
    assert (len(reading), len(statements)) == (1, 2)


def test_a_company_is_found_within_what_else_was_typed(app):
    register("DHL")

    assert names_of("DHL lost parcel department") == ["DHL"]


def test_nothing_alike_finds_nothing(app):
    register("Brightline Broadband")

    assert [look_up(typed) for typed in ("", "   ", "\x00", "Kettle and Sons", "?!")] == [[]] * 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(name=st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable() and text.strip()))
def test_every_registered_name_is_found_exactly(app, name):
    company = register(name)

    found = look_up(name)[0]

    assert (found.slug, found.is_exact) == (company.slug, True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(typed=st.text(max_size=300))
def test_anything_may_be_typed(app, typed):
    assert isinstance(look_up(typed), list)
