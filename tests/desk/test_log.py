"""Looking for lines of the log, checking it, and taking it away as a table."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import text

from app.audit import service as audit
from app.extensions import db
from app.web.actions import act
from tests.make import make_user, sign_in


@pytest.fixture
def organiser(app):
    return make_user(role="organiser", name="Olga Organiser")


@pytest.fixture
def desk_of(client, organiser):
    return sign_in(client, organiser)


@pytest.fixture
def three_days(organiser):
    for day, (verb, by) in enumerate([("season edited", organiser), ("letter sent", "worker"), ("=1+1", "worker")], 1):
        with time_machine.travel(datetime(2026, 3, day, 23, 30, tzinfo=UTC), tick=False):
            act(lambda verb=verb, by=by, day=day: audit.record(verb, about=f"test:{day}", by=by, why="=2"))


def shown(client, **wish):
    answer = client.get("/organise/audit", query_string=wish)
    page = answer.get_data(as_text=True)
    return [day for day in (1, 2, 3) if f">test:{day}</a>" in page]


@pytest.mark.parametrize(
    ("wish", "days"),
    [
        ({"what": "SEASON"}, [1]),
        ({"what": "t"}, [1, 2]),
        ({"what": "%"}, []),
        ({"who": "worker"}, [2, 3]),
        ({"about": "test:3"}, [3]),
        ({"since": "2026-03-02"}, [2, 3]),
        ({"until": "2026-03-02"}, [1, 2]),
        ({"since": "2026-03-02", "until": "2026-03-02", "who": "worker"}, [2]),
        ({"since": "2026-03-02", "until": "2026-03-01"}, []),
        ({"since": "2026-02-31"}, []),
    ],
    ids=str,
)
def test_lines_are_found_by_who_what_and_when(desk_of, three_days, wish, days):
    assert shown(desk_of, **wish) == days


def test_what_one_person_did_is_found_by_their_name(desk_of, three_days, organiser):
    assert shown(desk_of, who=f"user:{organiser.public_id}") == [1]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"since": "yesterday"}, "Enter a real date, like 2026-11-30"),
        ({"until": "9999-01-01"}, "Enter a year between 2000 and 2100"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "The last day must not come before the first"),
    ],
)
def test_an_odd_day_is_refused_beside_its_field(desk_of, wish, sentence):
    answer = desk_of.get("/organise/audit", query_string=wish)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_paging_keeps_what_is_looked_for(desk_of):
    for number in range(60):
        act(lambda number=number: audit.record("step", about=f"test:{number}", by="worker"))

    page = desk_of.get("/organise/audit?who=worker&what=step").get_data(as_text=True)
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")

    assert "who=worker" in older
    assert "what=step" in older
    assert ">test:9</a>" in desk_of.get(older).get_data(as_text=True)


def test_a_table_of_the_lines_holds_no_formula(desk_of, three_days):
    answer = desk_of.get("/organise/audit.csv?who=worker")

    rows = answer.get_data(as_text=True).splitlines()
    assert answer.mimetype == "text/csv"
    assert rows[0].removeprefix("\ufeff") == "line,when,who,what,about,details"
    assert [row.split(",", 1)[1] for row in rows[1:]] == [
        "2026-03-03T23:30:00+00:00,worker,'=1+1,test:3,why: =2",
        "2026-03-02T23:30:00+00:00,worker,letter sent,test:2,why: =2",
    ]


def test_a_check_names_the_first_line_that_was_changed(desk_of, three_days):
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_line_no_update"))
        else:
            connection.execute(text("ALTER TABLE audit_line DISABLE TRIGGER audit_line_no_update"))
        connection.execute(text("UPDATE audit_line SET verb = 'other' WHERE about = 'test:2'"))
        number = connection.scalar(text("SELECT number FROM audit_line WHERE about = 'test:2'"))

    page = desk_of.get("/organise/audit?check=yes").get_data(as_text=True)

    assert f"The log is broken at line {number}" in page
    assert f"before={number + 5}" in page
