import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.companies.rules import domain_of, name_key, slug_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME", "Acme Ltd"),
        ("Acme, Inc.", "acme"),
        ("Bright Line Broadband", "Brightline Broadband Limited"),
        ("Café Müller GmbH", "Cafe Muller"),
        ("A.B.C. Holdings", "ABC"),
        ("Fish & Chips Co", "Fish and Chips"),
        ("Alice’s Bakery", "Alices Bakery"),
    ],
)
def test_spellings_of_one_company_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("name", ["Acme", "Acme Tools", "Akme", "Холдинг", "株式会社", "AG"])
def test_a_key_is_never_empty(name):
    assert name_key(name)


@given(st.text(min_size=1))
def test_any_name_has_a_stable_key(name):
    assert name_key(name) == name_key(name)
    assert len(slug_of(name)) <= 60


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.Example.org/help?x=1", "example.org"),
        ("example.org", "example.org"),
        ("http://[bad", None),
        ("not a site", None),
        ("localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_a_website_gives_its_domain(website, domain):
    assert domain_of(website) == domain
