"""The stage for every test: both databases, an app on each, a browser, and a clean start."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.serving import make_server

from app import create_app
from app.audit.queries import HEADS_FILE
from app.config import Settings, read_settings
from app.extensions import db, limiter
from app.programme import call
from app.web import kept_pages
from tests import postgresql

CHROMIUM = "/usr/bin/chromium"
IN_CI = os.environ.get("CI") == "true"
TEST_KEYS = {"AWARDS_SECRET_KEY": "s" * 40, "AWARDS_LASTING_KEY": "l" * 40}
_cluster: postgresql.Cluster | None = None
_terminal: Any = None


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, for all workers, unless a server is named or there is none to start."""
    global _cluster, _terminal
    _terminal = config.pluginmanager.get_plugin("terminalreporter")
    os.environ.pop("AWARDS_ENV", None)
    if hasattr(config, "workerinput") or os.environ.get("AWARDS_TEST_DATABASE_URL") or config.option.collectonly:
        return
    binaries = postgresql.find_binaries()
    if binaries:
        _cluster = postgresql.Cluster(binaries)
        _cluster.start()
        os.environ["AWARDS_TEST_DATABASE_URL"] = _cluster.url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL we started."""
    if _cluster and not hasattr(config, "workerinput"):
        _cluster.stop()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Show what a test measured as soon as it ends, a line a figure, when full numbers are asked for."""
    if _terminal and os.environ.get("FULL") and report.when == "call":
        for line in filter(str.strip, report.capstdout.splitlines()):
            _terminal.ensure_newline()
            _terminal.write_line(line)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of rows on both databases, and browser tests on SQLite alone."""
    if "engine" in metafunc.fixturenames:
        only_sqlite = metafunc.definition.get_closest_marker("browser")
        engines = ["sqlite"] if only_sqlite else ["sqlite", "postgresql"]
        metafunc.parametrize("engine", engines, scope="session")


def missing(part: str, install: str) -> None:
    """Skip by name what this machine lacks; in CI nothing may be missing."""
    sentence = f"{part} is missing; install it with: {install}"
    if IN_CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def _stage(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator["Stage"]:
    stage = Stage(tmp_path_factory.mktemp("stage"), worker_id)
    yield stage
    stage.close()


@pytest.fixture
def settings(_stage: "Stage", engine: str) -> Settings:
    """Return the settings of the app under test."""
    return _stage.app(engine).config["AWARDS"]


@pytest.fixture
def app(_stage: "Stage", engine: str) -> Iterator[Flask]:
    """Give an app on an empty database, inside its context."""
    app = _stage.app(engine)
    with app.app_context():
        _stage.clean(engine)
        limiter.reset()
        app.extensions["counters"].reset()
        call.forget()
        app.extensions.pop("site_identity", None)
        app.extensions.pop(kept_pages.PLACE, None)
        shutil.rmtree(_stage.mail_folder(engine), ignore_errors=True)
        yield app
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser without a screen."""
    return app.test_client()


@pytest.fixture
def live_site(app: Flask) -> Iterator[str]:
    """Serve the app on a real port and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    app.config["AWARDS"], kept = (
        replace(app.config["AWARDS"], public_url=f"http://127.0.0.1:{server.port}"),
        app.config["AWARDS"],
    )
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.config["AWARDS"] = kept


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Drive the machine's own Chromium."""
    if not Path(CHROMIUM).exists():
        missing("Chromium", "apt-get install -y chromium")
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-background-networking", "--disable-sync"]}


@pytest.fixture(autouse=True)
def _close_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test left open in the browser, where it would go on asking for news."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


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
        db.session.rollback()
        (self._folder / engine / HEADS_FILE).unlink(missing_ok=True)
        if engine == "sqlite":
            db.engine.dispose()
            for name in ("awards.db-wal", "awards.db-shm"):
                (self._folder / engine / name).unlink(missing_ok=True)
            shutil.copyfile(self._folder / engine / "empty.db", self._folder / engine / "awards.db")
            return
        with db.engine.begin() as connection:
            connection.exec_driver_sql(postgresql.EMPTY)

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
        with app.app_context():
            if engine == "sqlite":
                event.listen(db.engine, "connect", _need_no_disk)
            db.create_all()
            db.engine.dispose()
        if engine == "sqlite":
            _checkpointed_copy(folder / "awards.db", folder / "empty.db")
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


def _checkpointed_copy(source: Path, target: Path) -> None:
    import sqlite3

    with sqlite3.connect(source) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(source, target)
