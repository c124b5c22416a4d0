"""The wizard: a draft, a page at a time, and a season made of it in one go."""

from datetime import date, timedelta

import pytest

from app import clock
from app.accounts.models import Invitation
from app.desk.models import SeasonDraft
from app.desk.opening import queries, service
from app.desk.opening.answers import (
    NEWEST,
    WAY,
    advise,
    from_json,
    move_by_years,
    next_address,
    next_name,
    propose_days,
)
from app.desk.opening.dryrun import try_out
from app.desk.opening.keeping import DRAFT_LIFE, keep_no_longer
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import service as judging
from app.judging.assigning.members import find_rule, list_members
from app.judging.assigning.seating import seat_panel
from app.judging.deciding.rules import Figure
from app.judging.deciding.ruling import choose_rule, get_ruling
from app.programme.models import Season
from app.programme.rules import days_of, find_fault_in_order
from app.web.actions import act
from tests.accounts.steps import send
from tests.make import make_category, make_season, make_user, sign_in
from tests.watch import every_row, recorded_verbs

TODAY = date(2026, 11, 22)
OWN = {"own_name": "Best chat", "own_question": "Who chats well?", "own_recognises": "team"}


@pytest.fixture
def organiser(app):
    act(judging.install_rubrics)
    return make_user(role="organiser")


@pytest.fixture
def desk_of(client, organiser):
    return sign_in(client, organiser)


def begin(client, origin="-"):
    location = send(client, "/organise/seasons/new", origin=origin).location
    return location.rsplit("/", 1)[0]


def draft_of():
    db.session.rollback()
    return db.session.query(SeasonDraft).one()


def answer(client, way, page, **typed):
    return send(client, f"{way}/{page}", edition=draft_of().edition, **typed)


def whole(draft):
    """Answer every page of a draft with what is proposed."""
    answers = from_json(draft.answers)
    for page in WAY:
        answers = answers.having_seen(page)
    return act(service.keep, draft, answers, edition=draft.edition)


def test_an_organiser_opens_a_season_a_page_at_a_time(desk_of):
    way = begin(desk_of)
    days = from_json(draft_of().answers).days
    boxes = {name: [str(day.day), str(day.month), str(day.year)] for name, day in days.items()}

    answer(desk_of, way, "name", name="Awards of ours", slug="ours")
    answer(desk_of, way, "dates", zone="Europe/Sofia", **boxes)
    answer(desk_of, way, "categories", chosen=["best-recovery"], step="add", **OWN)
    answer(desk_of, way, "categories", chosen=["best-recovery", "best-chat"])
    answer(desk_of, way, "yardstick", rubric=NEWEST)
    figures = {"entries": "40", "judges": "6", "judges_an_entry": "2"}
    last = answer(desk_of, way, "people", curators_to_invite="ada@example.org", **figures)
    made = answer(desk_of, way, "check")

    db.session.rollback()
    season = db.session.query(Season).one()
    assert last.location.endswith("/check")
    assert made.location == "/organise/seasons/ours"
    assert (season.name, season.zone, season.is_current) == ("Awards of ours", "Europe/Sofia", True)
    assert days_of(season) == days
    assert [each.slug for each in season.categories] == ["best-recovery", "best-chat"]
    assert {find_rule(each).judges_an_entry for each in season.categories} == {2}
    assert db.session.query(Invitation).one().email == "ada@example.org"
    assert db.session.query(SeasonDraft).count() == 0


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("name", {"name": "", "slug": "2027"}, "Enter a name"),
        ("dates", {"zone": "UTC", "announced_on": ["31", "2", "2027"]}, "Enter a real date"),
        ("categories", {}, "Choose at least one category"),
        ("categories", {"step": "add", "own_question": "Who?"}, "Enter a name"),
        ("categories", {"step": "add", **OWN, "own_name": "Support hero"}, "a category with this one is on the list"),
        ("yardstick", {"rubric": "99"}, "Not a valid choice"),
        ("people", {"entries": "many", "judges": "6", "judges_an_entry": "3"}, "Write a whole number"),
        ("people", {"entries": "9", "judges": "0", "judges_an_entry": "3"}, "Write a number from 1 to 60"),
        ("people", {"judges_to_invite": "a@example.org, nobody"}, "nobody is not an email address"),
    ],
)
def test_a_mistake_stays_on_its_page_with_its_sentence(desk_of, page, typed, sentence):
    way = begin(desk_of)
    before = draft_of().answers

    refused = answer(desk_of, way, page, **typed)

    assert refused.status_code == 422
    assert sentence in refused.get_data(as_text=True)
    assert draft_of().answers == before


def test_an_address_that_is_taken_is_refused_on_its_page(desk_of):
    make_season(slug="2027")
    way = begin(desk_of)

    refused = answer(desk_of, way, "name", name="Ours", slug="2027")

    assert refused.status_code == 422
    assert "There is already a season at this address" in refused.get_data(as_text=True)


def test_a_season_is_not_made_before_every_page_was_answered(desk_of):
    way = begin(desk_of)

    refused = answer(desk_of, way, "check")

    assert refused.status_code == 422
    assert "The page about name is not answered yet." in refused.get_data(as_text=True)
    assert db.session.query(Season).count() == 0


