import json
import os
import random
from datetime import timedelta

import pytest
from sqlalchemy import DDL, text

from app import clock
from app.audit import queries
from app.audit import service as audit
from app.audit.rules import START, Line, check, code_of
from app.audit.triggers import append_only
from app.audit.worker import note_head
from app.extensions import db
from app.web.actions import act

LINES = 12
ROUNDS = 1000 if os.environ.get("FULL") else 100
WRONG_CODE = "f" * 64


@pytest.fixture
def log(app):
    """Write a log, then take away what keeps it from being changed."""
    for number in range(LINES):
        act(lambda number=number: audit.record(f"step {number}", about=f"test:{number}", by="test", state="done"))
    with db.engine.begin() as connection:
        for name in ("audit_line_no_update", "audit_line_no_delete"):
            suffix = " ON audit_line" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {name}{suffix}"))
    yield app
    db.session.rollback()
    with db.engine.begin() as connection:
        for statement in append_only("audit_line"):
            if statement.dialect == connection.dialect.name:
                connection.execute(DDL(statement.sql))


def tamper(*statements, **values):
    db.session.rollback()
    with db.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement), values)


def kept():
    with db.engine.connect() as connection:
        return [
            connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings().all()
            for table in ("audit_line", "audit_head")
        ]


def restore(lines, heads):
    with db.engine.begin() as connection:
        for table, rows in (("audit_line", lines), ("audit_head", heads)):
            connection.execute(text(f"DELETE FROM {table}"))
            for row in rows:
                values = {name: json.dumps(v) if isinstance(v, dict) else v for name, v in row.items()}
                names = ", ".join(values)
                marks = ", ".join(f":{name}" for name in values)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def edit(chance):
    column, value = chance.choice(
        [
            ("actor", "user:mallory"),
            ("verb", "nothing to see"),
            ("about", "test:else"),
            ("facts", '{"state": "else"}'),
            ("facts", "{}"),
            ("code", WRONG_CODE),
            ("at", str(clock.now() - timedelta(seconds=chance.randrange(1, 10**6)))[:26]),
        ]
    )
    tamper(
        f"UPDATE audit_line SET {column} = :value WHERE number = :number", value=value, number=chance.randint(1, LINES)
    )


def remove(chance):
    tamper("DELETE FROM audit_line WHERE number = :number", number=chance.randint(1, LINES))


def truncate(chance):
    tamper("DELETE FROM audit_line WHERE number > :number", number=chance.randint(0, LINES - 1))


def remove_and_close_the_gap(chance):
    number = chance.randint(1, LINES - 1)
    tamper(
        "DELETE FROM audit_line WHERE number = :number",
        "UPDATE audit_line SET number = -number WHERE number > :number",
        "UPDATE audit_line SET number = -number - 1 WHERE number < 0",
        "UPDATE audit_head SET number = number - 1",
        number=number,
    )


def swap(chance):
    one, other = chance.sample(range(1, LINES + 1), 2)
    tamper(
        "UPDATE audit_line SET number = 1000 WHERE number = :one",
        "UPDATE audit_line SET number = :one WHERE number = :other",
        "UPDATE audit_line SET number = :other WHERE number = 1000",
        one=one,
        other=other,
    )


def set_the_head_back(chance):
    number = chance.randint(1, LINES - 1)
    with db.engine.connect() as connection:
        code = connection.execute(text("SELECT code FROM audit_line WHERE number = :n"), {"n": number}).scalar()
    tamper("UPDATE audit_head SET number = :number, code = :code", number=number, code=code)


def remove_the_head(chance):
    tamper("DELETE FROM audit_head")


def insert_a_line(chance):
    tamper(
        "INSERT INTO audit_line (number, at, actor, verb, about, facts, code)"
        " SELECT number + 1, at, actor, 'forged', about, facts, :code FROM audit_line WHERE number = :number",
        number=LINES,
        code=WRONG_CODE,
    )


TAMPERINGS = [edit, remove, truncate, remove_and_close_the_gap, swap, set_the_head_back, remove_the_head, insert_a_line]


def test_an_untouched_log_is_whole(log):
    verdict = queries.verify()

    assert (verdict.count, verdict.broken_at) == (LINES, None)


def test_every_random_tampering_is_found(log):
    chance, whole, missed = random.Random(2026), kept(), []

    for _ in range(ROUNDS):
        tampering = chance.choice(TAMPERINGS)
        tampering(chance)
        if queries.verify().broken_at is None:
            missed.append(tampering.__name__)
        db.session.rollback()
        restore(*whole)

    assert missed == []
    assert queries.verify().broken_at is None


@pytest.mark.parametrize("number", [1, 5, LINES])
def test_the_line_that_was_edited_is_named(log, number):
    tamper("UPDATE audit_line SET verb = 'else' WHERE number = :number", number=number)

    assert queries.verify().broken_at == number


@pytest.mark.parametrize(("column", "value"), [("at", "no time"), ("facts", "no json"), ("actor", b"\xff")])
def test_a_line_that_cannot_be_read_is_named_without_a_traceback(log, engine, column, value):
    if engine == "postgresql":
        pytest.skip("PostgreSQL takes no such values")
    tamper(f"UPDATE audit_line SET {column} = :value WHERE number = 5", value=value)

    assert queries.verify().broken_at == 5


def test_a_log_cut_short_together_with_its_head_is_found_by_the_noted_heads(log):
    note_head()
    with db.engine.connect() as connection:
        code = connection.execute(text("SELECT code FROM audit_line WHERE number = 9")).scalar()
    tamper("DELETE FROM audit_line WHERE number > 9", "UPDATE audit_head SET number = 9, code = :code", code=code)

    verdict = queries.verify()

    assert verdict.broken_at == 10
    assert f"line {LINES} was written once" in verdict.sentence


def test_a_rewritten_log_is_found_by_a_head_from_a_letter(log, tmp_path):
    number, code = queries.get_head()
    noted = tmp_path / "heads.txt"
    noted.write_text(f"{number} {WRONG_CODE}\n")

    verdict = queries.verify(noted)

    assert code != WRONG_CODE
    assert verdict.broken_at == number


def test_the_head_is_noted_once_for_each_place_it_reached(log):
    first, again = note_head(), note_head()
    act(lambda: audit.record("one more", about="test:1", by="test"))

    assert (first, again, note_head()) == (True, False, True)


def test_a_chain_holds_under_its_own_key_and_no_other():
    key, lines, before = b"key", [], START
    for number in range(1, 1001):
        line = Line(number, clock.now(), "test", "verb", "about", {})
        before = code_of(line, before, key)
        lines.append((line, before))

    assert check(lines, key, {1000: before}).broken_at is None
    assert check(lines[:-1], key, {1000: before}).broken_at == 1000
    assert check(lines, b"other", {}).broken_at == 1
