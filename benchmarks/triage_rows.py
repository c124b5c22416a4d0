"""Mentions for `triage.py`: the same number gives the same rows; most of them new, some in every state."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.companies.models import Company
from app.extensions import db, table_of
from app.listening.models import MentionWord, Watch
from app.listening.triage.words import address_word, author_word, number_of

BATCH = 5_000
STATES = ("new",) * 90 + ("dismissed",) * 7 + ("sent",) * 2 + ("snoozed",)
NETWORKS = ("x",) * 6 + ("bluesky",) * 2 + ("mastodon",) + ("rss",)
WATCHES, COMPANIES = 20, 200
NOW = clock.now()


def make_curator() -> User:
    """Return the curator who looks at the queue, made when first asked for."""
    found = db.session.scalar(select(User).where(User.email == "mina@example.org"))
    if found is not None:
        return found
    curator = User(email="mina@example.org", name="Mina", created_at=NOW)
    curator.role_rows = [UserRole(role=Role.CURATOR)]
    db.session.add(curator)
    db.session.flush()
    return curator


def make_world(curator: User) -> dict[str, list[int]]:
    """Make the watches and companies that mentions name."""
    watches = [Watch(name=f"Watch {number}", networks=["x"], created_at=NOW) for number in range(WATCHES)]
    companies = [
        Company(slug=f"company-{number}", name=f"Company {number}", name_key=f"company{number}", created_at=NOW)
        for number in range(COMPANIES)
    ]
    db.session.add_all([*watches, *companies])
    db.session.flush()
    return {"watch": [each.id for each in watches], "company": [each.id for each in companies], "user": [curator.id]}


def mentions(world: dict[str, list[int]], start: int, end: int) -> Iterator[dict[str, Any]]:
    """Make the rows of one batch."""
    for number in range(start, end):
        state = STATES[number % 97 % len(STATES)]
        is_scored = number % 10 != 3
        score = (number * 7919 % 100_000) / 100_000
        handle = f"person{number}"
        yield {
            "id": number + 1,
            "public_id": f"m{number:09d}",
            "network": NETWORKS[number % 13 % len(NETWORKS)],
            "post_id": str(1_000_000_000_000_000_000 + number),
            "version_id": "",
            "local_id": "",
            "url": f"https://x.com/{handle}/status/{1_000_000_000_000_000_000 + number}",
            "text": text_of(number),
            "lang": "en" if is_scored else "de",
            "posted_at": NOW - timedelta(seconds=number % 7_000_000),
            "author_id": handle,
            "author_handle": handle,
            "author_name": f"Person {number}",
            "author_hash": None,
            "handle_hash": None,
            "is_members_only": False,
            "score": score if is_scored else None,
            "rank": score if is_scored else 0.0,
            "reasons": ["help praised"],
            "voice": "staff" if number % 50 == 7 else "customer",
            "company_id": world["company"][number % COMPANIES] if number % 3 else None,
            "copy_of_id": number - 1 if number % 20 == 19 and number > 20 else None,
            "is_drawn": False,
            "state": state,
            "dismissed_reason": "sarcasm" if state == "dismissed" else None,
            "dismissed_at": NOW if state == "dismissed" else None,
            "dismissed_by_id": world["user"][0] if state == "dismissed" else None,
            "snoozed_until": NOW + timedelta(days=2) if state == "snoozed" else None,
            "watch_id": world["watch"][number % 7 % WATCHES],
            "found_at": NOW - timedelta(seconds=number % 7_000_000),
        }


def text_of(number: int) -> str:
    """Write a post: common words, one that some hold, and one that few hold."""
    rare = "rareword" if number % 900 == 5 else f"thing{number % 5_000}"
    return f"The support team was wonderful{' sometimes' if number % 9 == 5 else ''}, they fixed my {rare} at once."


def words(size: int) -> Iterator[tuple[Any, list[dict[str, int]]]]:
    """Make the words by which those posts are found, in the order of their table, some at a time."""
    pairs: list[tuple[int, int]] = []
    kept = {each: number_of(each) for each in ("rareword", "sometimes", "once", "person")}
    for number in range(size):
        handle, place = f"person{number}", number + 1
        rare = "rareword" if number % 900 == 5 else f"thing{number % 5_000}"
        url = f"https://x.com/{handle}/status/{1_000_000_000_000_000_000 + number}"
        own = (rare, author_word(handle), address_word(url), *(("sometimes",) if number % 9 == 5 else ()))
        pairs += [(kept.get(each) or number_of(each), place) for each in own]
    pairs.sort()
    for start in range(0, len(pairs), BATCH):
        yield table_of(MentionWord), [{"word": word, "mention_id": at} for word, at in pairs[start : start + BATCH]]
