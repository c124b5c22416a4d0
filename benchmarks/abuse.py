"""Flood a live server with scripted nominations while a person uses it, and print what became of both.

For one source and for a thousand: what was refused, how long the person waited, how many letters went out in three
days when the script confirms every one it gets, and how many scripted nominations count in the end.
"""

import argparse
import http.client
import itertools
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks.nominate import Server, gunicorn  # noqa: E402

CATEGORY = "best-self-service"
SENDERS = 4
PERSON_EVERY = 0.5
WORDS = "they helped me on a rainy day with patience until late and called back to see whether it still worked".split()
PERSON = "10.200.0.9"


@dataclass
class Told:
    """What the senders saw: statuses of the script's posts, seconds and statuses of the person's."""

    scripted: Counter[int] = field(default_factory=Counter)
    person: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_over: threading.Event = field(default_factory=threading.Event)


class Visitor:
    """One client with its own connection, cookie and token, behind the one trusted proxy.

    A patient one opens a connection for each page, as somebody who writes in between does.
    """

    def __init__(self, server: Server, address: str, *, is_patient: bool = False) -> None:
        self._is_patient = is_patient
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        page, text = self._ask("GET", "/nominate", "", {"X-Forwarded-For": address})
        self._cookie = (page.headers["Set-Cookie"] or "").split(";")[0]
        self._hidden = {name: text.split(f'name="{name}"')[1].split('"')[1] for name in ("csrf_token", "opened")}

    def post(self, address: str, **fields: object) -> int:
        """Send a whole nomination and return the status."""
        whole = self._hidden | {"submission_key": uuid.uuid4().hex, "category": CATEGORY, "consent": "yes"} | fields
        headers = {"Cookie": self._cookie, "X-Forwarded-For": address}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._ask("POST", "/nominate", urlencode(whole), headers)[0].status

    def solve(self, address: str) -> str:
        """Do the work that a browser does while a person writes."""
        import json

        from tests.nominations.proving import solve

        return solve(json.loads(self._ask("GET", "/nominate/proof", "", {"X-Forwarded-For": address})[1]))

    def _ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, str]:
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if self._is_patient:
            self._connection.close()
        return answer, text


def flood(server: Server, told: Told, posts: int, numbers: "itertools.count[int]", origins: int) -> None:
    """Send scripted posts until there were enough."""
    visitor, chance = Visitor(server, "10.1.0.7"), random.Random(7)
    while (number := next(numbers)) < posts:
        address = f"10.{number % origins // 250}.{number % origins % 250}.7"
        story = " ".join(chance.choices(WORDS, k=40)) + f" {number}"
        email = f"bot{number}@fake{number % 997}.example"
        status = visitor.post(address, company="Stuffed Ltd", story=story, email=email)
        with told.lock:
            told.scripted[status] += 1


def live(server: Server, told: Told) -> None:
    """Be people who send one nomination every half second, with the puzzle solved."""
    visitor = Visitor(server, PERSON, is_patient=True)
    for number in itertools.count():
        if told.is_over.wait(PERSON_EVERY):
            return
        solved = visitor.solve(PERSON)
        fields = {"story": f"Person {number} was helped at once and kindly, on the phone.", "altcha": solved}
        started = time.monotonic()
        status = visitor.post(PERSON, company=f"Company {number}", email=f"person{number}@gmail.com", **fields)
        told.seconds.append(time.monotonic() - started)
        told.person[status] += 1


def settle() -> Counter[tuple[str, str]]:
    """Send letters as they fall due in three days, confirm all of them at once, and count (who, state)."""
    import time_machine
    from sqlalchemy import select

    from app import clock
    from app.extensions import db
    from app.mail.models import Letter
    from app.mail.worker import deliver_due
    from app.nominations import service
    from app.nominations.models import Nomination
    from app.nominations.rules import State
    from app.nominations.signals import hold_late
    from app.web.actions import act

    start = clock.now()
    is_sent = (Letter.state == "sent") & (Letter.subject == "nomination:" + Nomination.reference)
    waits = (Nomination.state == State.UNCONFIRMED) & select(Letter.id).where(is_sent).exists()
    for hours in (0, 24, 48, 71):
        with time_machine.travel(start + timedelta(hours=hours), tick=True):
            deliver_due()
            for nomination in db.session.scalars(select(Nomination).where(waits)).all():
                act(service.confirm, nomination)
            hold_late()
    rows = db.session.scalars(select(Nomination)).all()
    counts = Counter((_who(row.written.company_name or ""), str(row.state)) for row in rows)
    counts["all", "letters"] = db.session.query(Letter).filter_by(state="sent").count()
    return counts


def _who(company: str) -> str:
    return "script" if company == "Stuffed Ltd" else "person"


def run(posts: int, origins: int, folder: Path) -> None:
    """Flood one fresh server and print the figures."""
    environ = {
        "AWARDS_ENV": "development",
        "AWARDS_VAR": str(folder),
        "AWARDS_DATABASE_URL": f"sqlite:///{folder}/awards.db",
        "AWARDS_MAIL_URL": f"file:{folder}/mail",
        "AWARDS_TRUSTED_PROXIES": "1",
    }
    os.environ.update(environ)
    init = [sys.executable, "-m", "app", "init", "--email", "me@example.org"]
    subprocess.run(init, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    told, numbers, started = Told(), itertools.count(), time.monotonic()
    with gunicorn("app:create_app()", CATEGORY, environ) as server:
        person = threading.Thread(target=live, args=(server, told))
        senders = [threading.Thread(target=flood, args=(server, told, posts, numbers, origins)) for _ in range(SENDERS)]
        for thread in (person, *senders):
            thread.start()
        for thread in senders:
            thread.join()
        took = time.monotonic() - started
        told.is_over.set()
        person.join()
    report(told, took, origins)


def report(told: Told, took: float, origins: int) -> None:
    """Print what was seen and what became of it."""
    from app import create_app

    with create_app().app_context():
        counts = settle()
    scripted = sum(told.scripted.values())
    p50, p99 = (statistics.quantiles(told.seconds, n=100)[at] for at in (49, 98))
    print(f"\n{scripted} scripted posts from {origins} sources in {took:.0f} s: {dict(told.scripted)}")
    waits = f"p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms"
    print(f"  {sum(told.person.values())} people sent theirs meanwhile: {dict(told.person)}, {waits}")
    print(f"  {counts['all', 'letters']} letters in three days")
    print(f"  scripted and counted: {counts['script', 'submitted']}, held: {counts['script', 'held']}")
    print(f"  people counted: {counts['person', 'submitted']}, held: {counts['person', 'held']}")


def main() -> None:
    """Read the arguments and flood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000, help="scripted posts (default 10,000)")
    parser.add_argument("--sources", type=int, choices=[1, 1000], nargs="*", default=[1, 1000])
    options = parser.parse_args()
    for origins in options.sources:
        with tempfile.TemporaryDirectory() as name:
            run(options.posts, origins, Path(name))


if __name__ == "__main__":
    main()
