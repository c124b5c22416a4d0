"""Rows for load tests: the same number and seed give the same rows, whenever and wherever they are made."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from app.companies.rules import slug_of
from app.demo import scale_words as words
from app.nominations.rules import CONFIRM_LIFE, Channel, Feeling, Quality, Relation, Solved, State
from app.programme.rules import Recognises
from app.web.links import ID_LENGTH, LETTERS, keyed_hash

SEED = 20261122
NOMINATIONS_A_COMPANY = 20
COMPANIES_MOST = len(words.FIRST) * len(words.SECOND) * len(words.TRADE)
_STEP, _SPACE = 38_654_705_663, len(LETTERS) ** ID_LENGTH
_PAIRS = [first + second for second in LETTERS for first in LETTERS]
SHARES = {
    State.ACCEPTED: 720,
    State.REJECTED: 90,
    State.ERASED: 90,
    State.REPLACED: 30,
    State.WITHDRAWN: 30,
    State.EXPIRED: 20,
    State.UNCONFIRMED: 15,
    State.SUBMITTED: 3,
    State.HELD: 1,
    State.ASKED: 1,
}
NEWEST = (State.SUBMITTED,) * 5 + (State.HELD,) * 2 + (State.ASKED,)
NEWEST_MOST = 40
DECIDED = {State.ACCEPTED, State.REJECTED}
NEVER_CONFIRMED = {State.UNCONFIRMED, State.EXPIRED, State.ERASED}
Row = dict[str, Any]


@dataclass(frozen=True)
class Honoured:
    """A category that the rows may name."""

    id: int
    recognises: Recognises


@dataclass
class World:
    """What the rows stand in: a season from its first day until now, its categories, and who is in the register."""

    season_id: int
    opens_at: datetime
    now: datetime
    categories: Sequence[Honoured]
    companies: Sequence[tuple[int, str]]
    moderator_id: int
    next_nomination: int
    next_entry: int
    entries: dict[tuple[int, int, str], int] = field(default_factory=dict)


@dataclass
class Batch:
    """The rows of one transaction, by table."""

    entry: list[Row] = field(default_factory=list)
    entry_person: list[Row] = field(default_factory=list)
    nomination: list[Row] = field(default_factory=list)
    nomination_revision: list[Row] = field(default_factory=list)
    nomination_question: list[Row] = field(default_factory=list)
    moderation: list[Row] = field(default_factory=list)


def company_name(index: int) -> str:
    """Name a company by its place in the register; no two share a name."""
    first, rest = index % len(words.FIRST), index // len(words.FIRST)
    second, third = (rest + first) % len(words.SECOND), rest // len(words.SECOND)
    return f"{words.FIRST[first]}{words.SECOND[second]} {words.TRADE[(third + first) % len(words.TRADE)]}"


def count_companies(nominations: int) -> int:
    """Return how many companies so many nominations are about."""
    return max(10, min(COMPANIES_MOST, nominations // NOMINATIONS_A_COMPANY))


def public_id(number: int, kind: int) -> str:
    """Make a row's ten letters from its number, so that no two of a kind are alike and none tells its place."""
    value = (number * _STEP + kind * 7_368_787) % _SPACE
    pairs = []
    for _ in range(ID_LENGTH // 2):
        value, place = divmod(value, len(_PAIRS))
        pairs.append(_PAIRS[place])
    return "".join(pairs)


def make_batches(world: World, nominations: int, size: int) -> Iterator[Batch]:
    """Make all nominations in the order in which they were sent, a batch at a time."""
    chance = Random(SEED)
    span = world.now - world.opens_at
    for start in range(0, nominations, size):
        batch = Batch()
        states = chance.choices(list(SHARES), list(SHARES.values()), k=min(size, nominations - start))
        for number, state in enumerate(states, start):
            waiting = _state_of_newest(nominations - number, nominations)
            _add(batch, world, chance, number, waiting or state, world.opens_at + span * (number / nominations))
        yield batch


def _state_of_newest(place: int, nominations: int) -> State | None:
    """Let the last to come wait, so that a curator's first page is full at any size."""
    return NEWEST[place % len(NEWEST)] if place <= min(NEWEST_MOST, nominations // 10) else None


def _add(batch: Batch, world: World, chance: Random, number: int, state: State, sent_at: datetime) -> None:
    company_id, company = world.companies[int(len(world.companies) * chance.random() ** 2)]
    category = chance.choice(world.categories)
    nominee = _nominee(category, chance)
    has_entry = state is State.ACCEPTED or (state in {State.WITHDRAWN, State.REPLACED} and chance.random() < 0.5)
    entry_id = _entry(batch, world, category, company_id, nominee, sent_at) if has_entry else None
    person = chance.choice(words.PEOPLE_WHO_WRITE)
    email = f"{person.lower()}.{number}@example.org"
    decided_at = min(world.now, sent_at + timedelta(hours=20))
    nomination_id = world.next_nomination + number
    row = _nomination(number, state, email, sent_at, decided_at)
    row |= {
        "id": nomination_id,
        "season_id": world.season_id,
        "category_id": category.id,
        "company_id": company_id,
        "entry_id": entry_id,
        "is_off_site": state is State.ACCEPTED and chance.random() < 0.01,
        "moderated_by_id": world.moderator_id if state in DECIDED else None,
    }
    batch.nomination.append(row)
    batch.nomination_revision.append(_revision(nomination_id, state, company, nominee, person, email, sent_at, chance))
    if state in DECIDED or state is State.ASKED:
        batch.moderation.append({"nomination_id": nomination_id, "user_id": world.moderator_id})
    if state is State.ASKED:
        question = {"question": "Which month was it?", "asked_by_id": world.moderator_id, "asked_at": decided_at}
        batch.nomination_question.append({"nomination_id": nomination_id, **question})


def _nomination(number: int, state: State, email: str, sent_at: datetime, decided_at: datetime) -> Row:
    is_read = state in DECIDED
    return {
        "reference": public_id(number, 1),
        "story_id": public_id(number, 2),
        "submission_key": f"scale-{number:012d}",
        "state": state,
        "identity": None if state is State.ERASED else keyed_hash("identity", email),
        "signals": json.dumps(["near_copies"] if state is State.HELD else []),
        "is_proven": True,
        "revision_number": 1,
        "generation": 0,
        "reason": "no_story" if state is State.REJECTED else None,
        "moderated_at": decided_at if is_read else None,
        "created_at": sent_at,
        "confirm_until": sent_at + CONFIRM_LIFE,
        "confirmed_at": None if state in NEVER_CONFIRMED else sent_at + timedelta(minutes=12),
        "decided_at": decided_at if is_read else None,
        "ended_at": None if is_read or state in {State.SUBMITTED, State.HELD, State.ASKED} else decided_at,
    }


def _nominee(category: Honoured, chance: Random) -> str:
    if category.recognises is Recognises.COMPANY:
        return ""
    return chance.choice(words.TEAMS if category.recognises is Recognises.TEAM else words.PEOPLE)


def _entry(batch: Batch, world: World, category: Honoured, company_id: int, nominee: str, sent_at: datetime) -> int:
    place = (category.id, company_id, nominee)
    known = world.entries.get(place)
    if known is not None:
        return known
    number = world.entries[place] = world.next_entry + len(world.entries)
    batch.entry.append(
        {
            "id": number,
            "public_id": public_id(number, 3),
            "season_id": world.season_id,
            "category_id": category.id,
            "company_id": company_id,
            "nominee_key": slug_of(nominee),
            "nominee": nominee or None,
            "created_at": sent_at + timedelta(hours=20),
        }
    )
    if category.recognises is Recognises.PERSON:
        batch.entry_person.append({"entry_id": number, "full_name": None, "role": nominee.partition(", ")[2]})
    return number


def _revision(
    nomination_id: int,
    state: State,
    company: str,
    nominee: str,
    person: str,
    email: str,
    sent_at: datetime,
    chance: Random,
) -> Row:
    bare = {"nomination_id": nomination_id, "number": 1, "created_at": sent_at, "show_name": False, "qualities": "[]"}
    if state is State.ERASED:
        return {**bare, "erased_at": sent_at + timedelta(days=7)}
    return {
        **bare,
        "company_name": company,
        "nominee": nominee or None,
        "story": story(chance),
        "feeling": chance.choice(FEELINGS),
        "qualities": json.dumps(chance.sample(QUALITIES, 2)),
        "solved": chance.choice(SOLVED),
        "channel": chance.choice(CHANNELS),
        "relation": RELATIONS[chance.random() < 0.04],
        "name": person,
        "email": email,
        "show_name": chance.random() < 0.2,
    }


def story(chance: Random) -> str:
    """Tell a story in four to six sentences."""
    deeds = chance.sample(words.DEEDS, 2)
    told = [chance.choice(words.OPENINGS), deeds[0], chance.choice(words.TURNS), deeds[1], chance.choice(words.ENDINGS)]
    return " ".join(told)


FEELINGS = (Feeling.GRATEFUL, Feeling.RELIEVED, Feeling.SATISFIED, Feeling.CONFIDENT)
QUALITIES = [each.value for each in Quality]
SOLVED, CHANNELS = list(Solved), list(Channel)
RELATIONS = (Relation.CUSTOMER, Relation.EMPLOYEE)
