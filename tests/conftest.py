"""The stage for every test: both databases, an app on each, a browser, and a clean start."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import expect
from sqlalchemy import event

from app.config import Settings
from app.extensions import db, limiter
from app.programme import call
from app.web import engine, kept_pages
from tests import postgresql, sharing
from tests.served import served
from tests.stage import Stage, missing

CHROMIUM = "/usr/bin/chromium"
# No process for a screen there is not, and none in reserve for a page nobody opens.
CHROMIUM_WORDS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-gpu",
    "--in-process-gpu",
    "--renderer-process-limit=1",
]
# How long a page may take to show what is expected of it, on a machine that is slow and busy.
PATIENCE = 30_000
# How many new objects are worth a look for garbage; each look calls Hypothesis twice once it has run.
SELDOM = 20_000
_cluster: postgresql.Cluster | None = None
_terminal: Any = None


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, for all workers, unless a server is named or there is none to start."""
    global _cluster, _terminal
    _terminal = config.pluginmanager.get_plugin("terminalreporter")
    os.environ.pop("AWARDS_ENV", None)
    expect.set_options(timeout=PATIENCE)
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


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> sharing.InGroups:
    """Share the tests among the workers."""
    return sharing.InGroups(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the tests into order; give each a second try, named at the end, where the machine is not ours."""
    sharing.long_first(items)
    if os.environ.get("CI"):
        for item in items:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for garbage neither while the tests are loaded nor among them afterwards, and seldom among the rest."""
    gc.disable()
    found = yield
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of rows on both databases, and browser tests on SQLite alone."""
    if "engine" in metafunc.fixturenames:
        only_sqlite = metafunc.definition.get_closest_marker("browser")
        engines = ["sqlite"] if only_sqlite else ["sqlite", "postgresql"]
        metafunc.parametrize("engine", engines, scope="session")


@pytest.fixture(scope="session")
def _stage(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Stage]:
    stage = Stage(tmp_path_factory.mktemp("stage"), worker_id)
    yield stage
    stage.close()


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture
def settings(_stage: Stage, engine: str) -> Settings:
    """Return the settings of the app under test."""
    return _stage.app(engine).config["AWARDS"]


@pytest.fixture
def app(_stage: Stage, engine: str) -> Iterator[Flask]:
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
def _impatient(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the app give up a lock soon that somebody keeps for good."""
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.3)
    monkeypatch.setattr(engine, "PRAGMAS", ("busy_timeout=300", *engine.PRAGMAS[1:]))
    is_remote = db.engine.dialect.name == "postgresql"

    def hurry(connection: Any, _: object) -> None:
        if is_remote:
            connection.execute("SET lock_timeout = '300ms'")
            connection.commit()

    db.session.rollback()
    db.engine.dispose()
    event.listen(db.engine, "connect", hurry)
    yield
    event.remove(db.engine, "connect", hurry)
    db.session.rollback()
    db.engine.dispose()


@pytest.fixture
def live_site(app: Flask) -> Iterator[str]:
    """Serve the app on a real port and give its address."""
    kept = app.config["AWARDS"]
    with served(app) as address:
        app.config["AWARDS"] = replace(kept, public_url=address)
        yield address
    app.config["AWARDS"] = kept


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Drive the machine's own Chromium."""
    if not Path(CHROMIUM).exists():
        missing("Chromium", "apt-get install -y chromium")
    return {"executable_path": CHROMIUM, "args": CHROMIUM_WORDS}


@pytest.fixture(autouse=True)
def _close_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test left open in the browser, where it would go on asking for news."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()
