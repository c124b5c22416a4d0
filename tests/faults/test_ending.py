"""R13: asked to end under load, the server answers everybody who knocked, and the worker loses no letter."""

import os
import signal
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from tests.faults.site import KEYS, copy_of_sqlite, site
from tests.mail.sink import running_sink
from tests.processes import SECONDS_TO_END, run_here, running, seconds_to_end, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.alone]
REQUESTS = 200 if os.environ.get("FULL") else 12
WARM_UP = 10
PAGES = ("/how-we-judge", "/companies", "/nominate")


def knock(port, number):
    """Send a whole request and do not wait for its answer."""
    line = socket.create_connection(("127.0.0.1", port), timeout=240)
    path = PAGES[number % len(PAGES)]
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
    return line


def is_whole(line):
    """Read an answer to its end and tell whether it came to it."""
    answer = b""
    try:
        with line:
            while piece := line.recv(1 << 16):
                answer += piece
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 200") and answer.rstrip().endswith(b"</html>")


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_server_that_ends_cuts_nobody_off_who_knocked_before(database, tmp_path):
    with site(tmp_path, database) as own:
        assert all(is_whole(knock(own.port, number)) for number in range(WARM_UP))
        lines = [knock(own.port, number) for number in range(REQUESTS)]
        server = own.running["serve"]
        asked_at = time.monotonic()
        server.send_signal(signal.SIGTERM)
        whole = sum([is_whole(line) for line in lines])
        server.wait(timeout=240)
        ended_in = time.monotonic() - asked_at

    print(f"\nR13 {database}: {whole} of {REQUESTS} requests answered whole, ended in {ended_in:.1f} s")
    assert whole == REQUESTS
    assert ended_in < SECONDS_TO_END
    assert server.returncode == 0


def test_a_letter_a_worker_is_sending_when_it_ends_is_sent_once_or_again_later(tmp_path):
    copy_of_sqlite(tmp_path)
    run_here(tmp_path, "accounts", "invite", "ana@example.org", "--role", "judge", **KEYS)
    with running_sink() as sink:
        sink.hang = 2
        own = {**KEYS, "AWARDS_MAIL_URL": sink.url}
        with running(tmp_path, "worker", **own) as worker:
            assert wait_for(lambda: state_of_letter(tmp_path) in {"sending", "sent"})
            seconds_to_end(worker)
        state, copies = state_of_letter(tmp_path), len(sink.letters)

    print(f"\nR13 worker: ended {worker.returncode}, the letter is {state}, {copies} copies left")
    assert worker.returncode == 0
    assert (state, copies) == ("sent", 1) or state in {"sending", "queued"}


def state_of_letter(folder):
    with closing(sqlite3.connect(folder / "awards.db", timeout=60)) as connection:
        return connection.execute("SELECT state FROM letter").fetchone()[0]
