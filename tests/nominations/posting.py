"""Send whole nominations through the form, as people and as scripts do."""

import csv
from itertools import count
from pathlib import Path

from sqlalchemy import func, select

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.rules import State
from tests.make import csrf
from tests.nominations.proving import opened, solved_by

_numbers = count(1)
COMPANIES = ("Brightline Broadband", "Northwind Energy", "Harbour Bank", "Quince Insurance", "Tram & Tracks", "Ölhaus")


def real_stories():
    """Return the stories of three hundred different people, with the kind of each."""
    with open(Path(__file__).parent / "real_stories.csv", encoding="utf-8", newline="") as file:
        return [(row["kind"], row["story"]) for row in csv.DictReader(file)]


def person(client, category, story, *, has_scripts=True, **changes):
    """Send a nomination as a person does: the form was open for a while, and most browsers run scripts."""
    number = next(_numbers)
    return send(
        client,
        category,
        story,
        company=COMPANIES[number % len(COMPANIES)],
        name=f"Person {number}",
        email=f"person{number}@mail{number % 40}.example",
        opened=opened(40 + number % 600),
        altcha=solved_by(client) if has_scripts else "",
        **changes,
    )


def send(client, category, story, *, address="192.0.2.7", **fields):
    """Post one whole nomination from an address."""
    number = next(_numbers)
    whole = {
        "csrf_token": client.token if hasattr(client, "token") else csrf(client, "/nominate"),
        "submission_key": f"key-of-sender-{number:08d}",
        "company": "Brightline Broadband",
        "category": category.slug,
        "story": story,
        "relation": "customer",
        "email": f"sender{number}@example.org",
        "consent": "yes",
    }
    return client.post("/nominate", data=whole | fields, environ_overrides={"REMOTE_ADDR": address})


def keep_token(client):
    """Let a client send many forms on one token, as a script does."""
    client.token = csrf(client, "/nominate")
    return client


def count_states():
    """Count the nominations in each state."""
    db.session.rollback()
    rows = db.session.execute(select(Nomination.state, func.count(Nomination.id)).group_by(Nomination.state))
    return {State(state): number for state, number in rows}
