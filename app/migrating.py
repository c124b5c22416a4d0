"""`awards db`: bring the database to another migration; what developers need beside it is `flask --app app db`."""

from collections.abc import Callable

import click
import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask.cli import AppGroup

from app.config import ROOT
from app.errors import Misconfigured, Refused
from app.extensions import db

migrations = AppGroup("db", help="Bring the database up to date, or a step back.")
FOLDER = str(ROOT / "migrations")


@migrations.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to date, whole or not at all; safe to repeat.

    Example: awards db upgrade
    """
    _move(flask_migrate.upgrade, revision)
    click.echo(f"The database stands at {_present()}.")


@migrations.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier migration; what later tables held is lost, so back up first.

    Example: awards db downgrade 0003
    """
    _move(flask_migrate.downgrade, revision)
    click.echo(f"The database stands at {_present()}.")


@migrations.command("current")
def current() -> None:
    """Say where the database stands and where the code does.

    Example: awards db current
    """
    click.echo(f"The database stands at {_present()}, the code at {newest_migration()}.")


def _move(move: Callable[..., None], revision: str) -> None:
    try:
        move(directory=FOLDER, revision=revision)
    except (CommandError, SystemExit) as fault:
        raise Refused(f"There is no way to a migration '{revision}'. The newest is {newest_migration()}.") from fault


def require_current_database() -> None:
    """Raise Misconfigured unless the database stands at the newest migration."""
    present, newest = present_migration(), newest_migration()
    if present is None:
        raise Misconfigured("The database is empty. Run `awards init --email you@example.org` first.")
    if present != newest:
        raise Misconfigured(
            f"The database stands at {present} and the code needs {newest}. Run `awards db upgrade`, then start again."
        )


def newest_migration() -> str | None:
    """Return the newest migration the code knows."""
    return ScriptDirectory(FOLDER).get_current_head()


def present_migration() -> str | None:
    """Return the migration the database stands at, None when it is empty."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _present() -> str:
    return present_migration() or "the very beginning"
