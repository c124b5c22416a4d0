"""What is hidden stays hidden: no page, feed, letter or download for the public or a judge holds the masked words."""

import re
from collections import deque

import pytest
import time_machine
from sqlalchemy import select

from app.extensions import db
from app.judging import service as judging
from app.nominations import queries, service
from app.nominations.masking import MaskKind
from app.nominations.models import Entry, EntryPerson
from app.nominations.service import Placing
from app.web.actions import act
from tests.judging.rows import make_round
from tests.make import csrf, make_category, make_company, make_nomination, make_user, reload, sent_letters, sign_in

NAME, PHONE = "Zarquona Blickfeld", "020 7946 0958"
NOTE = "vorpal note to colleagues"
STORY = f"{NAME} rang me on {PHONE}. ZARQUONA BLICKFELD never gave up, and Zarquona called {PHONE} again."
SECRETS = ("zarquona", "blickfeld", "7946 0958", "79460958", "vorpal", "nominator-canary")
STARTS = (
    "/",
    "/companies",
    "/companies?q=brightline",
    "/companies/suggest?q=zarquona",
    "/winners",
    "/how-we-judge",
    "/fairness",
    "/feeds/stories.atom",
    "/feeds/winners.atom",
    "/calendar.ics",
    "/sitemap.xml",
    "/nominate",
)


@pytest.fixture
def told(app):
    """Let judges and the public read one story with a hidden name and number; return its round, entry and story."""
    made = make_round()
    category = make_category(season=made.season, recognises="person")
    by = make_user()
    with time_machine.travel(made.season.nominations_open_at, tick=False):
        nomination = make_nomination(
            category=category, story=STORY, nominee=NAME, email="nominator-canary@example.org", name="Nominator-Canary"
        )
        act(service.hold, nomination, note=NOTE, by=by)
        act(service.mask_passage, nomination, passage=PHONE, kind=MaskKind.PHONE, by=by)
        placing = Placing(company=make_company("Brightline Lines"), role="support engineer")
        act(service.accept, nomination, placing=placing, by=by)
    nomination = reload(nomination)
    return made, db.session.get_one(Entry, nomination.entry_id), nomination


def crawl(client, starts):
    """Open every page that can be reached from some addresses, and return what each said."""
    seen, ahead = {}, deque(starts)
    while ahead and len(seen) < 150:
        path = ahead.popleft()
        if path in seen or path.startswith(("/logout", "/static")):
            continue
        answer = client.get(path)
        seen[path] = answer.get_data(as_text=True) + str(answer.headers)
        found = re.findall(r'href="([^"#]+)', seen[path]) if answer.mimetype == "text/html" else []
        ahead.extend(each.replace("&amp;", "&") for each in found if each.startswith("/") and not each.startswith("//"))
    return seen


def leaks(pages):
    return {path: secret for path, text in pages.items() for secret in SECRETS if secret in text.lower()}


def test_the_public_reads_the_story_without_what_is_hidden(client, told):
    _, _, nomination = told

    pages = crawl(client, [*STARTS, f"/stories/{nomination.story_id}"])

    story = pages[f"/stories/{nomination.story_id}"]
    assert "Z. rang me on [phone number hidden]. Z. never gave up, and Z. called [phone number hidden] again." in story
    assert "Z., support engineer" in story
    assert leaks(pages) == {}


def test_a_judge_reads_the_story_without_what_is_hidden(client, told):
    made, entry, _ = told
    act(judging.change_panel, entry.category, add=[(made.judge, entry)], by=made.organiser)
    sign_in(client, made.judge)

    pages = crawl(client, ["/judge/", f"/judge/entries/{entry.public_id}"])

    assert "Z. rang me on [phone number hidden]" in pages[f"/judge/entries/{entry.public_id}"]
    assert leaks(pages) == {}


def test_an_organiser_s_pages_hold_no_hidden_word(client, told):
    made, entry, _ = told
    sign_in(client, made.organiser)

    pages = crawl(client, ["/organise/", f"/organise/assignments/{entry.category.slug}", "/organise/audit"])

    assert leaks(pages) == {}


def test_letters_to_others_hold_no_hidden_word(app, told):
    letters = [each for each in sent_letters(app) if "nominator-canary" not in each["To"]]

    assert [each for each in letters if any(secret in each.as_string().lower() for secret in SECRETS)] == []


def test_a_story_leads_from_the_shown_words_back_to_the_written_ones(told):
    _, _, nomination = told

    story = queries.get_story(nomination.story_id)
    start = story.text.index("never gave up")

    assert STORY[slice(*story.shown.span_in_original(start, start + 13))] == "never gave up"


def test_recorded_consent_names_the_person_and_withdrawn_consent_hides_the_name_again(client, told):
    _, entry, nomination = told
    by = make_user()

    act(service.record_consent, entry, how="Wrote to us on 12 November", by=by)
    named = client.get(f"/stories/{nomination.story_id}").get_data(as_text=True)
    act(service.withdraw_consent, entry, by=by)
    hidden = client.get(f"/stories/{nomination.story_id}").get_data(as_text=True)

    assert f"{NAME} rang me on [phone number hidden]" in named
    assert f"{NAME}, support engineer" in named
    assert "zarquona" not in hidden.lower()


def test_consent_is_recorded_on_the_person_s_page(client, told):
    _, entry, _ = told
    sign_in(client, make_user(role="curator"))
    path = f"/curate/nominations/entries/{entry.public_id}"

    refused = client.post(path, data={"csrf_token": csrf(client, path), "action": "consent", "how": ""})
    client.post(path, data={"csrf_token": csrf(client, path), "action": "consent", "how": "Signed a form"})

    db.session.rollback()
    assert refused.status_code == 422
    assert db.session.scalars(select(EntryPerson.consent_how)).one() == "Signed a form"
    assert "Signed a form" in client.get(path).get_data(as_text=True)


def test_two_people_with_one_initial_and_one_role_are_two_entries(app):
    category, company, by = make_category(recognises="person"), make_company(), make_user()
    people = ["Priya Nair", "PRIYA NAIR", "Paul Renner"]

    for name in people:
        nomination = make_nomination(category=category, nominee=name)
        act(service.accept, nomination, placing=Placing(company=company), by=by)

    shown = db.session.execute(select(Entry.nominee, EntryPerson.full_name).join(EntryPerson)).all()
    assert sorted(map(tuple, shown)) == [("P., support", "Paul Renner"), ("P., support", "Priya Nair")]


def test_nobody_stays_known_once_the_last_story_is_erased(told):
    _, entry, nomination = told

    act(service.erase, nomination)

    assert db.session.scalars(select(EntryPerson)).all() == []
    assert reload(entry).nominee == "Z., support engineer"
