from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, func, select, text

from app.extensions import db
from app.nominations.models import Nomination
from app.web.engine import writing
from tests.make import csrf, make_category, make_user, sign_in
from tests.nominations.test_nominate import STORY, filled


@contextmanager
def locked_by_another(app):
    """Keep every writer out, as a backup or a migration that hangs would."""
    other = create_engine(db.engine.url)
    with other.connect() as connection:
        with writing():
            connection.execute(text("SELECT 1"))
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE nomination IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()
    other.dispose()


@pytest.mark.usefixtures("_impatient")
def test_a_database_that_refuses_gives_503_and_the_form_as_typed(app, client):
    category = make_category()
    form = filled(client, category)
    db.session.rollback()

    with locked_by_another(app):
        answer = client.post("/nominate", data=form)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "We could not save this just now" in page
    assert STORY in page
    assert 'value="ada@example.org"' in page
    assert db.session.scalar(select(func.count(Nomination.id))) == 0
    db.session.rollback()
    assert client.post("/nominate", data=form).status_code == 303


@pytest.fixture
def broken(app, monkeypatch):
    """Let every connection fail, as when the server is gone."""

    def refuse(*_, **__):
        raise db.engine.dialect.loaded_dbapi.OperationalError("gone")

    def break_off():
        db.session.remove()
        db.engine.dispose()
        monkeypatch.setattr(db.engine.dialect, "connect", refuse)
        monkeypatch.setattr(db.engine.pool, "_creator", refuse)

    return break_off


def test_without_any_database_everything_typed_comes_back(client, broken):
    form = filled(client, make_category())
    broken()

    answer = client.post("/nominate", data=form)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert STORY in page
    assert 'value="ada@example.org"' in page
    assert 'name="csrf_token"' in page


def test_without_any_database_a_signed_in_person_sees_a_calm_page_too(client, broken):
    sign_in(client, make_user(role="curator"))
    broken()

    answer = client.get("/curate/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"


def test_a_password_never_comes_back(client, broken):
    token = csrf(client)
    broken()

    answer = client.post("/login", data={"csrf_token": token, "email": "ada@example.org", "password": "secret words"})

    assert answer.status_code == 503
    assert "secret words" not in answer.get_data(as_text=True)
