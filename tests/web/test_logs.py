"""V16: logs say what went wrong and where, and hold no address, token, password or story."""

import http.client
import json
import logging
import re
import socket
import subprocess
import sys
from urllib.parse import urlencode

import pytest

from app import create_app
from app.config import read_settings
from app.doors import DOORS, PUBLIC
from app.web.logs import Lines, cover
from tests.faults.site import KEYS, copy_of_sqlite
from tests.mail.sink import running_sink
from tests.processes import ROOT, environment, free_port, run_here, seconds_to_end, wait_for
from tests.web.talkative import SECRET

ADDRESS = "zanzibarquill@example.org"
TOKEN = "quillzanzi-abcdefghijklmnopqrstuvwxyz"
STORY = "They mended the xylographic lamp of platypus lane, and told me how it had come to break."
FIELDS = (
    "email password new_password code story name company website link message question answer_text reason address"
    " nominee note title"
).split()
CANARIES = ("zanzibarquill", TOKEN, "quillzanzi", SECRET, "pangolin", "xylographic", "platypus")
TALKATIVE = [sys.executable, "-m", "tests.web.talkative"]


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        (f"550 {ADDRESS} is unknown", "550 [address] is unknown"),
        (f"GET /nominations/{TOKEN}/edit failed", "GET /nominations/[covered] failed"),
        ("in /n/abcdef of 3", "in /n/[covered] of 3"),
        ("the key a1b2c3d4e5f6a7b8c9d0e1f2 is old", "the key [covered] is old"),
        ("the queue could not be woken", "the queue could not be woken"),
    ],
)
def test_what_looks_private_is_covered(said, covered):
    assert cover(said) == covered


def test_a_line_of_a_library_keeps_its_words_and_numbers_and_drops_the_rest():
    record = logging.LogRecord("gunicorn.error", 40, "", 1, "Worker %s of %s fell", (7, ADDRESS), None)

    said = json.loads(Lines().format(record))

    assert (said["event"], said["numbers"]) == ("Worker %s of %s fell", [7])
    assert ADDRESS not in str(said)


def test_an_exception_is_told_by_its_kind_and_its_places():
    try:
        int(SECRET)
    except ValueError as failure:
        record = logging.LogRecord("app", 40, "", 1, "slip", (), (ValueError, failure, failure.__traceback__))

    said = json.loads(Lines().format(record))

    assert said["exception"] == ["ValueError"]
    assert re.fullmatch(r"tests/web/test_logs.py:\d+ in test_an_exception\w+", said["where"][-1])
    assert SECRET not in str(said)


def public_addresses(folder):
    """List every public route with a token that nobody has."""
    app = create_app(read_settings({**KEYS, "AWARDS_VAR": str(folder)}))
    rules = [rule for rule in app.url_map.iter_rules() if DOORS.get(rule.endpoint) is PUBLIC]
    return [(re.sub(r"<(?:\w+:)?\w+>", TOKEN, rule.rule), rule.methods) for rule in rules]


def is_up(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Visitor:
    """Somebody who types secrets everywhere."""

    def __init__(self, port):
        self._port = port
        self.seen = []
        _, headers, page = self.ask("GET", "/login")
        self._cookie = headers["Set-Cookie"].split(";")[0]
        self._token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        self.secrets = [self._cookie.partition("=")[2], self._token]

    def ask(self, method, path, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        headers = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/x-www-form-urlencoded"}
        if fields:
            headers["Cookie"] = self._cookie
            fields["csrf_token"] = self._token
        connection.request(method, path, urlencode(fields), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        self.seen.append(answer.status)
        return answer.status, answer.headers, page

    def type_everywhere(self, addresses):
        typed = {**dict.fromkeys(FIELDS, SECRET), "email": ADDRESS, "story": STORY}
        for path, methods in addresses:
            for method in methods & {"GET", "POST"}:
                self.ask(method, f"{path}?q={SECRET}&email={ADDRESS}", **(typed if method == "POST" else {}))
        nomination = {"company": "Brightline", "category": "best-self-service", "consent": "yes", "email": ADDRESS}
        self.ask("POST", "/nominate", **nomination, story=STORY, submission_key="k" * 20)

    def talk_nonsense(self):
        """Send what is no HTTP at all."""
        for line in (f"GET /nominations/{TOKEN} HTTP/9.9", f"{SECRET} {ADDRESS}", f"GET /{TOKEN} HTTP/1.1\r\n{SECRET}"):
            with socket.create_connection(("127.0.0.1", self._port), timeout=60) as connection:
                connection.sendall(f"{line}\r\n\r\n".encode())
                connection.recv(1000)


@pytest.mark.slow
def test_no_log_holds_what_people_typed_whatever_goes_wrong(tmp_path):
    copy_of_sqlite(tmp_path)
    port, log, addresses = free_port(), tmp_path / "processes.log", public_addresses(tmp_path)
    with running_sink() as sink, log.open("wb") as output:
        sink.say = f"550 {ADDRESS} with {SECRET} is unknown here"
        own = environment(tmp_path, **KEYS, AWARDS_MAIL_URL=sink.url, AWARDS_METRICS_TOKEN="m" * 20)
        for person in (ADDRESS, "other@example.org"):
            run_here(tmp_path, "accounts", "invite", person, "--role", "judge", **KEYS)
        run_here(
            tmp_path, "accounts", "create", f"a{ADDRESS}", "--role", "judge", "--password-stdin", typed=SECRET, **KEYS
        )
        both = [
            subprocess.Popen([*TALKATIVE, *words], env=own, cwd=ROOT, stdout=output, stderr=output)
            for words in (("serve", "--bind", f"127.0.0.1:{port}"), ("worker",))
        ]
        try:
            assert wait_for(lambda: is_up(port)), log.read_text()
            visitor = Visitor(port)
            visitor.type_everywhere(addresses)
            visitor.talk_nonsense()
            wanted = ("unexpected error", "job failed", "letter could not be written", "Invalid request")
            assert wait_for(lambda: all(words in log.read_text() for words in wanted)), log.read_text()[-3000:]
        finally:
            for process in both:
                seconds_to_end(process)

    said = log.read_text()
    assert [canary for canary in (*CANARIES, *visitor.secrets) if canary in said] == []
    assert [line for line in said.splitlines() if not line.startswith(("{", "Serving", "Working"))] == []
    assert 500 in visitor.seen
