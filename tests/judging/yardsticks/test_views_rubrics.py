"""The editor by what an organiser sees; none of it needs JavaScript."""

import pytest

from app.extensions import db
from app.judging.yardsticks import editing, reading
from app.web.actions import act
from tests.judging.rows import make_round
from tests.judging.yardsticks.drafts import DRAFT, make_draft, send
from tests.make import csrf, make_season, make_user, sign_in


@pytest.fixture
def organiser(client):
    make_season()
    sign_in(client, make_user(role="organiser"))
    return client


def saved():
    db.session.rollback()
    return reading.written_of(reading.get_rubric("story", "2"))


def test_weights_that_do_not_sum_up_come_back_with_everything_typed(organiser):
    make_draft()

    answer = send(organiser, weight_a1="20", title_a2="Heard and believed")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The weights sum to 95: 5 points are missing." in page
    assert 'value="Heard and believed"' in page
    assert 'value="20"' in page
    assert saved().criteria[1].title == "Listening and respect"


@pytest.mark.parametrize("typed", ["twenty", "", "-5", "9" * 40])
def test_a_weight_that_is_no_weight_is_refused_in_words(organiser, typed):
    make_draft()

    answer = send(organiser, weight_a1=typed)

    assert answer.status_code == 422
    assert "Give a whole number from 1 to 100" in answer.get_data(as_text=True)


def test_a_criterion_is_added_on_the_page_and_saved_with_it(organiser):
    make_draft()

    grown = send(organiser, action="add:solving")
    keys = ["a1", "a2", "b1", "b2", "b3", "new1"]
    more = {"criterion": keys, "block_new1": "solving", "title_new1": "Calm", "weight_new1": "5", "weight_b3": "10"}
    answer = send(organiser, **more)

    assert grown.status_code == 200
    assert 'name="title_new1"' in grown.get_data(as_text=True).split('id="heading-solving"')[1]
    assert answer.status_code == 303
    assert [each.code for each in saved().criteria] == ["a1", "a2", "b1", "b2", "b3", "b5"]


def test_two_organisers_who_save_at_once_see_both_texts(organiser):
    draft = make_draft()
    theirs = saved()
    act(
        editing.save_draft,
        draft,
        written=type(theirs)(**{**vars(theirs), "level_names": ("Poor", "Fair", "Good", "Strong", "Best")}),
        edition=1,
        by=make_user(role="organiser"),
    )

    answer = send(organiser, title_a1="A warm welcome")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Poor" in page
    assert "A warm welcome" in page
    assert send(organiser, title_a1="A warm welcome", edition="2").status_code == 303


def test_a_published_version_has_no_form_and_refuses_one(organiser):
    make_draft()
    published = send(organiser, action="publish")

    refused = organiser.post(DRAFT, data={"action": "save", "csrf_token": csrf(organiser, DRAFT)})

    assert published.status_code == 303
    assert "published, so its words stand" in refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert 'name="title_a1"' not in organiser.get(DRAFT).get_data(as_text=True)


def test_the_list_says_who_uses_what_and_refuses_the_full_profile(organiser):
    made = make_round(assign=False)
    page = f"/organise/rubric?season={made.season.slug}"
    field = f"rubric_{made.category.slug}"

    shown = organiser.get(page).get_data(as_text=True)
    refused = organiser.post(page, data={field: "full-1", "csrf_token": csrf(organiser, page)})
    unknown = organiser.post(page, data={field: "story-7", "csrf_token": csrf(organiser, page)})

    assert "until dossiers exist" in shown
    assert field in shown
    assert "entries cannot have a dossier yet" in refused.get_data(as_text=True)
    assert (refused.status_code, unknown.status_code) == (422, 422)


@pytest.mark.parametrize("page", ["as-judges-see-it", "as-published", "since/1", "discard"])
def test_a_draft_can_be_looked_at_before_it_is_published(organiser, page):
    make_draft()

    assert organiser.get(f"{DRAFT}/{page}").status_code == 200


@pytest.mark.parametrize("address", ["story/0", "story/99999", "story/١", "nothing/1", "full/1/since/7"])
def test_what_is_no_version_is_not_there(organiser, address):
    make_draft()

    assert organiser.get(f"/organise/rubric/{address}").status_code == 404
