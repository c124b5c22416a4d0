"""Find the company a post names: what counts as a clue, and what only sounds like one."""

from collections import defaultdict

import pytest

from app.companies.names import name_key
from app.listening.finding import clues_in
from app.listening.finding.meant import Candidate, Register, choose

NAMES = [
    "Apple",
    "Next",
    "Three",
    "EE",
    "Brightline",
    "Best Buy",
    "Marks & Spencer",
    "Royal Bank of Scotland",
    "Dave",
    "Orange",
    "Kindly",
    "npower",
    "Delta",
    "Tidepool Broadband Ltd",
]


def register() -> Register:
    by_name = defaultdict(list)
    for number, name in enumerate(NAMES, 1):
        by_name[name_key(name)].append(Candidate(number, number, name))
    return Register(
        {
            "brighthelp": [Candidate(5, 5, "Brightline")],
            "bright@social.example": [Candidate(5, 5, "Brightline")],
            "brightline.bsky.social": [Candidate(5, 5, "Brightline")],
            "shared": [Candidate(1, 1, "Apple"), Candidate(2, 2, "Next")],
            "merged": [Candidate(30, 5, "Bright Line UK"), Candidate(5, 5, "Brightline")],
        },
        {"brightline.example": [Candidate(5, 5, "Brightline")]},
        by_name,
    )


def company_in(text: str) -> str | None:
    found = choose(clues_in(text), register())
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thanks @BrightHelp, sorted", "Brightline"),
        ("hey @bright@social.example you were lovely", "Brightline"),
        ("cheers @brightline.bsky.social", "Brightline"),
        ("cheers @brightline.example", "Brightline"),
        ("see https://x.com/BrightHelp/status/12", "Brightline"),
        ("wrote to jo@brightline.example and had a reply in minutes", "Brightline"),
        ("www.help.brightline.example/faq did it", "Brightline"),
        ("#Brightline rocks", "Brightline"),
        ("@AskBrightline cheers", "Brightline"),
        ("thanks brightline for the help", "Brightline"),
        ("Brightline's staff were so kind", "Brightline"),
        ("the tidepool broadband engineer was lovely", "Tidepool Broadband Ltd"),
        ("Marks & Spencer staff, lovely as ever", "Marks & Spencer"),
        ("the lady at Marks and Spencer", "Marks & Spencer"),
        ("Royal Bank of Scotland were kind", "Royal Bank of Scotland"),
        ("Best Buy guys rock", "Best Buy"),
        ("Apple support sorted me", "Apple"),
        ("My Apple store visit was great", "Apple"),
        ("got it from Next yesterday, staff lovely", "Next"),
        ("thanks to Three, all sorted", "Three"),
        ("the EE shop was great", "EE"),
        ("npower rang me back", "npower"),
        ("Thank you, Kindly team", "Kindly"),
    ],
)
def test_a_company_is_found_however_it_is_named(text: str, name: str) -> None:
    assert company_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "apple pie was nice",
        "An apple a day",
        "next day delivery, great service",
        "Next customer service agent please",
        "Next time I will call",
        "Three customer service reps and none could help",
        "Three hours later",
        "best buy ever",
        "Best buy I made this year",
        "Thanks Dave you are a star",
        "could somebody kindly help me",
        "see you later",
        "WE ALL LOVE AN ORANGE",
        "Great Service From Three Lovely Ladies",
        "#next",
        "the delta was wide",
        "nobody is named here",
        "",
    ],
)
def test_an_ordinary_word_is_no_company_by_chance(text: str) -> None:
    assert company_in(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so much better than Orange, thank you @BrightHelp", "Brightline"),
        ("switched from Delta to Brightline, night and day", "Brightline"),
        ("unlike @brighthelp the people at Delta answer", "Delta"),
        ("nobody is better than Delta", "Delta"),
    ],
)
def test_what_a_company_is_compared_with_comes_last(text: str, name: str) -> None:
    assert company_in(text) == name


def test_a_handle_of_two_companies_names_neither() -> None:
    assert company_in("thanks @shared") is None


def test_a_handle_of_two_merged_companies_names_them() -> None:
    assert company_in("thanks @merged") == "Bright Line UK"


def test_clues_keep_the_handles_as_they_are_written() -> None:
    clues = clues_in("Thanks @Bright_Help! brightline.example rocks, says Tidepool Broadband Ltd. jo@gone.example")

    assert clues.handles == ("Bright_Help",)
    assert clues.domains == ("brightline.example", "gone.example")
    assert {"tidepool", "tidepoolbroadband"} <= {named.key for named in clues.names}


def test_a_long_post_has_a_bounded_number_of_clues() -> None:
    assert len(clues_in("Xyzzy Corge Grault Garply Waldo Fred Plugh Thud! " * 500).names) <= 45
