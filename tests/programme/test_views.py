from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app import clock
from app.audit import queries as audit
from app.errors import Refused
from app.extensions import db
from app.programme import service
from app.programme.identity import current_identity
from app.programme.models import Season
from app.programme.rules import Recognises, days_of
from app.web.actions import act
from tests.accounts.steps import send
from tests.make import make_category, make_season, make_user, reload, sign_in
from tests.watch import at_once, every_row, recorded_verbs

DAYS = {
    "nominations_open_on": ["1", "3", "2027"],
    "nominations_close_on": ["31", "3", "2027"],
    "judging_opens_on": ["10", "4", "2027"],
    "judging_closes_on": ["30", "4", "2027"],
    "announced_on": ["10", "5", "2027"],
}


@pytest.fixture
def organiser(app, client):
    return sign_in(client, make_user(role="organiser"))


@pytest.fixture
def season(organiser):
    days = {name: date(int(year), int(month), int(day)) for name, (day, month, year) in DAYS.items()}
    return act(service.create_season, slug="2027", name="Support Awards 2027", zone="Europe/Sofia", by="test", **days)


def test_a_season_has_its_days_in_its_zone(organiser, season):
    page = organiser.get("/organise/seasons/2027").get_data(as_text=True)

    assert season.is_current
    assert season.nominations_close_at.isoformat() == "2027-03-31T21:00:00+00:00"
    assert "Monday 1 March 2027 to Wednesday 31 March 2027" in page


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ({"zone": "Mars/Olympus"}, "Not a valid choice"),
        ({"announced_on": ["30", "2", "2027"]}, "Enter a real date"),
        ({"announced_on": ["x", "", ""]}, "Enter a real date"),
        ({"announced_on": ["", "", ""]}, "Enter the day of the announcement"),
        ({"announced_on": ["1", "1", "9999"]}, "Enter a year between"),
        ({"announced_on": ["1", "1", "0001"]}, "Enter a year between"),
        ({"announced_on": ["1", "1", "27"]}, "Enter a real date"),
        ({"announced_on": ["1", "3", "2027"]}, "must come after the last day of judging"),
        ({"judging_opens_on": ["31", "3", "2027"]}, "must begin after the last day"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_mistake_gives_the_form_back_with_everything_typed(organiser, season, mistake, sentence):
    typed = {"zone": "UTC", **DAYS, "nominations_open_on": ["2", "3", "2027"], **mistake}

    answer = send(organiser, "/organise/seasons/2027/dates", **typed)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert 'name="nominations_open_on" type="text" value="2"' in page
    for day in typed["announced_on"]:
        assert not day or f'value="{day}"' in page


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        ({"name": ""}, "Enter a name"),
        ({"slug": "Not an address"}, "Use small letters"),
        ({"slug": "new"}, "Choose another address"),
        ({"name": "Two\nlines"}, "Write this on one line"),
        ({"name": "turned \u202eround"}, "hidden characters"),
    ],
    ids=["no name", "no address", "new", "lines", "turned"],
)
def test_a_name_stands_on_one_line_and_turns_nothing(organiser, season, mistake, sentence):
    answer = send(organiser, "/organise/seasons/2027/edit", **{"name": "Ours", "slug": "ours", **mistake})

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert reload(season).slug == "2027"


def test_an_address_that_is_taken_is_refused_beside_its_field(organiser, season):
    make_season(slug="2028")

    answer = send(organiser, "/organise/seasons/2028/edit", name="Support Awards 2028", slug="2027")

    assert answer.status_code == 422
    assert 'href="#slug"' in answer.get_data(as_text=True)


def test_a_moved_deadline_is_logged_with_its_new_instant(season):
    act(service.edit_season, season, nominations_close_on=date(2027, 4, 2), by="test")

    line = audit.list_lines(about=["season:2027"])[0]
    assert line.facts == {"nominations_close_at": "2027-04-02T21:00:00+00:00"}


def test_saving_a_season_unchanged_moves_nothing(organiser, season):
    before = days_of(season)

    send(organiser, "/organise/seasons/2027/edit", name=season.name, slug="2027")
    act(service.edit_season, season, zone=season.zone, by="test", **before)

    assert days_of(reload(season)) == before
    assert audit.list_lines(about=["season:2027"])[0].facts == {}


def test_another_zone_keeps_the_days_and_moves_the_instants(organiser, season):
    act(service.edit_season, season, zone="America/New_York", by="test")

    page = organiser.get("/organise/seasons/2027").get_data(as_text=True)
    assert "Monday 1 March 2027 to Wednesday 31 March 2027" in page
    assert reload(season).nominations_close_at.isoformat() == "2027-04-01T04:00:00+00:00"


