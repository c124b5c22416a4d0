"""The bare stack: the same form and database with Flask, Flask-WTF and Flask-SQLAlchemy alone.

It stores one row by the ORM and does nothing else: no letter, no log, no duplicate check.
"""

import os
import sqlite3
from typing import Any

from flask import Flask, redirect, render_template_string
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import FlaskForm
from sqlalchemy import Engine, String, Text, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from wtforms import BooleanField, EmailField, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import Email, InputRequired, Length, Optional

PAGE = """<!doctype html><title>Nominate</title><form method="post">{{ form.hidden_tag() }}
{% for field in form if field.widget.input_type != "hidden" %}
<p>{{ field.label }} {{ field() }}</p>{% endfor %}</form>"""

LIST = """<!doctype html><title>Stories</title><ul>{% for row in rows %}
<li><h3>{{ row.company }}</h3><p>{{ row.story }}</p>
<p>{{ row.name }}, {{ row.feeling }}</p></li>{% endfor %}</ul>"""
STILL = "<!doctype html><title>Awards</title>{% for n in range(100) %}<p>{{ n }}: {{ words }}</p>{% endfor %}"
ROWS = 1_000


class Base(DeclarativeBase):
    """Every table's class."""


db = SQLAlchemy(model_class=Base)


class Nomination(Base):
    """One row holds everything."""

    __tablename__ = "nomination"

    id: Mapped[int] = mapped_column(primary_key=True)
    company: Mapped[str] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(500))
    category: Mapped[str] = mapped_column(String(60))
    recognises: Mapped[str | None] = mapped_column(String(20))
    nominee: Mapped[str | None] = mapped_column(String(120))
    story: Mapped[str] = mapped_column(Text)
    feeling: Mapped[str | None] = mapped_column(String(20))
    qualities: Mapped[str | None] = mapped_column(String(200))
    solved: Mapped[str | None] = mapped_column(String(20))
    channel: Mapped[str | None] = mapped_column(String(20))
    relation: Mapped[str | None] = mapped_column(String(20))
    link: Mapped[str | None] = mapped_column(String(500))
    name: Mapped[str | None] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254))
    show_name: Mapped[bool]
    ref: Mapped[str | None] = mapped_column(String(20))
    submission_key: Mapped[str] = mapped_column(String(64))


def choices(words: str) -> list[Any]:
    """Make the choices of a field."""
    return [SelectChoice(value=word, label=word) for word in words.split()]


class NominationForm(FlaskForm):
    """The same fields as the product's form."""

    company = StringField("Company", [InputRequired(), Length(max=200)])
    company_id = HiddenField()
    website = StringField("Website", [Optional(), Length(max=500)])
    category = RadioField(
        "Category", [InputRequired()], choices=choices("best-self-service best-recovery team hero small")
    )
    recognises = HiddenField()
    nominee = StringField("Nominee", [Length(max=120)])
    story = TextAreaField("Story", [InputRequired(), Length(min=20, max=5000)])
    feeling = RadioField(
        "Feeling", [Optional()], choices=choices("satisfied grateful confident relieved confused frustrated angry")
    )
    qualities = SelectMultipleField(
        "Qualities", choices=choices("attention attitude listening resolution expectations appreciation")
    )
    solved = RadioField("Solved", [Optional()], choices=choices("first_contact in_the_end not_yet"))
    channel = RadioField(
        "Channel", [Optional()], choices=choices("phone email chat social in_person self_service other")
    )
    relation = RadioField("Relation", [Optional()], choices=choices("customer employee partner other"))
    link = StringField("Link", [Optional(), Length(max=500)])
    name = StringField("Name", [Length(max=100)])
    email = EmailField("Email", [InputRequired(), Email()])
    show_name = BooleanField("Show name")
    consent = BooleanField("Consent", [InputRequired()])
    ref = HiddenField()
    submission_key = HiddenField()


@event.listens_for(Engine, "connect")
def same_sqlite_settings(connection: Any, _record: Any) -> None:
    """Open SQLite as durably as the product does."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")


def create_app() -> Flask:
    """Make the bare app on the database that BARE_DATABASE_URL names."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="s" * 40, SQLALCHEMY_DATABASE_URI=os.environ["BARE_DATABASE_URL"])
    db.init_app(app)
    with app.app_context():
        db.create_all()

    @app.route("/nominate", methods=["GET", "POST"])
    def nominate() -> ResponseReturnValue:
        form = NominationForm()
        if not form.validate_on_submit():
            return render_template_string(PAGE, form=form)
        left_out = {"csrf_token", "consent", "company_id", "qualities"}
        row = {name: field.data for name, field in form._fields.items() if name not in left_out}
        db.session.add(Nomination(**row, qualities=",".join(form.qualities.data or [])))
        db.session.commit()
        return redirect("/nominate/sent", 303)

    @app.get("/list")
    def newest() -> str:
        statement = db.select(Nomination).order_by(Nomination.id.desc()).limit(20)
        return render_template_string(LIST, rows=db.session.scalars(statement).all())

    @app.get("/still")
    def still() -> str:
        return render_template_string(STILL, words="Somebody stayed on the line until it worked. " * 3)

    return app


def fill() -> None:
    """Store rows for the list; run once, before the server starts."""
    with create_app().app_context():
        for number in range(ROWS):
            text = {"company": f"Company {number}", "category": "team", "story": "They mended it the same day. " * 12}
            writer = {"name": "Ada", "email": "ada@example.org", "show_name": False, "feeling": "relieved"}
            db.session.add(Nomination(**text, **writer, submission_key=str(number)))
        db.session.commit()
