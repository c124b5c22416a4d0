import pytest

from app.accounts.rules import browser_in_words, is_easy_to_guess, is_own_path

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 (KHTML, like Gecko) Version/19 Safari/604"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 (KHTML, like Gecko) Chrome/140.0 Safari/537 Edg/140.0"


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "P@ssw0rd2026",
        "qwerty123456",
        "aaaaaaaaaaaa",
        "supportawards",
        "Support Awards 2026",
        "ada.lovelace1",
        "letmeinletmein",
        "welcome12345",
        "121212121212",
    ],
)
def test_passwords_everybody_tries_are_refused(password):
    assert is_easy_to_guess(password, email="ada.lovelace@example.org")


@pytest.mark.parametrize(
    "password", ["four quiet garden words", "Tr0ub4dor&3xyz", "краставица и морков", "9f#kLw2!pQzr"]
)
def test_other_passwords_are_taken_whatever_they_are_made_of(password):
    assert not is_easy_to_guess(password, email="ada.lovelace@example.org")


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox on Linux"), (SAFARI, "Safari on iPhone"), (EDGE, "Edge on Windows"), ("curl/8", "A browser")],
)
def test_a_browser_is_named_as_its_owner_would(agent, words):
    assert browser_in_words(agent) == words


@pytest.mark.parametrize("wish", ["/", "/account", "/organise/audit?about=season:2026", "/judge/entries/abc#a1"])
def test_our_own_paths_are_followed(wish):
    assert is_own_path(wish)