def test_two_organisers_do_not_overwrite_each_other(desk_of):
    way = begin(desk_of)
    answer(desk_of, way, "name", name="Mine", slug="mine")

    late = send(desk_of, f"{way}/name", edition=1, name="Theirs", slug="theirs")

    assert late.status_code == 409
    assert from_json(draft_of().answers).name == "Mine"


def test_a_season_is_like_the_last_one_a_year_later_without_what_people_did(app, organiser):
    last = make_season(phase="preparing", slug="main-2026")
    act(setattr, last, "name", "Main 2026")
    kept, gone = make_user(role="judge"), make_user(role="judge", is_active=False)
    category = make_category(season=last, slug="best-chat", name="Best chat", question="Who?")
    act(seat_panel, category, judges_an_entry=4, cap=9, members={kept.id: 5, gone.id: None}, by=organiser)
    act(choose_rule, category, official=Figure.ADJUSTED, shortlist_line=50, award_line=60, by=organiser)
    draft = whole(act(service.begin, queries.propose("main-2026"), by=organiser))

    season = act(service.make, draft, edition=draft.edition, by=organiser)

    (copy,) = season.categories
    assert {name: day.year - days_of(last)[name].year for name, day in days_of(season).items()} == dict.fromkeys(
        days_of(last), 1
    )
    assert season.slug == "main-2027"
    assert (copy.slug, copy.question, season.is_current) == ("best-chat", "Who?", False)
    assert list_members(copy) == {kept.id: 5}
    assert (find_rule(copy).judges_an_entry, find_rule(copy).cap) == (4, 9)
    assert get_ruling(copy) == get_ruling(category)


def test_a_draft_invites_nobody_and_can_be_thrown_away(desk_of):
    way = begin(desk_of)
    figures = {"entries": "40", "judges": "6", "judges_an_entry": "3"}
    answer(desk_of, way, "people", judges_to_invite="ada@example.org", **figures)

    gone = send(desk_of, f"{way}/give-up")

    db.session.rollback()
    assert gone.status_code == 303
    assert db.session.query(SeasonDraft).count() == 0
    assert db.session.query(Invitation).count() == 0
    assert recorded_verbs()[-1] == "season draft given up"


@pytest.mark.parametrize("fault", ["another address", "a stale page"])
def test_a_season_is_made_whole_or_not_at_all(app, organiser, fault):
    draft = whole(act(service.begin, queries.propose(""), by=organiser))
    if fault == "another address":
        make_season(slug=from_json(draft.answers).slug)
    before = every_row()

    with pytest.raises((Refused, Conflict)):
        act(service.make, draft, edition=draft.edition - (fault == "a stale page"), by=organiser)

    assert every_row() == before


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 11, 22), date(2028, 2, 29)])
def test_proposed_days_are_in_order_ahead_and_leave_time(today):
    proposed = propose_days(today)
    moved = move_by_years(move_by_years(proposed, today), today)

    assert find_fault_in_order(proposed) is None
    assert advise(proposed, today) == []
    assert proposed["nominations_open_on"] > today
    assert moved["announced_on"].year == proposed["announced_on"].year + 2


def test_a_leap_day_and_a_year_in_a_name_move_along():
    days = dict.fromkeys(propose_days(TODAY), date(2024, 2, 29))

    assert set(move_by_years(days, TODAY).values()) == {date(2027, 2, 28)}
    assert next_name("Support Awards 2026", 1, 2026) == "Support Awards 2027"
    assert next_name("Support Awards", 1, 2027) == "Support Awards 2027"
    addresses = {address: next_address(address, "Spring Round 2027") for address in ("2026", "spring-2026", "spring")}
    assert addresses == {"2026": "2027", "spring-2026": "spring-2027", "spring": "spring-2027"}


def test_tight_days_are_said_in_words():
    days = {**propose_days(TODAY), "judging_opens_on": propose_days(TODAY)["nominations_close_on"].replace(day=25)}

    told = " ".join(advise(days, TODAY))

    assert "to read the last nominations before judging opens" in told


@pytest.mark.parametrize(
    ("wanted", "minutes", "warning"),
    [
        ({"entries": 40, "judges": 12, "judges_an_entry": 3}, 100, ""),
        ({"entries": 40, "judges": 2, "judges_an_entry": 3}, 0, "Only 2 can be asked"),
        ({"entries": 100, "judges": 3, "judges_an_entry": 3}, 1000, "more than five hours"),
        ({"entries": 3, "judges": 9, "judges_an_entry": 3}, 10, "fewer than 5 entries"),
    ],
)
def test_a_dry_run_tells_what_a_judge_would_have(wanted, minutes, warning):
    dry = try_out(**wanted)

    assert dry.minutes >= minutes
    assert (warning in " ".join(dry.warnings)) if warning else dry.warnings == []


def test_a_draft_nobody_goes_on_with_is_erased(desk_of):
    begin(desk_of)
    edited_at = draft_of().edited_at

    with clock.told_at(edited_at + DRAFT_LIFE):
        kept = keep_no_longer()
    with clock.told_at(edited_at + DRAFT_LIFE + timedelta(seconds=1)):
        gone = keep_no_longer()

    assert (kept, gone) == (0, 1)
    assert queries.list_drafts() == []
