"""The apps under test: one on each database, made when first asked for, and emptied before each test."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from app import create_app
from app.audit.queries import HEADS_FILE
from app.config import read_settings
from app.extensions import db
from tests import postgresql

IN_CI = os.environ.get("CI") == "true"
A_WHILE = 3600
TEST_KEYS = {"AWARDS_SECRET_KEY": "s" * 40, "AWARDS_LASTING_KEY": "l" * 40}


def missing(part: str, install: str) -> None:
    """Skip by name what this machine lacks; in CI nothing may be missing."""
    sentence = f"{part} is missing; install it with: {install}"
    if IN_CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


class Browser(FlaskClient):
    """A client whose requests share nothing with the test around them: each has its own context and session."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send one request in a fresh context, as a server would."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


class Stage:
    """The apps of this test process, one for each database, made when first asked for."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._folder = folder
        self._worker = worker
        self._apps: dict[str, Flask] = {}
        self.holds: dict[str, str] = {}

    def app(self, engine: str) -> Flask:
        """Return the app on one database, with its tables made."""
        if engine not in self._apps:
            self._apps[engine] = self._make(engine)
        return self._apps[engine]

    def close(self) -> None:
        """Let go of every connection."""
        for app in self._apps.values():
            app.extensions["counters"].close()
            with app.app_context():
                db.engine.dispose()

    def mail_folder(self, engine: str) -> Path:
        """Return where letters of this app are put."""
        return self._folder / engine / "mail"

    def clean(self, engine: str) -> None:
        """Empty every table, and forget the heads noted of the log."""
        self.holds.pop(engine, None)
        try:
            db.session.rollback()
        except DBAPIError:  # a slow test read once and then stood idle until PostgreSQL let it go
            db.session().invalidate()
        (self._folder / engine / HEADS_FILE).unlink(missing_ok=True)
        if engine == "sqlite":
            self.bring_back(self._folder / engine / "empty.db")
            return
        with db.engine.begin() as connection:
            connection.exec_driver_sql(postgresql.EMPTY)

    def keep(self, place: Path) -> None:
        """Set aside what the SQLite database holds."""
        db.engine.dispose()
        with closing(sqlite3.connect(self._folder / "sqlite" / "awards.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self._folder / "sqlite" / "awards.db", place)

    def bring_back(self, place: Path) -> None:
        """Put what was set aside into the SQLite database."""
        db.engine.dispose()
        # A file that is cut and written anew is flushed to the disk by the system when it is closed; a new one is not.
        for name in ("awards.db-wal", "awards.db-shm", "awards.db"):
            (self._folder / "sqlite" / name).unlink(missing_ok=True)
        shutil.copyfile(place, self._folder / "sqlite" / "awards.db")

    def _make(self, engine: str) -> Flask:
        folder = self._folder / engine
        folder.mkdir()
        url = f"sqlite:///{folder / 'awards.db'}" if engine == "sqlite" else self._new_database()
        settings = read_settings(
            {
                **TEST_KEYS,
                "AWARDS_VAR": str(folder),
                "AWARDS_DATABASE_URL": url,
                "AWARDS_QUEUE_URL": f"sqlite:///{folder / 'queue.db'}",
                "AWARDS_MAIL_URL": f"file:{folder / 'mail'}",
                "AWARDS_PUBLIC_URL": "http://localhost",
            }
        )
        app = create_app(replace(settings, argon2_memory_kib=64))
        app.config.update(TESTING=True)
        app.test_client_class = Browser
        app.wsgi_app.max_age = A_WHILE  # type: ignore[attr-defined]
        with app.app_context():
            if engine == "sqlite":
                event.listen(db.engine, "connect", _need_no_disk)
            db.create_all()
            db.engine.dispose()
            if engine == "sqlite":
                self.keep(folder / "empty.db")
        return app

    def _new_database(self) -> str:
        server = os.environ.get("AWARDS_TEST_DATABASE_URL")
        if not server:
            missing("PostgreSQL", postgresql.INSTALL)
        name = f"awards_test_{self._worker}"
        with psycopg.connect(str(server), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{str(server).rsplit('/', 1)[0]}/{name}"


def _need_no_disk(connection: Any, _: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
