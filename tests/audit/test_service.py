import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.audit import queries
from app.audit import service as audit
from app.audit.models import AuditLine
from app.companies.models import Company
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from tests.make import make_company, make_user
from tests.watch import at_once, counted_statements, recorded_verbs

ROUNDS = 10


def rename(company: Company, name: str) -> None:
    company.name = name
    audit.record("company renamed", about=company, by="test")


def test_a_line_says_who_did_what_to_which_row(app):
    company, user = make_company("Acme"), make_user()

    act(lambda: audit.record("company renamed", about=company, by=user, fields="name"))

    line = queries.list_lines()[0]
    assert (line.actor, line.verb, line.about) == (
        f"user:{user.public_id}",
        "company renamed",
        f"company:#{company.id}",
    )
    assert line.facts == {"fields": "name"}


def test_a_change_and_its_line_live_or_die_together(app):
    company = make_company("Acme")

    def rename_and_refuse() -> None:
        rename(company, "Other")
        db.session.flush()
        raise Refused("No.")

    with pytest.raises(Refused):
        act(rename_and_refuse)
    act(lambda: None)

    assert recorded_verbs() == []


def test_a_savepoint_that_is_undone_takes_its_own_line_along_and_no_other(app):
    company = make_company("Acme")

    def rename_twice() -> None:
        rename(company, "First")
        try:
            with db.session.begin_nested():
                with db.session.begin_nested():
                    audit.record("inner", about=company, by="test")
                audit.record("middle", about=company, by="test")
                raise Refused("No.")
        except Refused:
            pass
        with db.session.begin_nested():
            audit.record("kept", about=company, by="test")

    act(rename_twice)

    assert recorded_verbs() == ["company renamed", "kept"]
    assert queries.verify().broken_at is None


def test_the_lines_are_the_last_statements_of_their_transaction(app):
    company = make_company("Acme")

    with counted_statements() as statements:
        act(rename, company, "Other")

    tables = [
        each.split()[1 if each.startswith("UPDATE") else 2] for each in statements if each[:6] in {"UPDATE", "INSERT"}
    ]
    assert tables == ["company", "audit_line", "audit_head"]


def test_eight_people_at_once_make_one_unbroken_chain(app):
    ids = [make_company().id for _ in range(8)]

    def rename_often(company_id: int) -> None:
        for number in range(ROUNDS):
            audit.record("company renamed", about=f"company:{company_id}", by="test", number=number)

    for _ in range(ROUNDS):
        assert not at_once(app, [lambda number=number: rename_often(number) for number in ids])

    verdict = queries.verify()
    assert (verdict.count, verdict.broken_at) == (8 * ROUNDS * ROUNDS, None)


def test_the_database_itself_refuses_to_change_or_remove_a_line(app):
    act(lambda: audit.record("something", about="test:1", by="test"))

    refused = []
    for statement in ("UPDATE audit_line SET verb = 'else'", "DELETE FROM audit_line"):
        with db.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(statement))
        refused.append(statement)

    assert db.session.scalars(select(AuditLine.verb)).all() == ["something"]


def test_replacing_a_line_is_refused_too(app, engine):
    if engine == "postgresql":
        pytest.skip("PostgreSQL has no INSERT OR REPLACE")
    act(lambda: audit.record("something", about="test:1", by="test"))

    with db.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(
            text(
                "INSERT OR REPLACE INTO audit_line SELECT number, at, actor, 'else', about, facts, code FROM audit_line"
            )
        )
