"""Run `awards` as a person would, within the app of the test."""

from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from app.cli import main


def awards(app, *words, typed=""):
    """Run one command line and return what it printed and its exit code."""
    runner = CliRunner()
    result: Result = runner.invoke(main, list(words), obj=ScriptInfo(create_app=lambda: app), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result
