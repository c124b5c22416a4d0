"""Arriving at the form by a link: from a story, from another page, from a reply."""

import pytest

from tests.make import make_category, make_company, make_entry, make_nomination, make_season
from tests.nominations.pages import STORY, open_form


@pytest.fixture
def season(app):
    return make_season()


@pytest.fixture
def story(season):
    """Make a public story about one person."""
    category = make_category(season=season, recognises="person", name="Support hero", slug="support-hero")
    entry = make_entry(category=category, company=make_company("Brightline Broadband"), nominee="Priya")
    return make_nomination(state="accepted", entry=entry)


def test_a_story_is_seconded_in_ones_own_words(client, story):
    sheet = open_form(client, f"?second={story.story_id}")

    assert sheet.heading == "What happened?"
    assert sheet.fields["story"] == [""]
    assert sheet.fields["company"] == ["Brightline Broadband"]
    assert sheet.fields["category"] == ["support-hero"]
    assert "Brightline Broadband" in sheet.text
    assert "hospital" not in sheet.text


def test_whom_one_seconds_can_be_changed(client, story):
    sheet = open_form(client, f"?second={story.story_id}").back(story=STORY)

    assert sheet.fields["category"] == ["support-hero"]
    assert sheet.go_on(nominee="Sam").fields["story"] == [STORY]


def test_the_page_of_a_story_offers_to_second_it(client, story):
    page = client.get(f"/stories/{story.story_id}").get_data(as_text=True)

    assert f'href="/nominate?second={story.story_id}"' in page
    assert "I was helped by them too" in page


@pytest.mark.parametrize("state", ["submitted", "rejected", "withdrawn"])
def test_a_story_that_is_not_public_is_not_given_away(client, season, state):
    make_category(season=season)
    hidden = make_nomination(state=state, company_name="Brightline Broadband", category=make_category(season=season))

    sheet = open_form(client, f"?second={hidden.story_id}")

    assert sheet.heading == "Nominate somebody for great support"
    assert "Brightline Broadband" not in sheet.text


def test_a_category_of_an_earlier_season_is_asked_anew(client, season):
    past = make_season(phase="published")
    entry = make_entry(category=make_category(season=past, name="Best of old"), company=make_company("Brightline"))
    old = make_nomination(state="accepted", entry=entry)
    make_category(season=season, name="Best of new")

    sheet = open_form(client, f"?second={old.story_id}")

    assert sheet.heading == "What do you want to honour?"
    assert sheet.fields["company"] == ["Brightline"]


def test_a_link_brings_company_and_category_along(client, season):
    category = make_category(season=season)

    sheet = open_form(client, f"?company=Brightline&category={category.slug}&email=eve@example.org&consent=yes")

    assert sheet.fields["company"] == ["Brightline"]
    assert sheet.fields["category"] == [category.slug]
    assert not {"email", "consent"} & sheet.fields.keys()


def test_a_link_may_name_the_company_by_its_slug_alone(client, season):
    make_category(season=season)
    company = make_company("Brightline Broadband")

    sheet = open_form(client, f"?company_id={company.slug}")

    assert (sheet.fields["company"], sheet.fields["company_id"]) == (["Brightline Broadband"], [company.slug])
    assert open_form(client, "?company_id=no-such").fields["company"] == [""]


def test_whose_story_is_seconded_still_stands_there_after_a_mistake(client, story):
    sheet = open_form(client, f"?second={story.story_id}").go_on(story="Short")

    assert sheet.status == 422
    assert "You add your own story about <strong><bdi>" in sheet.text


def test_whom_one_seconds_is_named_as_changed_on_the_way_back(client, story):
    sheet = open_form(client, f"?second={story.story_id}").back(story=STORY).go_on(nominee="Sam")

    assert "<bdi>Sam, Brightline Broadband</bdi>" in sheet.text


def test_who_seconds_nobody_is_not_told_so(client, season):
    make_category(season=season, slug="best-help")

    sheet = open_form(client).go_on(company="Brightline Broadband")

    assert "your own story about" not in sheet.text
