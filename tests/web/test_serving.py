import os
import socket
import sqlite3
import sys
from contextlib import closing
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from tests.processes import SECONDS_TO_END, free_port, prepare, run, run_here, running, seconds_to_end, wait_for

SECONDS = 20 if os.environ.get("FULL") else 3
IMPATIENT = [
    sys.executable,
    "-c",
    f"from app import cli; from app.web import worker; worker.LONGEST_REQUEST_SECONDS = {SECONDS}; cli.main()",
]

POOR = [
    sys.executable,
    "-c",
    "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256)); from app import cli; cli.main()",
]


@pytest.fixture
def address():
    return f"127.0.0.1:{free_port()}"


def status(url, patience=5):
    try:
        with urlopen(url, timeout=patience) as answer:
            return answer.status
    except HTTPError as answer:
        with answer:
            return answer.code
    except (URLError, ConnectionError, TimeoutError):
        return None


def test_the_server_answers_and_ends_when_asked(tmp_path, address):
    prepare(tmp_path)

    with running(tmp_path, "serve", "--bind", address) as server:
        answered = wait_for(lambda: status(f"http://{address}/login"))
        ended_in = seconds_to_end(server)

    assert answered == 200
    assert ended_in < SECONDS_TO_END
    assert server.returncode == 0


def silent(address):
    """Come to the door and say nothing."""
    host, _, port = address.partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def lingering(address):
    """Ask for a page, and do not hang up after the answer."""
    line = silent(address)
    line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n".encode())
    return line


def halting(address):
    """Begin to ask for a page, and stop in the middle of a word."""
    line = silent(address)
    line.sendall(f"GET /healthz HTTP/1.1\r\nHost: {address}\r\nAcc".encode())
    return line


def unfinished(address):
    """Begin to send a form, and never come to its end."""
    line = silent(address)
    head = f"POST /login HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    line.sendall(f"{head}Content-Length: 50000\r\n\r\nemail=".encode())
    return line


@pytest.mark.slow
def test_those_who_never_come_to_an_end_are_hung_up_on(tmp_path, address):
    prepare(tmp_path)

    with running(tmp_path, "serve", "--bind", address, program=IMPATIENT, AWARDS_WEB_WORKERS="1"):
        assert wait_for(lambda: status(f"http://{address}/healthz"))
        lines = [stop(address) for stop in (halting, unfinished)]
        heard = [line.recv(12) for line in lines]
        for line in lines:
            line.close()

    assert heard == [b"HTTP/1.1 408", b"HTTP/1.1 408"]


@pytest.mark.slow
@pytest.mark.parametrize("neighbour", [silent, lingering, halting, unfinished])
def test_neighbours_who_stay_on_the_line_keep_nobody_waiting(tmp_path, address, neighbour):
    prepare(tmp_path)

    with running(tmp_path, "serve", "--bind", address, AWARDS_WEB_WORKERS="1"):
        assert wait_for(lambda: status(f"http://{address}/healthz"))
        lines = [neighbour(address) for _ in range(60)]
        answered = status(f"http://{address}/healthz", patience=25)
        for line in lines:
            line.close()

    assert answered == 200


@pytest.mark.slow
def test_more_lines_than_a_process_may_hold_cut_off_nobody_who_is_sending_a_form(tmp_path, address):
    prepare(tmp_path)

    with running(tmp_path, "serve", "--bind", address, program=POOR, AWARDS_WEB_WORKERS="1"):
        assert wait_for(lambda: status(f"http://{address}/healthz"))
        form = unfinished(address)
        lines = [silent(address) for _ in range(400)]
        answered = status(f"http://{address}/healthz", patience=25)
        form.sendall(b"a" * (50_000 - len("email=")))
        heard = form.recv(12)
        for line in [form, *lines]:
            line.close()

    assert answered == 200
    assert heard == b"HTTP/1.1 422"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_an_empty_database_is_refused_with_the_command_that_helps(tmp_path, command):
    refused = run_here(tmp_path, command)

    assert refused.returncode == 2
    assert refused.stderr == "The database is empty. Run `awards init --email you@example.org` first.\n"


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_database_behind_the_code_is_refused_until_it_is_brought_up_to_date(tmp_path, command):
    prepare(tmp_path)
    with sqlite3.connect(tmp_path / "awards.db") as database:
        newest = database.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()

    refused = run_here(tmp_path, command)

    assert refused.returncode == 2
    assert f"stands at 0001 and the code needs {newest}" in refused.stderr
    assert "awards db upgrade" in refused.stderr


