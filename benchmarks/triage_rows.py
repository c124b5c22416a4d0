"""Mentions for `triage.py`: the same number gives the same rows; most of them new, some in every state."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import TextClause, select, text

from app import clock
from app.accounts.models import User, UserRole
from app.accounts.rules import Role
from app.companies.models import Company
from app.extensions import db, table_of
from app.listening.models import Mention, Watch
from app.listening.triage.words import address_word, author_word, number_of

SEED = 1_000
STATES = ("new",) * 90 + ("dismissed",) * 7 + ("sent",) * 2 + ("snoozed",)
NETWORKS = ("x",) * 6 + ("bluesky",) * 2 + ("mastodon",) + ("rss",)
WATCHES, COMPANIES = 20, 20
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


def mentions(world: dict[str, list[int]]) -> Iterator[dict[str, Any]]:
    """Make the first thousand rows."""
    for number in range(SEED):
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
    rare = "rareword" if number % 30 == 5 else f"thing{number}"
    return f"The support team was wonderful{' sometimes' if number % 3 == 2 else ''}, they fixed my {rare} at once."


MANY = f"""
INSERT INTO mention ({{columns}})
WITH RECURSIVE step (n) AS (SELECT {SEED} UNION ALL SELECT n + 1 FROM step WHERE n + 1 < :size)
SELECT {{values}} FROM step JOIN mention t ON t.id = n % {SEED} + 1"""
OWN = {
    "id": "n + 1",
    "public_id": "'m' || substr(CAST(1000000000 + n AS text), 2)",
    "post_id": "CAST(1000000000000000000 + n AS text)",
    "url": "'https://x.com/person' || n || '/status/' || CAST(1000000000000000000 + n AS text)",
    "author_id": "'person' || n",
    "author_handle": "'person' || n",
    "author_name": "'Person ' || n",
    "score": "CASE WHEN t.score IS NULL THEN NULL ELSE (n % 100000 * 7919 % 100000) / 100000.0 END",
    "rank": "CASE WHEN t.score IS NULL THEN 0 ELSE (n % 100000 * 7919 % 100000) / 100000.0 END",
    "copy_of_id": "CASE WHEN n % 20 = 19 THEN n END",
}


def multiply(size: int) -> TextClause:
    """Make the rows after the first thousand in one statement, each after the one of the thousand it resembles."""
    names = [column.name for column in table_of(Mention).columns]
    values = ", ".join(OWN.get(name, f"t.{name}") for name in names)
    return text(MANY.format(columns=", ".join(names), values=values)).bindparams(size=size)


def words(size: int) -> list[tuple[int, int]]:
    """Make the words by which those posts are found, in the order of their table."""
    pairs: list[tuple[int, int]] = []
    things = {each: number_of(each) for each in ("rareword", "sometimes", *(f"thing{n}" for n in range(SEED)))}
    for number in range(size):
        handle, place, like = f"person{number}", number + 1, number % SEED
        rare = "rareword" if like % 30 == 5 else f"thing{like}"
        url = f"https://x.com/{handle}/status/{1_000_000_000_000_000_000 + number}"
        own = [things[rare], number_of(author_word(handle)), number_of(address_word(url))]
        pairs += [(word, place) for word in (*own, *((things["sometimes"],) if like % 3 == 2 else ()))]
    return sorted(pairs)
