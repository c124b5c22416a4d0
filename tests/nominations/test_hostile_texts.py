"""Texts made to keep a pattern busy: every reader of free text must be done in a moment, whatever the text."""

import subprocess
import sys
from itertools import cycle

import pytest

from tests.processes import ROOT

SECONDS_FOR_ALL = 10
READERS = {
    "spot": "from app.nominations.personal import spot\nread = spot",
    "spot a named person": (
        "from app.nominations.personal import spot\n"
        "read = lambda text: spot(text, nominee='Priya de la Nair A A A', company=text[:200])"
    ),
    "find a name": (
        "from app.nominations.names import find_name\n"
        "read = lambda text: find_name(text, 'Anna A A') + find_name(text, text[:120]) + find_name('x', text[:120])"
    ),
    "copies and links": (
        "from app.nominations.copies import shingles\n"
        "from app.nominations.traps import count_links\n"
        "read = lambda text: (shingles(text), count_links(text))"
    ),
    "companies": (
        "from app.companies.addresses import domain_of, handle_of\n"
        "from app.companies.names import fold, words_of\n"
        "from app.companies.rules import slug_of\n"
        "from app.companies.spellings import spelling_words\n"
        "read = lambda text: [f(text[:500]) for f in (domain_of, handle_of, fold, words_of, slug_of, spelling_words)]"
    ),
}
BEGINNINGS = (
    "I waited at 1 rue ", "", "1 ", "12, ", "1 rue du ", "calle de ", "via A", "улица ", "ул.А", "account ", "счет",
    "client no. ", "customer number: ", "a@", "a (at) b", "P O Box ", "call ", "+44 ", "GB33", "4111 ", "from Anna ",
    "Mr ", "https://", "@", "https://www.",
)  # fmt: skip
PIECES = (
    "a", "A", "1", " ", "-", ".", "'", "\n", "de la ", "l'", "du ", "des la l'", "A-", "Aa-", "Aa ", "Aa Bb", "A.",
    "1 ",
    "1-", "11 ", "a1", "a1-", "1a1b1c", "счет", "улицаА-", "account ", "account", "account1-", "call", "ref ", "a@",
    "a@a.",
    "a.", ".a", "a (dot) ", " (at) ", "1 rue ", "1 rue A ", "1 A", "1 Aa Bb Cc ", "via A", "via Aa-", "A1B2 ", "AB12",
    "1111 ", "1111-", "00", "+1", "(1) ", "1 000", " 000", "1.1", "www.", "http://", "van von de ", "from Anna ",
    "Anna A",
    "é", "é\u0301", "ß", "株", "1, ", ", AB 1", "x (", "#", "no.", ": ",
)  # fmt: skip
PROGRAM = """
import ast, resource, sys
{reader}
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
for text in ast.literal_eval(sys.stdin.read()):
    read(text)
"""


def list_texts():
    """List what opens a pattern followed by what may keep it going, each with an end on which it fails."""
    pairs = [*zip(cycle(BEGINNINGS), PIECES, strict=False), *((start, "de la ") for start in BEGINNINGS)]
    return [(start + piece * 5_000)[:4_999] + end for start, piece in pairs for end in "!x"]


@pytest.mark.parametrize("reader", READERS)
def test_no_text_keeps_a_pattern_busy(reader):
    program = PROGRAM.format(reader=READERS[reader], seconds=SECONDS_FOR_ALL)
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        input=repr(list_texts()),
        capture_output=True,
        text=True,
        timeout=20 * SECONDS_FOR_ALL,
    )
    assert done.returncode == 0, done.stderr
