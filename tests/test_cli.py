"""The command line answers a slip with one readable sentence, and a question with its help."""

import pytest

from tests.commands import awards

MISTYPED = {
    "no such command": ("nope",),
    "no such command of a group": ("accounts", "nope"),
    "no such option": ("demo", "--nope"),
    "a missing argument": ("listen", "import"),
    "a missing option": ("init",),
    "a value that is none": ("demo", "--scale", "x"),
    "a word too many": ("listen", "status", "extra"),
    "a role that is none": ("accounts", "invite", "ada@example.org", "--role", "king"),
}


@pytest.mark.parametrize("words", MISTYPED.values(), ids=MISTYPED)
def test_a_slip_is_answered_in_one_line_that_says_where_the_usage_stands(app, words):
    answer = awards(app, *words)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert " --help" in answer.stderr
    assert "Error" not in answer.stderr


def test_the_line_names_what_was_mistyped(app):
    line = awards(app, "accounts", "invite", "ada@example.org", "--role", "king").stderr

    assert "'king' is not one of 'organiser', 'curator', 'judge'" in line
    assert line.endswith("Usage: main accounts invite --help\n")


@pytest.mark.parametrize("words", [(), ("accounts",), ("demo", "--help")], ids=["alone", "a group", "asked for"])
def test_who_asks_what_there_is_gets_the_whole_help(app, words):
    answer = awards(app, *words)

    assert "Options:" in answer.output or "Commands:" in answer.output
    assert answer.output.count("\n") > 4
