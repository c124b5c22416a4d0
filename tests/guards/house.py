"""A house with something in every room, the same each time: people of each role, and objects with their real ids."""

import random
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import time_machine
from itsdangerous import URLSafeTimedSerializer

from app.accounts import service as accounts
from app.accounts.models import User
from app.companies import merging
from app.extensions import db, limiter
from app.judging import service
from app.judging.queries.pins import seen
from app.judging.rules import RecusalReason
from app.judging.service.pinning import Passage
from app.judging.sheet import Remarks, Sheet
from app.nominations import queries as nominations
from app.web.actions import act
from app.web.links import new_public_id, token_for
from tests import make
from tests.judging import rows as judging
from tests.listening import rows as listening

START = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORM_SALT, FORM_TOKEN = "wtf-csrf-token", "0" * 40


@dataclass(frozen=True)
class Given:
    """What one judge gave: the one thing two worlds differ in."""

    levels: tuple[int, ...]
    words: str
    pinned: tuple[int, int]


ONE_WORLD = Given((5, 5, 4, 5, 4), "Brilliant, and worth every word of a long explanation.", (0, 9))
OTHER_WORLD = Given((1, 2, 3, 1, 2), "Weak.", (10, 30))


@dataclass
class House:
    """The people of a house and what each kind of address may speak of."""

    made: judging.Round
    clock: Any = None
    people: dict[str, User] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)


@contextmanager
def one_chance(monkeypatch):
    """Let chance, the clock and the numbers of test rows begin anew, so that two houses are alike to the letter."""
    drawn = random.Random(7)
    monkeypatch.setattr(secrets, "token_bytes", lambda size=32: drawn.randbytes(size))
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size=32: drawn.randbytes(size).hex())
    monkeypatch.setattr(secrets, "choice", drawn.choice)
    monkeypatch.setattr(random, "_urandom", drawn.randbytes)
    monkeypatch.setattr(make, "_numbers", count(1))
    monkeypatch.setattr(listening, "_numbers", count(1))
    was, limiter.enabled = limiter.enabled, False
    with time_machine.travel(START, tick=False) as clock:
        yield clock
    limiter.enabled = was


def sheet_of(given: Given, *, answered: int = 5) -> Sheet:
    codes = judging.CODES[:answered]
    return Sheet(
        levels=dict(zip(codes, given.levels, strict=False)),
        remarks={code: Remarks(comment=given.words, feedback=given.words * 2) for code in codes},
    )


def build(given: Given = ONE_WORLD) -> House:
    """Fill a house; nothing depends on `given` but what the judge it is about wrote."""
    house = House(judging.make_round(entries=7, judges=2))
    _invite_people(house)
    _fill_judging(house, given)
    _fill_curating(house)
    db.session.rollback()
    return house


def _invite_people(house: House) -> None:
    people, made = house.people, house.made
    people["hidden judge"], people["judge beside them"] = made.judges
    people["organiser"], people["curator"] = made.organiser, make.make_user(role="curator")
    people["second organiser"] = make.make_user(role="organiser")
    elsewhere = judging.make_round(season=made.season)
    people["judge elsewhere"] = elsewhere.judge
    people["judge without work"] = make.make_user(role="judge")
    people["organiser who judges here"] = make.make_user(role="organiser")
    judging.ask_late(people["organiser who judges here"], made.entries[0])
    people["disabled"] = make.make_user(role="organiser")
    house.things["elsewhere"] = elsewhere.category.slug
    house.things["foreign entry"] = elsewhere.entry.public_id
    other = judging.make_round(season=make.make_season(phase="judging"))
    judging.ask_late(people["hidden judge"], other.entry)
    house.things |= {"other category": other.category.slug, "own elsewhere": other.entry.public_id, "network": "x"}


def _fill_judging(house: House, given: Given) -> None:
    made, hidden, beside = house.made, *house.made.judges
    tasks = [judging.find_assignment(hidden, entry) for entry in made.entries]
    act(service.submit_scorecard, tasks[0], sheet=sheet_of(given), version=0, by=hidden)
    act(service.save_scorecard, tasks[1], sheet=sheet_of(given, answered=3), version=0, by=hidden)
    story = nominations.list_stories_of(made.entries[1])[0]
    place = Passage(seen(story), *given.pinned)
    act(service.pin_passages, tasks[1], code="a1", passages=[place], by=hidden)
    act(service.submit_scorecard, tasks[2], sheet=sheet_of(given), version=0, by=hidden)
    act(service.reopen_scorecard, tasks[2], reason=given.words, by=hidden)
    act(service.recuse, tasks[3], reason=RecusalReason.PERSON, by=hidden)
    act(service.change_panel, made.category, drop=[(hidden, made.entries[4])], by=made.organiser)
    for entry in made.entries[:2]:
        judging.submit(beside, entry, 4, 3, 4, 3, 4)
    make.make_nomination(state="accepted", entry=made.entries[5], moderated_by_id=hidden.id)
    names = ("submitted", "draft", "taken back", "recused", "released", "barred", "untouched")
    house.things |= {name: entry.public_id for name, entry in zip(names, made.entries, strict=True)}


def _fill_curating(house: House) -> None:
    things, curator, organiser = house.things, house.people["curator"], house.people["organiser"]
    nomination = make.make_nomination(category=house.made.category)
    mention, outreach = listening.make_sent(curator)
    kept, merged = make.make_company("Lanternfish"), make.make_company("Lanternfish Lamps")
    merge = act(merging.merge, merged, into=kept, by=curator)
    things |= {
        "season": house.made.season.slug,
        "category": house.made.category.slug,
        "nomination": nomination.reference,
        "status": token_for("status", nomination.reference, nomination.generation),
        "unsubscribe": token_for("unsubscribe", nomination.reference, nomination.generation),
        "forged": token_for("other", nomination.reference, nomination.generation),
        "unknown": token_for("other", new_public_id(), 0),
        "story": house.made.entries[0].nominations[0].story_id,
        "company": house.made.entries[0].company.slug,
        "mention": mention.public_id,
        "code": outreach.code,
        "watch": listening.make_watch().public_id,
        "merge": merge.public_id,
        "merged": merged.slug,
        "person": house.people["hidden judge"].public_id,
        "invitation": act(accounts.invite, email="new@example.org", role="judge", by=organiser).public_id,
        "absent": new_public_id(),
    }


def disable(house: House) -> None:
    """Close the account of somebody who has a session."""
    act(accounts.disable, house.people["disabled"], by=house.people["organiser"])


def client_of(app, user=None):
    """Give a browser with a session and the one form token of this house."""
    client = app.test_client()
    if user is not None:
        make.sign_in(client, user)
    with client.session_transaction() as session:
        session["csrf_token"] = FORM_TOKEN
    return client


def form_token(app) -> str:
    """Sign the form token as the site does, so that it is the same in two houses."""
    return URLSafeTimedSerializer(app.config["WTF_CSRF_SECRET_KEY"], salt=FORM_SALT).dumps(FORM_TOKEN)
