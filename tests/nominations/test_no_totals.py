"""Counts never rank and are not shown: five hundred nominations look like one from outside."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert

from app import clock, doors
from app.extensions import db
from app.nominations.models import Nomination, NominationRevision
from app.nominations.rules import State
from app.web.actions import act
from app.web.links import new_public_id
from tests.make import make_category, make_company, make_entry, make_nomination

MANY = 500
NOT_COMPARED = {"nominations.give_challenge", "home.readyz", "home.healthz", "home.metrics", "accounts.log_in"}
SEARCHES = {f"/companies{path}=Brightline" for path in ("?q", "/suggest?q", "/suggest?company")}
CHANGING = re.compile(r'(name="(csrf_token|submission_key|opened)" value=")[^"]*|/static/[0-9a-f]+/')


def public_pages(app, **known):
    """List the addresses of every page for strangers, with what the routes need filled in."""
    adapter = app.url_map.bind("localhost")
    public = (rule for rule in app.url_map.iter_rules() if doors.DOORS.get(rule.endpoint) is doors.PUBLIC)
    usable = [rule for rule in public if "GET" in rule.methods and rule.arguments <= set(known)]
    pages = {
        adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
        for rule in usable
        if rule.endpoint not in NOT_COMPARED
    }
    return sorted(
        pages | {"/companies?q=Brightline", "/companies/suggest?q=Brightline", "/companies/suggest?company=Brightline"}
    )


def seen(app, pages):
    """Open every page as a stranger would and return status, headers that tell of the content, and words."""
    shown = {}
    for page in pages:
        answer = app.test_client().get(page)
        text = CHANGING.sub(r"\1", answer.get_data(as_text=True))
        shown[page] = (answer.status_code, answer.headers.get("Content-Type"), answer.headers.get("ETag"), text)
    return shown


def make_more(entry, state, **columns):
    """Make five hundred nominations of an entry's company at once."""
    now = clock.now()
    same = {"season_id": entry.season_id, "category_id": entry.category_id, "company_id": entry.company_id}
    same |= {"state": state, "created_at": now, "confirm_until": now + timedelta(hours=72)}
    same |= {"generation": 0, "revision_number": 1} | columns

    def add():
        keys = [{name: new_public_id() for name in ("reference", "story_id", "submission_key")} for _ in range(MANY)]
        ids = db.session.scalars(insert(Nomination).returning(Nomination.id), [same | each for each in keys]).all()
        story = {"number": 1, "company_name": "Brightline", "story": "They stayed until it worked.", "qualities": []}
        written = story | {"email": "ada@example.org", "show_name": False, "created_at": now}
        db.session.execute(insert(NominationRevision), [written | {"nomination_id": each} for each in ids])

    act(add)


@pytest.fixture
def entry(app):
    """Give an entry of a company with one accepted story."""
    company = make_company("Brightline")
    return make_entry(category=make_category(slug="best-support"), company=company)


def pages_about(app, entry):
    story = make_nomination(state=State.ACCEPTED, entry=entry)
    known = {"slug": entry.company.slug, "story_id": story.story_id, "public_id": entry.public_id}
    pages = public_pages(app, **known)
    return [
        *pages,
        f"/companies/{entry.company.slug}",
        f"/categories/{entry.category.slug}",
        f"/stories/{story.story_id}",
    ]


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.SUBMITTED, State.HELD, State.REJECTED])
def test_five_hundred_that_wait_change_no_public_page(app, entry, state):
    pages = pages_about(app, entry)
    before = seen(app, pages)

    make_more(entry, state, confirmed_at=None if state is State.UNCONFIRMED else clock.now())

    after = seen(app, pages)
    assert {page for page in pages if before[page] != after[page]} == set()
    assert len(pages) > 12


def test_five_hundred_accepted_stories_are_nowhere_a_number(app, entry):
    pages = pages_about(app, entry)
    make_more(entry, State.ACCEPTED, entry_id=entry.id, confirmed_at=clock.now(), decided_at=clock.now())

    shown = seen(app, pages)

    telling = {page for page, (*_, text) in shown.items() if re.search(r"\b50[01]\b", re.sub(r"<[^>]*>", " ", text))}
    assert telling == set()
