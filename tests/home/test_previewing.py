"""Public pages before they are public: organisers alone, said on the page, kept from search engines, nothing sent."""

import pytest

from app.accounts.models import UserRole
from app.accounts.rules import Role
from app.extensions import db
from app.judging import service as judging
from app.nominations.models import Nomination
from app.web.actions import act
from tests.accounts.steps import send
from tests.judging.deciding.tied import compare_all, decide, make_tied, over
from tests.make import make_category, make_season, make_user, sign_in

PAGES = ["", "categories/best-chat", "nominate", "how-we-judge", "winners"]


@pytest.fixture
def season(app):
    act(judging.install_rubrics)
    make_season()
    season = make_season(phase="preparing", slug="2027")
    make_category(season=season, slug="best-chat", name="Best chat", question="Who chats well?")
    return season


@pytest.fixture
def organiser(client, season):
    return sign_in(client, make_user(role="organiser"))


@pytest.mark.parametrize("part", PAGES)
def test_organisers_see_each_public_page_before_it_is_public(organiser, season, part):
    answer = organiser.get(f"/organise/seasons/2027/preview/{part}")

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f"Preview of {season.name}." in shown
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in shown


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize("role", ["curator", "judge", None])
def test_nobody_else_does(client, season, role, part):
    if role:
        sign_in(client, make_user(role=role))

    assert client.get(f"/organise/seasons/2027/preview/{part}").status_code in {303, 403}


def test_a_public_page_bears_no_banner(client, season):
    answer = client.get("/")

    assert "Preview of" not in answer.get_data(as_text=True)
    assert "X-Robots-Tag" not in answer.headers


def test_the_front_page_is_shown_as_on_the_first_day(organiser):
    shown = organiser.get("/organise/seasons/2027/preview/").get_data(as_text=True)

    assert "Best chat" in shown
    assert 'href="/nominate"' in shown


def test_the_form_is_turned_to_its_end_and_sends_nothing(organiser):
    path = "/organise/seasons/2027/preview/nominate"
    first = organiser.get(path).get_data(as_text=True)
    typed = {"company": "Brightline", "company_id": "-", "step": "website", "website": ""}

    turned = send(organiser, path, **typed)
    sent = send(organiser, path, company="Brightline", story="They helped me.", email="ada@example.org")

    assert f'action="{path}?after=company"' in first
    assert "Best chat" in turned.get_data(as_text=True)
    assert sent.status_code == 303
    assert db.session.query(Nomination).count() == 0


def test_winners_are_seen_before_their_hour_by_organisers_who_had_no_part_in_the_category(app, client):
    made = make_tied()
    with over(made):
        compare_all(made, made.entry)
        decide(made, made.entry)
        path = f"/organise/seasons/{made.season.slug}/preview/winners"
        judging_too = made.judges[0]
        act(lambda: judging_too.role_rows.append(UserRole(role=Role.ORGANISER)))

        seen = sign_in(client, made.organiser).get(path).get_data(as_text=True)
        kept = sign_in(app.test_client(), judging_too).get(path).get_data(as_text=True)

    assert made.entry.title in seen
    assert made.entry.title not in kept
    assert f"Not shown to you, because you judge there or have a tie: {made.category.name}." in kept
