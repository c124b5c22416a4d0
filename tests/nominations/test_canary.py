"""One person's whole life on a served site, then erased: in no file, no log, no page and no export."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.nominations.canary import ADDRESS, ANSWER, LATER, LINK, NAME, STORY, WORDS, files_with, found_in
from tests.processes import AWARDS, ROOT, environment, free_port, run_here, seconds_to_end, wait_for

pytestmark = pytest.mark.slow
PORT = free_port()
SITE = f"http://127.0.0.1:{PORT}"
PAGES = ("/", "/companies", "/winners", "/how-we-judge", "/feeds/stories.atom", "/nominate")
CURATING = """
from app import create_app
from app.extensions import db
from app.accounts.models import User
from app.nominations import service
from app.nominations.models import Nomination
from app.nominations.service import Placing
from app.web.actions import act
with create_app().app_context():
    by = db.session.scalars(db.select(User)).first()
    nomination = db.session.scalars(db.select(Nomination)).one()
    {act}
"""


class Person:
    """Somebody with a browser that keeps cookies."""

    def __init__(self):
        self._browser = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path):
        with self._browser.open(path if path.startswith("http") else SITE + path, timeout=60) as answer:
            return answer.read().decode()

    def post(self, path, **fields):
        """Send a form with the token of the page it stands on, or of the form for nominations."""
        page = self.get(path)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        body = urlencode({"csrf_token": token, **fields}, doseq=True).encode()
        with self._browser.open(Request(path if path.startswith("http") else SITE + path, body), timeout=60) as answer:
            return answer.geturl(), answer.read().decode()


def curate(folder, act):
    code = CURATING.format(act=act)
    done = subprocess.run(
        [sys.executable, "-c", code], env=served(folder), cwd=ROOT, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr


def served(folder):
    return environment(folder, AWARDS_PUBLIC_URL=SITE, AWARDS_BIND=f"127.0.0.1:{PORT}")


def link_in(folder, purpose):
    """Return the newest link of a kind in the letters that arrived."""
    letters = "".join(letter.read_text() for letter in sorted((folder / "mail").glob("*.eml")))
    links = re.findall(rf"{SITE}/nominations/[\w-]+/{purpose}", letters)
    return links[-1] if links else None


def open_season(folder):
    with closing(sqlite3.connect(folder / "awards.db")) as connection:
        connection.execute(
            "UPDATE season SET nominations_open_at = datetime('now', '-1 day'),"
            " nominations_close_at = datetime('now', '+9 days'), judging_opens_at = datetime('now', '+10 days'),"
            " judging_closes_at = datetime('now', '+20 days'), announced_at = datetime('now', '+30 days')"
        )
        connection.commit()
        return connection.execute(
            "SELECT slug FROM category WHERE recognises = 'company' AND NOT small_companies_only"
        ).fetchone()[0]


def live(folder, person, category):
    """Nominate, confirm, change the words, be asked, answer, and be accepted."""
    person.post(
        "/nominate",
        company="Brightline",
        category=category,
        story=STORY,
        link=LINK,
        name=NAME,
        email=ADDRESS,
        show_name="yes",
        consent="yes",
    )
    confirm = wait_for(lambda: link_in(folder, "confirm"))
    seen = re.search(r'name="seen" value="([^"]+)"', person.get(confirm)).group(1)
    status, page = person.post(confirm, seen=seen)
    page = person.get(f"{status}/edit")
    revision = re.search(r'name="revision" value="(\d+)"', page).group(1)
    kept = {"company": "Brightline", "category": category, "link": LINK, "name": NAME, "email": ADDRESS}
    person.post(f"{status}/edit", **kept, story=LATER, show_name="yes", revision=revision)
    curate(folder, "act(service.ask, nomination, question='Which branch was it?', by=by)")
    question = re.search(r'name="question" value="(\d+)"', person.get(status)).group(1)
    person.post(f"{status}/answer", question=question, answer_text=ANSWER)
    curate(folder, "act(service.accept, nomination, placing=Placing(company_name='Brightline'), by=by)")
    return status


def test_a_person_who_was_erased_is_in_no_file_no_log_and_on_no_page(tmp_path):
    run_here(tmp_path, "init", "--email", "you@example.org", "--password-stdin", typed="four quiet garden words\n")
    category = open_season(tmp_path)
    log = tmp_path / "processes.log"

    with log.open("wb") as output:
        both = [
            subprocess.Popen([*AWARDS, *words], env=served(tmp_path), cwd=ROOT, stdout=output, stderr=output)
            for words in (("serve",), ("worker",))
        ]
        try:
            person = Person()
            wait_for(lambda: is_up(person), seconds=240)
            status = live(tmp_path, person, category)
            before = person.get("/companies/brightline")
            url, receipt = person.post(f"{status}/erase")
            pages = {path: person.get(path) for path in PAGES}
        finally:
            for process in both:
                seconds_to_end(process)

    assert "fell silent" in before
    assert [process.returncode for process in both] == [0, 0]
    assert "Your nomination is erased" in receipt
    assert found_in(url, WORDS) == []
    assert {path: hits for path, page in pages.items() if (hits := found_in(page, WORDS))} == {}
    assert files_with(tmp_path, WORDS) == {}
    assert run_here(tmp_path, "audit", "verify").returncode == 0


def is_up(person):
    try:
        return person.get("/healthz")
    except OSError:
        return None
