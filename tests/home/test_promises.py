"""Pages that speak of the same thing say the same."""

import re
from html import unescape

from app.config import ROOT
from app.nominations import service
from app.web.actions import act
from tests.make import make_nomination, reload
from tests.nominations.private import link_to

WITHIN = re.compile(r"backups[^.]{0,40}? within 35 days", re.IGNORECASE)
OLD_WORDS = re.compile(r"\b(sign(ed)? (in|out)|pass ?phrase)\b", re.IGNORECASE)
PAGES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


def words(client, path):
    return unescape(client.get(path).get_data(as_text=True))


def test_every_page_promises_the_same_about_what_is_erased(client):
    nomination = make_nomination()
    before = [
        words(client, path) for path in ("/privacy", "/fairness", link_to(nomination), link_to(nomination, "/erase"))
    ]
    own = link_to(nomination)

    act(service.erase, reload(nomination))

    for page in [*before, words(client, own)]:
        assert WITHIN.search(page)


def test_every_page_says_log_in_and_password():
    assert [path.name for path in PAGES if OLD_WORDS.search(path.read_text())] == []


def test_the_readme_and_the_demo_say_it_too():
    for path in ("README.md", "app/demo/words.py"):
        assert OLD_WORDS.search((ROOT / path).read_text()) is None
