"""The `awards` command: one group that every room's commands hang into."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click
import psycopg
from flask.cli import FlaskGroup
from sqlalchemy import exc

from app import create_app
from app.backups.commands import backup, restore
from app.checkup.commands import doctor
from app.demo.commands import demo
from app.errors import Misconfigured, Missing, Refused, Unavailable
from app.judging.commands import results
from app.migrating import migrations
from app.serving import serve, work
from app.setup import init

EMPTY = "The database is empty. Run `awards init --email you@example.org` first."


class Mistyped(click.ClickException):
    """Say in one line what was mistyped and where the usage stands."""

    exit_code = 2

    def __init__(self, fault: click.UsageError) -> None:
        sentence = " ".join(fault.format_message().split()).rstrip(".")
        command = fault.ctx.command_path if fault.ctx else "awards"
        super().__init__(f"{sentence}. Usage: {command} --help")

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line as it is."""
        click.echo(self.message, file=file, err=True)


class Awards(FlaskGroup):
    """Turn every refusal into one readable sentence on standard error."""

    def make_context(self, *names: Any, **more: Any) -> click.Context:
        """Read the words before the command's own."""
        with _one_line():
            return super().make_context(*names, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; exit 1 with a sentence when it was refused, 2 when it cannot start."""
        try:
            with _one_line():
                return super().invoke(ctx)
        except Refused as refusal:
            self._say(refusal.sentence, 1)
        except Missing:
            self._say("There is no such thing.", 1)
        except Unavailable as away:
            if _is_empty(str(away.__cause__)):
                self._say(EMPTY, 2)
            self._say("The database refuses work for the moment. Try again.", 1)
        except Misconfigured as fault:
            self._say(str(fault), 2)
        except (exc.OperationalError, exc.ProgrammingError) as fault:
            self._say(_in_words(str(fault.orig)), 2)
        except (psycopg.Error, sqlite3.Error) as fault:
            self._say(_in_words(str(fault)), 2)

    def _load_plugin_commands(self) -> None:
        """Show our commands only; those of the libraries stay with `flask --app app`."""

    def _say(self, sentence: str, code: int) -> None:
        click.echo(sentence, err=True)
        raise SystemExit(code)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn what the library says of a mistyped command into one line; its help stays as it is."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as fault:
        raise Mistyped(fault) from fault


@click.group(cls=Awards, create_app=create_app, add_default_commands=False, add_version_option=False)
def main() -> None:
    """Support Awards: find, nominate, judge and honour people who give great support.

    Start with `awards init --email you@example.org`, then `awards serve` and, beside it, `awards worker`.
    """


main.params.clear()
main.add_command(init)
main.add_command(migrations)
main.add_command(demo)
main.add_command(serve)
main.add_command(work)
main.add_command(backup)
main.add_command(restore)
main.add_command(doctor)
main.add_command(results)


def _is_empty(fault: str) -> bool:
    return "no such table" in fault or ('relation "' in fault and "does not exist" in fault)


def _in_words(fault: str) -> str:
    text = (fault.strip() or "no reason given").splitlines()[0]
    if _is_empty(text):
        return EMPTY
    return f"The database could not be used: {text[:200]}"


if __name__ == "__main__":
    os.environ.setdefault("FLASK_APP", "app")
    sys.exit(main())