def test_the_database_goes_up_and_down_and_says_where_it_stands(tmp_path):
    steps = [run_here(tmp_path, "db", *words) for words in (["upgrade", "0003"], ["downgrade", "0001"], ["upgrade"])]

    assert [step.returncode for step in steps] == [0, 0, 0]
    assert [step.stdout.split()[-1] for step in steps[:2]] == ["0003.", "0001."]
    assert "the code at" in run_here(tmp_path, "db", "current").stdout


def test_an_unknown_migration_is_refused_in_words(tmp_path):
    refused = run_here(tmp_path, "db", "upgrade", "nonsense")

    assert refused.returncode == 1
    assert "There is no way to a migration 'nonsense'" in refused.stderr


def test_half_a_configuration_is_refused_in_one_sentence(tmp_path):
    refused = run(tmp_path, "serve", AWARDS_ENV="production")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Production needs AWARDS_SECRET_KEY")
    assert len(refused.stderr.splitlines()) == 1


def test_a_database_that_is_away_is_told_in_one_sentence(tmp_path):
    refused = run_here(tmp_path, "accounts", "list", AWARDS_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert refused.stderr.startswith("The database could not be used")


def test_init_is_safe_to_repeat_and_prints_a_link_that_works(tmp_path, address):
    first = run(tmp_path, "init", "--email", "you@example.org")
    second = run_here(tmp_path, "init", "--email", "you@example.org")
    link = second.stdout.splitlines()[-1].removeprefix("http://127.0.0.1:8000")

    with running(tmp_path, "serve", "--bind", address):
        answered = wait_for(lambda: status(f"http://{address}{link}"))

    assert (first.returncode, second.returncode, answered) == (0, 0, 200)


def test_init_takes_a_password_from_standard_input(tmp_path):
    words = ("init", "--email", "you@example.org", "--password-stdin")

    short = run_here(tmp_path, *words, typed="short\n")
    good = run_here(tmp_path, *words, typed="four quiet garden words\n")
    again = run_here(tmp_path, *words, typed="four quiet garden words\n")

    assert (short.returncode, good.returncode, again.returncode) == (1, 0, 0)
    assert "can log in at" in good.stdout
    assert "an organiser already" in again.stdout


@pytest.mark.parametrize("command", ["init", "serve", "worker", "db upgrade", "db downgrade", "db current"])
def test_every_command_explains_itself_with_an_example(tmp_path, command):
    shown = run_here(tmp_path, *command.split(), "--help")

    assert shown.returncode == 0
    assert "Example: awards " in shown.stdout


def test_the_link_that_init_prints_is_not_overtaken_by_a_letter(tmp_path):
    run_here(tmp_path, "init", "--email", "you@example.org")

    with closing(sqlite3.connect(tmp_path / "awards.db")) as database:
        assert database.execute("SELECT count(*) FROM letter").fetchone() == (0,)


def test_processes_count_their_answers_together(tmp_path, address):
    prepare(tmp_path)
    token, asked = "a-token-of-the-watchers", 12

    with running(tmp_path, "serve", "--bind", address, AWARDS_WEB_WORKERS="3", AWARDS_METRICS_TOKEN=token):
        assert wait_for(lambda: status(f"http://{address}/healthz"))
        for _ in range(asked):
            status(f"http://{address}/how-we-judge")
        figures = Request(f"http://{address}/metrics", headers={"Authorization": f"Bearer {token}"})
        wanted = f'awards_requests_total{{endpoint="home.how_we_judge",status="2xx"}} {asked}.0\n'
        assert wait_for(lambda: wanted in read(figures))
        said = read(figures)

    assert wanted in said
    assert "awards_ready 1.0" in said


def read(asked):
    with urlopen(asked, timeout=60) as answer:
        return answer.read().decode()
