"""Public pages carry validators, and none shows what was taken away."""

import pytest

from app.accounts.rules import Role
from app.companies.editing import Profile, edit_company
from app.nominations import service
from app.nominations.masking import MaskKind
from app.programme import service as programme
from app.web.actions import act
from tests.make import make_category, make_company, make_entry, make_nomination, make_user, reload, sign_in
from tests.watch import counted_statements

OPEN = ["/", "/categories", "/companies", "/how-we-judge", "/fairness", "/winners", "/privacy", "/accessibility"]
MACHINES = ["/contact", "/feeds/stories.atom", "/calendar.ics", "/sitemap.xml", "/robots.txt"]


@pytest.fixture
def story():
    return make_nomination(state="accepted", story="They mended the gate before the dog came home.")


def places_of(story):
    company, category = story.company.slug, story.category.slug
    return [
        "/",
        f"/stories/{story.story_id}",
        f"/companies/{company}",
        f"/categories/{category}",
        "/feeds/stories.atom",
    ]


@pytest.mark.parametrize("path", OPEN + MACHINES)
def test_a_public_page_is_asked_about_by_its_validator(client, path):
    make_category()
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in first.headers["Vary"]
    assert "Set-Cookie" not in first.headers
    assert (again.status_code, again.get_data()) == (304, b"")


def test_a_page_asked_for_again_costs_one_query(client, story):
    client.get("/")

    with counted_statements() as statements:
        page = client.get("/").get_data(as_text=True)

    assert [each for each in statements if each.startswith("SELECT")] == ["SELECT number FROM audit_head"]
    assert "mended the gate" in page


@pytest.mark.parametrize("path", ["/", "/categories", "/feeds/stories.atom", "/companies"])
def test_what_a_page_does_not_read_of_an_address_makes_no_other_page(client, story, path):
    client.get(path)

    with counted_statements() as statements:
        client.get(f"{path}?utm_source=letter")

    assert [each for each in statements if each.startswith("SELECT")] == ["SELECT number FROM audit_head"]


def test_what_is_searched_for_is_a_page_of_its_own(client):
    make_nomination(state="accepted", company=make_company(name="Alderbank Books"))
    everything = client.get("/companies").get_data(as_text=True)

    found = client.get("/companies?q=nobody+of+that+name").get_data(as_text=True)

    assert "Alderbank Books" in everything
    assert "Alderbank Books" not in found


CHANGES = {
    "withdrawn": lambda story: act(service.withdraw, story),
    "erased": lambda story: act(service.erase, story),
    "off the site": lambda story: act(service.set_off_site, story, is_off=True),
    "masked": lambda story: act(
        service.mask_passage, story, passage="the gate", kind=MaskKind.OTHER, by=make_user(role=Role.CURATOR)
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_no_kept_page_shows_what_was_taken_away(client, story, change):
    places = places_of(story)
    tags = [client.get(place).headers["ETag"] for place in places]

    change(reload(story))
    answers = [client.get(place, headers={"If-None-Match": tag}) for place, tag in zip(places, tags, strict=True)]

    assert 304 not in {answer.status_code for answer in answers}
    assert not [answer for answer in answers if b"the gate" in answer.get_data()]


def test_a_new_name_is_seen_at_once(client, story):
    client.get("/")

    act(edit_company, reload(story).company, profile=Profile("Gatewright"), by=make_user())

    assert "Gatewright" in client.get("/").get_data(as_text=True)


def test_a_new_question_is_seen_at_once(client):
    category = make_category()
    client.get("/")

    act(programme.edit_category, category, question="Who had patience?", by=make_user(role=Role.ORGANISER))

    assert "Who had patience?" in client.get("/").get_data(as_text=True)


def test_whoever_is_signed_in_gets_a_page_of_their_own(client, story):
    client.get("/")
    sign_in(client, make_user(role=Role.CURATOR, name="Mina Haddad"))

    answer = client.get("/")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Mina Haddad" in answer.get_data(as_text=True)
    assert "Mina Haddad" not in client.application.test_client().get("/").get_data(as_text=True)


def test_a_page_costs_the_same_queries_with_many_stories(client):
    entry = make_entry(company=make_company("Gatewright"))
    make_nomination(state="accepted", entry=entry)
    few = queries_of(client, "/companies/gatewright")

    for _ in range(25):
        make_nomination(state="accepted", entry=entry)

    assert queries_of(client, "/companies/gatewright") <= few <= 12


def queries_of(client, path):
    with counted_statements() as statements:
        client.get(path)
    return len(statements)
