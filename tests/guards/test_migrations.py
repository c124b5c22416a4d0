"""The migrations: from nothing to head gives what the models say, on both databases, and back."""

import re
from dataclasses import replace

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from app import create_app
from app.config import ROOT
from app.extensions import db
from app.nominations import service
from app.nominations.models import Moderation
from app.nominations.rules import Reason
from app.web.actions import act
from tests.make import make_nomination, make_user

MIGRATIONS = str(ROOT / "migrations")
OWN_TABLES = {"alembic_version", "limit_counter"}


@pytest.fixture
def migrated(app, engine, settings, tmp_path):
    """Give an app on a database of its own with nothing in it."""
    if engine == "sqlite":
        url = f"sqlite:///{tmp_path / 'migrated.db'}"
    else:
        url = f"{settings.database_url}_migrated"
        name = url.rsplit("/", 1)[1]
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}"'))
    other = create_app(replace(settings, database_url=url, queue_url=f"sqlite:///{tmp_path / 'queue.db'}"))
    with other.app_context():
        yield other
        db.session.remove()
        db.engine.dispose()


def shape(app):
    """Describe tables, columns, keys, checks, indexes and triggers of a database."""
    with app.app_context():
        seen = inspect(db.engine)
        tables = set(seen.get_table_names()) - OWN_TABLES
        return {name: table_shape(seen, name) for name in tables} | {"triggers": triggers()}


def table_shape(seen, name):
    dialect = db.engine.dialect
    return {
        "columns": {(c["name"], c["type"].compile(dialect), c["nullable"]) for c in seen.get_columns(name)},
        "primary": tuple(seen.get_pk_constraint(name)["constrained_columns"]),
        "foreign": {
            (tuple(f["constrained_columns"]), f["referred_table"], f["name"], str(f["options"]))
            for f in seen.get_foreign_keys(name)
        },
        "unique": {(u["name"], tuple(u["column_names"])) for u in seen.get_unique_constraints(name)},
        "checks": {(c["name"], " ".join(c["sqltext"].split())) for c in seen.get_check_constraints(name)},
        "indexes": {
            (i["name"], tuple(i["column_names"]), bool(i["unique"]), predicate(i)) for i in seen.get_indexes(name)
        },
    }


def predicate(index):
    return str(index["dialect_options"].get(f"{db.engine.dialect.name}_where", ""))


def triggers():
    if db.engine.dialect.name == "sqlite":
        query = "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = """SELECT pg_get_triggerdef(t.oid) || pg_get_functiondef(t.tgfoid)
                   FROM pg_trigger t WHERE NOT t.tgisinternal"""
    with db.engine.connect() as connection:
        return {re.sub(r"\s+", " ", row) for row in connection.scalars(text(query))}


def test_head_is_what_the_models_say(app, migrated):
    upgrade(directory=MIGRATIONS)

    by_migrations, by_models = shape(migrated), shape(app)

    assert by_migrations.keys() == by_models.keys()
    for name in by_models:
        assert by_migrations[name] == by_models[name], name


def test_every_step_down_and_up_again_works(migrated):
    upgrade(directory=MIGRATIONS)
    steps = len(list(ScriptDirectory(MIGRATIONS).walk_revisions()))

    for _ in range(steps):
        downgrade(directory=MIGRATIONS)
    left = set(inspect(db.engine).get_table_names()) - OWN_TABLES

    assert left == set()
    upgrade(directory=MIGRATIONS)


def test_the_migration_gathers_everybody_from_the_rows_and_from_the_log(migrated):
    upgrade(directory=MIGRATIONS)
    earlier, asker, last = (make_user() for _ in range(3))
    nomination, untouched = make_nomination(), make_nomination()
    act(service.hold, nomination, by=earlier)
    act(service.ask, nomination, question="Which month was it?", by=asker)
    act(service.reject, nomination, reason=Reason.NO_STORY, by=last)
    act(service.open_address, untouched, by=earlier)
    kept = {(nomination.id, user.id) for user in (earlier, asker, last)}
    db.session.remove()

    downgrade(directory=MIGRATIONS, revision="0014")
    upgrade(directory=MIGRATIONS)

    assert {tuple(row) for row in db.session.execute(select(Moderation.nomination_id, Moderation.user_id))} == kept
