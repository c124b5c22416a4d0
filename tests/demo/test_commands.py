"""`awards demo` as a newcomer runs it: a process of its own, on SQLite, filled once for all of these tests."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.config import ROOT
from app.demo.people import PEOPLE, SIGN_IN_WORDS
from tests.processes import AWARDS, SECONDS_TO_END, free_port, run_here


def surroundings(var, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWARDS_")}
    return {**kept, "AWARDS_VAR": str(var), "AWARDS_BIND": f"127.0.0.1:{free_port()}", **more}


def awards(var, *words, **more):
    environ = surroundings(var, **more)
    return subprocess.run([*AWARDS, *words], env=environ, cwd=ROOT, capture_output=True, text=True, timeout=300)


def count_rows(var):
    with sqlite3.connect(var / "awards.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    """Give the folder of a demo that was filled by the command."""
    folder = tmp_path_factory.mktemp("demo")
    filled = awards(folder, "demo")
    assert filled.returncode == 0, filled.stderr
    return folder


def test_help_shows_an_example(tmp_path):
    shown = run_here(tmp_path, "demo", "--help")

    assert shown.returncode == 0
    assert "Example: awards demo --serve" in shown.stdout


@dataclass
class SecondRun:
    """What a second run printed, and the rows before and after it."""

    printed: str
    before: dict[str, int]
    after: dict[str, int]


@pytest.fixture(scope="module")
def second_run(var):
    before = count_rows(var)
    return SecondRun(awards(var, "demo").stdout, before, count_rows(var))


def test_a_second_run_keeps_the_data_and_says_so(second_run):
    assert "stays as it is" in second_run.printed
    assert second_run.after == second_run.before
    assert second_run.before["nomination"] == 60


def test_the_logins_and_the_place_of_letters_are_printed(var, second_run):
    assert all(person.email in second_run.printed for person in PEOPLE)
    assert SIGN_IN_WORDS in second_run.printed
    assert str(var / "mail") in second_run.printed


def test_todays_letters_stand_apart_from_earlier_ones(var):
    assert len(list((var / "mail").glob("*.eml"))) == 4
    assert len(list((var / "mail" / "earlier").glob("*.eml"))) > 100


def test_published_results_can_be_verified_by_anybody(var, tmp_path):
    file = tmp_path / "results.jsonl"
    file.write_text(run_here(var, "results", "compute", published_season(var), "--json").stdout)

    verdict = run_here(var, "results", "verify", str(file))

    assert verdict.returncode == 0, verdict.stderr
    assert verdict.stdout.count("every byte agrees") == 5


def published_season(var):
    with sqlite3.connect(var / "awards.db") as database:
        return database.execute("SELECT slug FROM season WHERE published_at IS NOT NULL").fetchone()[0]


def test_it_refuses_production(tmp_path):
    refused = run_here(tmp_path, "demo", AWARDS_ENV="production")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "awards.db").exists()


@pytest.mark.parametrize(
    ("words", "sentence"), [([], "left alone"), (["--fresh"], "not deleted")], ids=["fill", "fresh"]
)
def test_it_leaves_a_database_alone_that_is_not_its_own(tmp_path, words, sentence):
    with sqlite3.connect(tmp_path / "awards.db") as database:
        database.execute("CREATE TABLE recipe (name TEXT)")

    refused = run_here(tmp_path, "demo", *words, AWARDS_BIND=f"127.0.0.1:{free_port()}")

    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert count_rows(tmp_path) == {"recipe": 0}


def test_a_taken_port_is_told_in_one_sentence(var):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        refused = run_here(var, "demo", "--serve", AWARDS_BIND=f"127.0.0.1:{port}")

    assert refused.returncode == 1
    assert f"127.0.0.1:{port}" in refused.stderr
    assert refused.stderr.count("\n") == 1


class Running:
    """`awards demo --serve` on a free port; it talks to files, which no forgotten child can keep open on us."""

    def __init__(self, var, folder):
        self.environ = surroundings(var)
        self.site = f"http://{self.environ['AWARDS_BIND']}"
        self.said, self.complained = folder / "said.txt", folder / "complained.txt"
        with self.said.open("w") as said, self.complained.open("w") as complained:
            command = [*AWARDS, "demo", "--serve"]
            self.process = subprocess.Popen(command, env=self.environ, cwd=ROOT, stdout=said, stderr=complained)

    def __enter__(self):
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline and self.process.poll() is None:
            if "Support Awards runs at" in self.said.read_text():
                self.children = self.find_children()
                return self
            time.sleep(0.1)
        raise AssertionError(f"the demo did not come up: {self.complained.read_text()}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(240)
        for child in self.children:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)

    def find_children(self):
        listing = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listing.split()]

    def end(self, number):
        begun = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(240)
        return code, time.monotonic() - begun

    def get(self, path):
        with urllib.request.urlopen(f"{self.site}{path}", timeout=20) as answer:
            return answer.read().decode()


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_serves_and_ends_both_programs_at_ctrl_c(var, tmp_path):
    with Running(var, tmp_path) as demo:
        assert json.loads(demo.get("/healthz")) == {"status": "ok"}
        assert "Support Awards" in demo.get("/")

        code, seconds = demo.end(signal.SIGINT)

        assert (code, demo.complained.read_text()) == (0, "")
        assert seconds < SECONDS_TO_END
        assert len(demo.children) == 2
        assert not any(is_alive(child) for child in demo.children)


def test_when_one_program_dies_the_other_is_ended(var, tmp_path):
    with Running(var, tmp_path) as demo:
        os.kill(demo.children[1], signal.SIGKILL)
        code = demo.process.wait(240)

        assert code == 1
        assert "ended by itself" in demo.complained.read_text()
        assert not any(is_alive(child) for child in demo.children)
