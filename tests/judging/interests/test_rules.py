import pytest

from app.judging.interests.reaching import Met, Reach, ties_between
from app.judging.interests.rules import has_lapsed, is_everybodys, name_words, names_meet, parents_of
from app.mail.rules import LARGE_PROVIDERS

JUDGE, ENTRY, COMPANY = 7, 70, 700


def entry(*, root=COMPANY, domains=("brightline.example",), people=(), judged_in=2026):
    return Met(ENTRY, root, frozenset(domains), tuple(name_words(name) for name in people), judged_in)


@pytest.mark.parametrize(
    ("reach", "met"),
    [
        ({"roots": frozenset({COMPANY})}, entry()),
        ({"domain": "brightline.example"}, entry(root=1)),
        ({"domain": "brightline.example"}, entry(root=1, domains=["help.brightline.example"])),
        ({"entry_id": ENTRY}, entry(root=1)),
        ({"person": name_words("RAMAN, Priya")}, entry(root=1, people=["Priya Raman"])),
        ({"person": name_words("José Núñez")}, entry(root=1, people=["Sam Oake", "Jose M. Nunez"])),
        ({"roots": frozenset({COMPANY}), "until_year": 2023}, entry()),
    ],
    ids=["company", "domain", "domain below", "entry", "name turned round", "accents and a middle name", "not lapsed"],
)
def test_a_tie_reaches(reach, met):
    assert ties_between([Reach(JUDGE, "a tie", **reach)], [met]) == {(JUDGE, ENTRY): "a tie"}


@pytest.mark.parametrize(
    ("reach", "met"),
    [
        ({"roots": frozenset({1})}, entry()),
        ({"domain": "line.example"}, entry(root=1)),
        ({"domain": "help.brightline.example"}, entry(root=1, domains=["example"])),
        ({"person": name_words("Priya Shah")}, entry(root=1, people=["Priya Raman"])),
        ({"person": name_words("Priya Raman")}, entry(root=1, people=["Priya", ""])),
        ({"roots": frozenset({COMPANY}), "until_year": 2022}, entry()),
        ({}, entry()),
    ],
    ids=["another company", "same ending", "no domain", "same first name", "a first name alone", "lapsed", "nothing"],
)
def test_a_tie_does_not_reach(reach, met):
    assert ties_between([Reach(JUDGE, "a tie", **reach)], [met]) == {}


def test_a_tie_ends_three_years_after_its_last_year():
    assert [has_lapsed(until, 2026) for until in (None, 2026, 2023, 2022)] == [False, False, False, True]


@pytest.mark.parametrize("domain", ["gmail.com", "mail.gmail.com", "fastmail.com", "co.uk", "com.au", "example.org"])
def test_a_domain_of_everybody_says_nothing(domain):
    assert is_everybodys(domain, LARGE_PROVIDERS)


@pytest.mark.parametrize("domain", ["brightline.example", "ibm.de", "support.brightline.co.uk", "notgmail.com"])
def test_a_domain_of_one_organisation_says_something(domain):
    assert not is_everybodys(domain, LARGE_PROVIDERS)


def test_a_domain_has_parents_down_to_two_labels():
    assert parents_of("a.b.example") == ["a.b.example", "b.example"]


def test_names_without_words_are_nobodys():
    assert not names_meet(name_words(" – "), name_words(""))