def test_a_published_season_keeps_its_days(organiser):
    make_season(phase="published", slug="2027")

    answer = send(organiser, "/organise/seasons/2027/dates", zone="UTC", **DAYS)

    assert answer.status_code == 422
    assert "published" in answer.get_data(as_text=True)


def test_only_one_season_is_shown_to_the_public(organiser):
    make_season(slug="2026")
    later = make_season(slug="2027")

    send(organiser, "/organise/seasons/2027/make-current")

    assert [each.slug for each in db.session.query(Season).filter_by(is_current=True)] == ["2027"]
    assert reload(later).is_current


def test_two_organisers_choosing_at_once_leave_one_current_season(app):
    ids = [make_season().id for _ in range(3)]

    at_once(app, [lambda each=each: service.make_current(db.session.get(Season, each), by="test") for each in ids[1:]])

    assert db.session.query(Season).filter_by(is_current=True).count() == 1


def test_a_category_is_added_and_its_words_change_but_not_what_it_honours(organiser):
    make_season(slug="2027")
    typed = {"name": "Best chat", "slug": "best-chat", "question": "Who chats well?", "recognises": "team"}
    send(organiser, "/organise/seasons/2027/categories/new", **typed)

    send(
        organiser,
        "/organise/seasons/2027/categories/best-chat",
        name="Best live chat",
        question="Who?",
        recognises="person",
        slug="other",
    )

    category = db.session.query(Season).one().categories[0]
    assert (category.name, category.slug, category.recognises) == ("Best live chat", "best-chat", Recognises.TEAM)


@pytest.mark.parametrize(("slug", "page"), [("new", "the page for a new category"), ("plan", "the plan of who judges")])
def test_a_category_does_not_hide_a_page(organiser, slug, page):
    make_season(slug="2027")
    typed = {"name": "Plan", "slug": slug, "question": "Who?", "recognises": "company"}

    answer = send(organiser, "/organise/seasons/2027/categories/new", **typed)

    assert answer.status_code == 422
    assert f"this one is taken by {page}" in answer.get_data(as_text=True)


def test_a_category_address_is_used_once_a_season(organiser):
    make_category(season=make_season(slug="2027"), slug="best-chat")

    typed = {"name": "Best chat", "slug": "best-chat", "question": "Who chats well?", "recognises": "team"}
    answer = send(organiser, "/organise/seasons/2027/categories/new", **typed)

    assert answer.status_code == 422
    assert "Who chats well?" in answer.get_data(as_text=True)


def test_the_site_says_who_runs_it_at_the_foot_of_the_next_page(app, organiser):
    typed = {"name": "Helping Hands", "legal_name": "Hands Ltd", "address": "1 Road", "contact": "us@example.org"}

    send(organiser, "/organise/site", **typed, reply_to="")

    page = app.test_client().get("/login").get_data(as_text=True)
    assert "Helping Hands" in page
    assert "Run by Hands Ltd, 1 Road" in page


@pytest.mark.parametrize("field", ["contact", "reply_to"])
def test_an_address_of_the_site_is_one_plain_address(organiser, field):
    answer = send(organiser, "/organise/site", name="Awards", **{field: "a@example.org, b@example.org"})

    assert answer.status_code == 422


def test_the_last_known_identity_is_shown_while_the_database_is_away(app):
    act(service.edit_site, name="Helping Hands", by="test")
    assert current_identity().name == "Helping Hands"
    app.extensions["site_identity"].until = 0
    db.session.rollback()
    rename("site", "site_elsewhere")

    try:
        identity = current_identity()
    finally:
        rename("site_elsewhere", "site")

    assert identity.name == "Helping Hands"


def rename(table, to):
    with db.engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))


VERBS = {
    "season edited": lambda season, category: service.edit_season(season, name="Other", by="test"),
    "season made current": lambda season, category: service.make_current(season, by="test"),
    "category edited": lambda season, category: service.edit_category(category, name="Other", by="test"),
    "site edited": lambda season, category: service.edit_site(name="Other", by="test"),
    "category created": lambda season, category: service.create_category(
        season, slug="other", name="Other", question="Who?", recognises=Recognises.TEAM, by="test"
    ),
    "season created": lambda season, category: service.create_season(
        slug="other",
        name="Other",
        zone="UTC",
        by="test",
        **{name: clock.now().date() + timedelta(days=10 * number) for number, name in enumerate(DAYS)},
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_change_and_its_line_live_or_die_together(app, verb):
    season = make_season()
    category = make_category(season=season)
    before = every_row()

    def refuse():
        VERBS[verb](season, category)
        db.session.flush()
        raise Refused("No.")

    with pytest.raises(Refused):
        act(refuse)
    after_refusal = every_row()
    act(VERBS[verb], season, category)

    assert after_refusal == before
    assert recorded_verbs()[-1] == verb
