"""Move a nomination between categories: the way back, and no member of staff named on the way."""

import pytest

from app.errors import Refused
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.rules import State
from app.nominations.service import Placing
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_nomination, make_season, make_user, reload, sign_in

STORY = "The line was dead. Priya Raman answered in two minutes and stayed until it worked."


@pytest.fixture
def moved(client):
    """Move a nomination of a person to a team category, and open the page after it."""
    sign_in(client, make_user(role="curator"))
    season = make_season()
    hero = make_category(season=season, recognises="person", name="Support hero")
    team = make_category(season=season, recognises="team", name="Best team")
    company = make_company("Brightline Lines")
    nomination = make_nomination(category=hero, story=STORY, nominee="Priya Raman", company_id=company.id)
    path = f"/curate/nominations/{nomination.reference}/category"
    answer = client.post(path, data={"csrf_token": csrf(client, path), "category": team.slug})
    return nomination, client.get(answer.location).get_data(as_text=True)


def hide_name(nomination):
    by = make_user()
    act(service.mask_passage, reload(nomination), passage="Priya Raman", kind=MaskKind.NAME, by=by)
    return by


def test_a_move_is_taken_back_with_one_button(client, moved):
    nomination, page = moved
    hero = nomination.category.slug
    path = f"/curate/nominations/{nomination.reference}"

    client.post(f"{path}/category", data={"csrf_token": csrf(client, path), "category": hero})

    assert "Moved from “Support hero” to “Best team”." in page
    assert f'name="category" value="{hero}"' in page
    assert reload(nomination).category.slug == hero


def test_a_person_is_not_offered_as_the_name_of_a_team(moved):
    _, page = moved

    assert 'value="Priya Raman"' not in page.partition('id="nominee"')[2].partition(">")[0]


def test_a_name_hidden_in_the_story_does_not_become_a_team(app, moved):
    nomination, _ = moved
    by = hide_name(nomination)

    with pytest.raises(Refused, match="hidden in the story") as refusal:
        act(service.accept, reload(nomination), placing=Placing(company_name="Acme", nominee="Priya's line"), by=by)

    assert refusal.value.field == "nominee"
    assert reload(nomination).state is State.SUBMITTED


def test_who_types_the_hidden_name_is_told_at_the_field(client, moved):
    nomination, _ = moved
    hide_name(nomination)
    path = f"/curate/nominations/{nomination.reference}"
    typed = {"decision": "accept", "company": "new", "company_name": "Acme", "nominee": "Priya Raman"}

    answer = client.post(path, data={"csrf_token": csrf(client, path), **typed})

    assert answer.status_code == 422
    assert "“Priya Raman” is hidden in the story" in answer.get_data(as_text=True)


def test_a_team_without_a_name_is_still_offered_as_it_was_written(client):
    sign_in(client, make_user(role="curator"))
    team = make_category(recognises="team")
    nomination = make_nomination(category=team, story=STORY, nominee="The night line")

    page = client.get(f"/curate/nominations/{nomination.reference}").get_data(as_text=True)

    assert 'value="The night line"' in page
