"""A site in processes of its own that may be killed at any moment, on either database."""

import atexit
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import psycopg

from tests.conftest import missing
from tests.postgresql import INSTALL
from tests.processes import ROOT, environment, free_port, run_here

KEYS = {"AWARDS_SECRET_KEY": "s" * 40, "AWARDS_LASTING_KEY": "l" * 40}


class Site:
    """One database, and the server and worker that are started on it again and again."""

    def __init__(self, folder, engine, *, mutant="", web_workers=2, **more):
        self.folder, self.mutant, self.name = folder, mutant, f"awards_faults_{os.getpid()}"
        self.url = copy_of_sqlite(folder) if engine == "sqlite" else copy_of_postgresql(self.name)
        self.port = free_port()
        self.settings = {
            **KEYS,
            "AWARDS_DATABASE_URL": self.url,
            "AWARDS_QUEUE_URL": f"sqlite:///{folder}/queue.db",
            "AWARDS_WEB_WORKERS": str(web_workers),
            **more,
        }
        self.running = {}

    def start(self, part):
        """Start `serve` or `worker` in a process group of its own."""
        words = ["serve", "--bind", f"127.0.0.1:{self.port}"] if part == "serve" else ["worker"]
        module = ["tests.faults.mutants", self.mutant] if self.mutant and part == "serve" else ["app"]
        with (self.folder / f"{part}.log").open("ab") as log:
            self.running[part] = subprocess.Popen(
                [sys.executable, "-m", *module, *words],
                env=environment(self.folder, **self.settings),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, part):
        """Kill everything of a part at once, as a power cut of its machine would, or what is left if it has ended."""
        with suppress(ProcessLookupError):
            os.killpg(self.running[part].pid, signal.SIGKILL)
        self.running.pop(part).wait()

    def kill_a_child(self):
        """Kill one of the processes that answer requests; gunicorn starts a new one."""
        children = children_of(self.running["serve"].pid)
        if children:
            os.kill(random.choice(children), signal.SIGKILL)

    def wait_until_up(self, seconds=240):
        """Wait until the site answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.folder / "serve.log").read_text())

    def ask(self, query):
        """Read rows past the app."""
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "awards.db") as connection:
                return connection.execute(query).fetchall()
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()

    def run(self, *words, **more):
        """Run one command of `awards` on this site."""
        return run_here(self.folder, *words, **self.settings, **more)


def set_up(folder, url):
    """Bring a database to where a newcomer has it after `awards init`."""
    made = run_here(folder, "init", "--email", "you@example.org", **KEYS, AWARDS_DATABASE_URL=url)
    assert made.returncode == 0, made.stderr


@cache
def prepared_sqlite():
    """Set up one SQLite file for all tests of this process to copy."""
    folder = Path(tempfile.mkdtemp(prefix="awards-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_up(folder, f"sqlite:///{folder}/awards.db")
    return folder


def copy_of_sqlite(folder):
    for path in prepared_sqlite().glob("awards.db*"):
        shutil.copy(path, folder)
    return f"sqlite:///{folder}/awards.db"


@cache
def prepared_postgresql(server):
    """Set up one PostgreSQL database for all tests of this process to copy."""
    name = f"awards_faults_{os.getpid()}_whole"
    make_database(server, name, "template1")
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder), f"{server.rsplit('/', 1)[0]}/{name}")
    return name


def copy_of_postgresql(name):
    server = os.environ.get("AWARDS_TEST_DATABASE_URL") or missing("PostgreSQL", INSTALL)
    make_database(server, name, prepared_postgresql(server))
    return f"{server.rsplit('/', 1)[0]}/{name}"


def make_database(server, name, whole):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{whole}"')


@contextmanager
def site(folder, engine, *parts, **how):
    """Keep a site running; whatever is left of it is killed at the end."""
    own = Site(Path(folder), engine, **how)
    try:
        for part in parts or ("serve",):
            own.start(part)
        own.wait_until_up()
        yield own
    finally:
        for part in list(own.running):
            own.kill(part)


def children_of(pid):
    try:
        return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def a_moment(most=0.4):
    time.sleep(random.uniform(0.05, most))
