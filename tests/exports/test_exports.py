"""What organisers take out: guarded, sealed, noted, and personal only when they asked for it."""

import csv
import io
import json
import tracemalloc

import pytest
from sqlalchemy import select

from app.audit.models import AuditLine
from app.exports.tables import TABLES, Asked
from app.exports.writing import as_csv, as_json
from app.extensions import db
from tests.honours.rows import after, make_published
from tests.judging.rows import make_round, submit
from tests.make import csrf, make_nomination, make_user, reload, sign_in

FORMULAS = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1"),
    *("＝1+1", "＋1", "－1", "＠SUM(A1)"),
]


def take(client, table, **fields):
    data = {"csrf_token": csrf(client, "/organise/exports"), "table": table, "format": "json", "season": "", **fields}
    return client.post("/organise/exports", data=data)


@pytest.fixture
def organiser(client, app):
    user = make_user(role="organiser")
    sign_in(client, user)
    return user


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_sheet_passes_for_a_formula(formula):
    rows = list(csv.reader(io.StringIO("".join(as_csv(("text",), [(formula,)])).removeprefix("\ufeff"))))

    assert rows[1][0] == f"'{formula}"


def test_a_million_rows_need_no_more_memory_than_a_few():
    heads, rows = ("number", "text"), ((number, "x" * 200) for number in range(20_000))
    tracemalloc.start()

    for part in as_csv(heads, rows):
        assert len(part) < 100_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 2_000_000


def test_what_is_written_for_programs_is_json_and_keeps_every_text():
    written = "".join(as_json(("text",), [(each,) for each in FORMULAS]))

    assert [row["text"] for row in json.loads(written)] == FORMULAS


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_table_can_be_taken_out_and_the_log_says_so(client, organiser, table, form):
    make_nomination(state="accepted")

    answer = take(client, table, format=form)
    body = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert json.loads(body) is not None if form == "json" else body.startswith("\ufeff")
    db.session.rollback()
    noted = db.session.scalars(select(AuditLine).filter_by(verb="data taken out")).one()
    assert (noted.about, noted.facts["people"]) == (f"export:{table}", "no")


def test_names_addresses_and_stories_leave_only_when_they_are_asked_for(client, organiser):
    make_nomination(state="accepted", email="canary@example.org", story="A canary sang in the server room all night.")

    without = take(client, "nominations").get_data(as_text=True)
    with_people = take(client, "nominations", with_people="y").get_data(as_text=True)

    assert "canary" not in without
    assert "Ada Lovelace" not in without
    assert "canary@example.org" in with_people
    db.session.rollback()
    lines = db.session.scalars(select(AuditLine).filter_by(verb="data taken out").order_by(AuditLine.number)).all()
    assert [line.facts["people"] for line in lines] == ["no", "yes"]


def test_no_table_holds_a_mark_or_a_name_beside_it_before_publication(client, organiser):
    made = make_round(judges=3)
    for judge in made.judges:
        submit(judge, made.entry, 4, 4, 4, 4, 4)

    taken = {table: take(client, table).get_data(as_text=True) for table in TABLES}

    assert json.loads(taken["results"]) == []
    assert json.loads(taken["awards"]) == []
    assert "75.0" not in taken["audit"]


def test_published_results_are_those_of_the_file_that_everybody_can_check(client, app):
    made = make_published()

    with after(made):
        sign_in(client, made.organiser)
        rows = json.loads(take(client, "results", season=made.made.season.slug).get_data(as_text=True))

    assert next(row["honoured"] for row in rows) == made.made.entries[0].title
    assert {row["sha256"] for row in rows} == {made.award.result.sha256}


@pytest.mark.parametrize("table", ["results", "awards", "nominations", "entries"])
def test_one_season_is_taken_out_whole_after_its_request_has_let_go_of_its_rows(app, table):
    made = make_published()

    with after(made):
        rows = TABLES[table].rows(Asked(reload(made.made.season)))
        db.session.expire_all()
        db.session.remove()

        assert list(rows)


def test_one_season_is_taken_out_without_another(app):
    made, other = make_published(), make_published()
    season = made.made.season

    with after(other):
        taken = {
            table: {
                dict(zip(TABLES[table].heads, row, strict=True))["season"] for row in TABLES[table].rows(Asked(season))
            }
            for table in ("results", "awards", "nominations", "entries")
        }

    assert all(seasons == {season.slug} for seasons in taken.values())


def test_only_organisers_come_here(client, app):
    sign_in(client, make_user(role="curator"))

    assert client.get("/organise/exports").status_code == 403
