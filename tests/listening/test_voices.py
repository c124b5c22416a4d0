"""Tell who speaks: customers, companies, their staff."""

import pytest

from app.listening.finding.voices import Author, names_of, speaker_of
from app.listening.rules import Voice

COMPANIES = frozenset({"brightline", "tidepoolbroadband", "apple", "dave"})
PRAISE = "The support team at Brightline is wonderful."


def voice_of(handle: str = "", name: str = "", text: str = PRAISE) -> Voice:
    author = Author(handle, name)
    own = frozenset(names_of(author)) & COMPANIES
    return speaker_of(author, text, is_registered=False, own=own, company=frozenset({"brightline"})).voice


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("x1", "Brightline"),
        ("x1", "Brightline Support"),
        ("x1", "Brightline UK (Official)"),
        ("x1", "Tidepool Broadband Customer Care"),
        ("AskBrightline", "Help for you"),
        ("brightline_help", ""),
        ("BrightlineCares", "Here to help"),
        ("brightline.example", "Us"),
        ("brightline@social.example", "Us"),
        ("AppleSupport", "Apple Support"),
        ("PinebankHelp", "Pinebank"),
        ("pinebank", "Pinebank Customer Service"),
    ],
)
def test_a_company_is_known_by_handle_and_name(handle: str, name: str) -> None:
    assert voice_of(handle, name) is Voice.COMPANY


@pytest.mark.parametrize(
    ("handle", "name", "text"),
    [
        ("x1", "Sara at Brightline", PRAISE),
        ("x1", "Sara | Brightline", PRAISE),
        ("brightline_sara", "Sara", PRAISE),
        ("SaraBrightline", "Sara", PRAISE),
        ("x1", "Sara", "All of us at Brightline love to help"),
        ("x1", "Sara", "I work for Brightline and the support team is the best"),
    ],
)
def test_staff_are_known_by_handle_name_and_words(handle: str, name: str, text: str) -> None:
    assert voice_of(handle, name, text) is Voice.STAFF


@pytest.mark.parametrize(
    "text",
    [
        "We're hiring! Friendly support people wanted",
        "Join our award winning support team, apply today",
        "We pride ourselves on friendly service",
        "So proud of our amazing support team tonight",
        "Our dedicated support team is here for you",
    ],
)
def test_what_no_customer_writes_is_a_companys(text: str) -> None:
    assert voice_of("x1", "Ada", text) is Voice.COMPANY


@pytest.mark.parametrize(
    ("handle", "name", "text"),
    [
        ("ada", "Ada", PRAISE),
        ("", "", PRAISE),
        ("dave", "Dave", PRAISE),
        ("brightline_fan", "A fan", PRAISE),
        ("ilovebrightline", "Jo", PRAISE),
        ("apple_picker", "Pat", PRAISE),
        ("ineedhelp", "Jo", PRAISE),
        ("please_help", "Jo", PRAISE),
        ("jo", "Jo Carer", PRAISE),
        ("jo", "Jo from Leeds", PRAISE),
        ("jo", "Jo", "Our waiter at Brightline was lovely, our whole family says thanks"),
        ("jo", "Jo", "Thanks @brighthelp from all of us at Willow Primary School"),
        ("jo", "Jo", "Are they hiring? The staff at Brightline are wonderful, is Brightline hiring?"),
        ("jo", "Jo", "@brighthelp our team can't thank you enough, your support people saved us"),
    ],
)
def test_customers_stay_customers(handle: str, name: str, text: str) -> None:
    assert voice_of(handle, name, text) is Voice.CUSTOMER


def test_the_reason_is_said_in_words() -> None:
    speaker = speaker_of(Author("brighthelp", ""), PRAISE, is_registered=True, own=frozenset(), company=frozenset())

    assert speaker == (Voice.COMPANY, "the author is the company")
