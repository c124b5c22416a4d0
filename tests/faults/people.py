"""People who send nominations over HTTP and press the button again until they are thanked."""

import http.client
import os
import threading
import time
import uuid
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

CATEGORY = "best-self-service"
TAKEN = 303
PATIENCE = 15 if os.environ.get("FULL") else 60


@dataclass
class Seen:
    """What people saw: the reference each story was thanked with, every answer, its seconds, waits asked for."""

    thanked: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    waits: list[str | None] = field(default_factory=list)
    cut: int = 0

    def p99(self):
        """Return the 99th percentile in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[max(int(len(ordered) * 0.99) - 1, 0)] * 1000 if ordered else 0.0


class Person:
    """One browser with its cookie, its form and its connection."""

    def __init__(self, port, seen, address=""):
        self._port, self._seen = port, seen
        self._connection = None
        self._headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if address:
            self._headers["X-Forwarded-For"] = address

    def open_form(self):
        """Open the form and keep its cookie and token."""
        status, headers, page = self.ask("GET", "/nominate")
        while status in {429, 503}:
            time.sleep(0.1)
            status, headers, page = self.ask("GET", "/nominate")
        assert status == 200, status
        self._headers["Cookie"] = headers["Set-Cookie"].split(";")[0]
        self.token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    def send(self, story, key):
        """Send a nomination once and return the status."""
        typed = {
            "csrf_token": self.token,
            "submission_key": key,
            "company": "Brightline",
            "category": CATEGORY,
            "story": f"They stayed on the line until it worked. {story}",
            "email": f"{story}@gmail.com",
            "consent": "yes",
        }
        status, headers, _ = self.ask("POST", "/nominate", urlencode(typed))
        if status == TAKEN:
            self._seen.thanked[story] = headers["Location"].partition("reference=")[2]
        return status

    def send_until_thanked(self, stop):
        """Send one nomination after another, each again until it is taken."""
        while not stop.is_set():
            story = key = uuid.uuid4().hex
            while not stop.is_set():
                with suppress(OSError, http.client.HTTPException):
                    if self.send(story, key) == TAKEN:
                        break
                time.sleep(0.02)

    def ask(self, method, path, body=None):
        """Send one request on a connection that is kept; count how it was answered."""
        started = time.monotonic()
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
            self._connection.request(method, path, body, self._headers)
            answer = self._connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._seen.cut += 1
            self.hang_up()
            raise
        self._seen.answers.append(answer.status)
        self._seen.seconds.append(time.monotonic() - started)
        if answer.status in {429, 503}:
            self._seen.waits.append(answer.headers["Retry-After"])
        return answer.status, answer.headers, page

    def hang_up(self):
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None


@contextmanager
def crowd(port, seen, number, address=lambda _: ""):
    """Give people who all close their browsers at the end."""
    people = [Person(port, seen, address(each)) for each in range(number)]
    try:
        yield people
    finally:
        for person in people:
            person.hang_up()


def at_the_same_time(*jobs):
    """Run jobs in threads, wait for all and return them; an exception in one fails the test."""
    failures = []

    def run(job):
        try:
            job()
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
