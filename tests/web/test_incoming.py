"""Files that commands read, where a script has closed standard input."""

import sys

import click
import pytest
from flask import Flask

from app.companies.commands import commands as companies
from app.listening.commands.reading import commands as listening


@pytest.mark.parametrize("commands", [listening, companies], ids=["posts", "companies"])
def test_a_closed_standard_input_is_told_in_a_sentence(
    app: Flask, commands: click.Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(click.UsageError, match="standard input is closed"):
        commands.commands["import"].make_context("import", ["-"])
