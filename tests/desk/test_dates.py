"""Moving a day: what changes is shown first, and for whom."""

from datetime import timedelta

import pytest

from app.programme import service
from app.programme.rules import days_of
from app.web.actions import act
from tests.accounts.steps import send
from tests.judging.rows import make_round
from tests.make import make_season, make_user, reload, sign_in
from tests.watch import recorded_verbs

DAY = timedelta(days=1)


def typed(season, **moved):
    days = {name: day + moved.get(name, timedelta(0)) for name, day in days_of(season).items()}
    return {name: [str(day.day), str(day.month), str(day.year)] for name, day in days.items()}


@pytest.fixture
def organiser(app, client):
    return sign_in(client, make_user(role="organiser"))


def seen_on(answer):
    return answer.get_data(as_text=True).split('name="seen" value="')[1].split('"')[0]


def test_nothing_moves_before_it_was_seen_whom_it_concerns(organiser):
    made = make_round(entries=2, judges=2)
    path, days = f"/organise/seasons/{made.season.slug}/dates", typed(made.season, judging_closes_on=3 * DAY)
    before = made.season.judging_closes_at

    shown = send(organiser, path, zone="UTC", **days)

    page = shown.get_data(as_text=True)
    assert "2 judges were told the old day by letter" in page
    assert "then write to the 2 judges" in page
    assert reload(made.season).judging_closes_at == before


def test_what_was_seen_is_moved_and_leads_on_to_the_letter(organiser):
    made = make_round()
    path, days = f"/organise/seasons/{made.season.slug}/dates", typed(made.season, judging_closes_on=3 * DAY)
    before = days_of(made.season)["judging_closes_on"]
    seen = seen_on(send(organiser, path, zone="UTC", **days))

    answer = send(organiser, path, zone="UTC", seen=seen, step="move-judges", **days)

    assert answer.status_code == 303
    letter = organiser.get(answer.location).get_data(as_text=True)
    assert "The days of" in letter
    assert "Judging closes: " in letter
    assert days_of(reload(made.season))["judging_closes_on"] == before + 3 * DAY
    assert recorded_verbs()[-2:] == ["season edited", "broadcast drafted"]


def test_a_move_shown_beside_other_days_is_not_made(organiser):
    season = make_season()
    path, days = f"/organise/seasons/{season.slug}/dates", typed(season, announced_on=3 * DAY)
    seen = seen_on(send(organiser, path, zone="UTC", **days))
    act(service.edit_season, season, by="test", judging_closes_on=days_of(season)["judging_closes_on"] + DAY)
    before = reload(season).announced_at

    answer = send(organiser, path, zone="UTC", seen=seen, step="move", **days)

    assert answer.status_code == 409
    assert reload(season).announced_at == before


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [({}, "No day is moved yet"), ({"nominations_close_on": -25 * DAY}, "cannot close on a day that is over")],
    ids=["nothing", "the past"],
)
def test_what_cannot_be_moved_is_said_before_anything_is_shown(organiser, moved, sentence):
    season = make_season()

    answer = send(organiser, f"/organise/seasons/{season.slug}/dates", zone="UTC", **typed(season, **moved))

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_season_keeps_a_zone_that_is_not_on_offer(organiser):
    season = make_season()
    act(lambda: setattr(season, "zone", "Europe/Tallinn"))

    answer = send(
        organiser,
        f"/organise/seasons/{season.slug}/dates",
        zone="Europe/Tallinn",
        **typed(season, announced_on=DAY),
    )

    assert answer.status_code == 200
