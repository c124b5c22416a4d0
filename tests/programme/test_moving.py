"""Days that frozen stories or sealed scores rest on do not move; the others do."""

from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.errors import Conflict, Refused
from app.nominations import service as nominations
from app.nominations.rules import State
from app.programme import service
from app.programme.rules import days_of
from app.web.actions import act
from tests.accounts.steps import send
from tests.make import make_category, make_nomination, make_season, make_user, reload, sign_in

DAY = timedelta(days=1)
INSTANTS = ("nominations_open_at", "nominations_close_at", "judging_opens_at", "judging_closes_at")
MOVES = [
    ("nominations_open_on", -DAY),
    ("nominations_close_on", -DAY),
    ("judging_opens_on", DAY),
    ("judging_closes_on", DAY),
]


def instants(season):
    season = reload(season)
    return [getattr(season, name) for name in INSTANTS]


def move(season, **by):
    days = {name: days_of(season)[name] + change for name, change in by.items()}
    act(service.edit_season, season, by="test", **days)


@pytest.fixture
def sealed(app):
    season = make_season(phase="deciding")
    make_category(season=season)
    make_category(season=season, name="Best chat", sealed_at=season.judging_closes_at + timedelta(hours=1))
    return season


@pytest.mark.parametrize(("day", "change"), MOVES, ids=[name for name, _ in MOVES])
def test_a_day_before_the_seal_stays_once_one_category_is_sealed(sealed, day, change):
    before = instants(sealed)

    with pytest.raises(Refused):
        move(sealed, **{day: change})

    assert instants(sealed) == before


def test_once_judging_has_opened_another_zone_is_refused_beside_the_zone(app):
    season = make_season(phase="judging")

    with pytest.raises(Refused, match="Judging has opened") as refused:
        act(service.edit_season, season, zone="Europe/Sofia", by="test")

    assert refused.value.field == "zone"


def test_the_organiser_reads_which_category_is_sealed(sealed, client):
    sign_in(client, make_user(role="organiser"))
    days = {name: [str(day.day), str(day.month), str(day.year)] for name, day in days_of(sealed).items()}
    later = days_of(sealed)["judging_closes_on"] + DAY
    days["judging_closes_on"] = [str(later.day), str(later.month), str(later.year)]

    answer = send(client, f"/organise/seasons/{sealed.slug}/dates", zone="UTC", **days)

    assert answer.status_code == 422
    assert "The scores of Best chat are sealed" in answer.get_data(as_text=True)


def test_the_announcement_and_the_name_still_change_after_the_seal(sealed):
    before = instants(sealed)

    move(sealed, announced_on=DAY)
    act(service.edit_season, sealed, name="Awards of ours", by="test")

    assert reload(sealed).name == "Awards of ours"
    assert instants(sealed) == before


def test_another_zone_moves_every_instant_and_is_refused_after_the_seal(sealed):
    with pytest.raises(Refused):
        act(service.edit_season, sealed, zone="Europe/Sofia", by="test")

    assert reload(sealed).zone == "UTC"


def test_before_judging_opens_its_first_day_moves(app):
    season = make_season()
    before = season.judging_opens_at

    move(season, judging_opens_on=DAY)

    assert reload(season).judging_opens_at > before


@pytest.mark.parametrize("change", [DAY, 20 * DAY], ids=["a day", "into the future"])
def test_once_judging_has_opened_its_first_day_stays(app, change):
    season = make_season(phase="judging")
    before = instants(season)

    with pytest.raises(Refused, match="Judging has opened"):
        move(season, judging_opens_on=change)

    assert instants(season) == before


def test_while_judging_is_open_its_last_day_moves(app):
    season = make_season(phase="judging")
    before = season.judging_closes_at

    move(season, judging_closes_on=DAY)

    assert reload(season).judging_closes_at > before


def test_no_moved_day_lets_a_scored_story_be_taken_back(app):
    season = make_season()
    accepted = make_nomination(category=make_category(season=season), state=State.ACCEPTED)
    by = make_user()

    with time_machine.travel(season.judging_opens_at + DAY):
        with pytest.raises(Refused):
            move(reload(season), judging_opens_on=10 * DAY)
        with pytest.raises(Conflict):
            act(nominations.undo_decision, reload(accepted), by=by)

    assert reload(accepted).state is State.ACCEPTED


@pytest.mark.parametrize(
    ("phase", "day", "change", "sentence"),
    [
        ("nominating", "nominations_open_on", 11 * DAY, "open already"),
        ("nominating", "nominations_close_on", -25 * DAY, "cannot close on a day that is over"),
        ("judging", "judging_closes_on", -25 * DAY, "cannot end on a day that is over"),
        ("deciding", "announced_on", -25 * DAY, "cannot be planned for a day that is over"),
    ],
)
def test_a_day_moves_neither_into_the_past_nor_out_of_it(app, phase, day, change, sentence):
    season = make_season(phase=phase)
    before = instants(season)

    with pytest.raises(Refused, match=sentence):
        move(season, **{day: change})

    assert instants(season) == before


@pytest.mark.parametrize(
    ("phase", "instant", "day", "sentence"),
    [
        ("preparing", "nominations_open_at", "nominations_open_on", "open already"),
        ("nominating", "judging_opens_at", "judging_opens_on", "Judging has opened"),
    ],
)
def test_from_its_very_instant_on_an_opening_stays(app, phase, instant, day, sentence):
    season = make_season(phase=phase)

    with time_machine.travel(getattr(season, instant), tick=False), pytest.raises(Refused, match=sentence):
        move(season, **{day: DAY})


def test_an_announcement_can_be_planned_for_an_hour_of_today_that_is_over_and_for_no_earlier_day(app):
    season = make_season(phase="deciding")
    noon = (reload(season).announced_at + DAY).replace(hour=12, minute=0, second=0, microsecond=0)

    with time_machine.travel(noon, tick=False):
        move(season, announced_on=DAY)
        with pytest.raises(Refused, match="cannot be planned for a day that is over"):
            move(season, announced_on=-DAY)

    assert reload(season).announced_at == noon.replace(hour=0)


def test_a_day_can_be_moved_to_today(app):
    season = make_season(phase="judging")
    today = clock.now().date() - days_of(season)["judging_closes_on"]

    move(season, judging_closes_on=today)

    assert reload(season).judging_closes_at > clock.now()
