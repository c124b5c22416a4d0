"""Find the companies a typed text may mean: one statement for the candidates, then the closest of them."""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text

from app.companies.addresses import addresses_in
from app.companies.names import name_key
from app.companies.ranking import closest
from app.companies.spellings import crowded_keys_of, hashed, keys_of, slip_keys_of, spelling_words
from app.extensions import db
from app.web.engine import run

LONGEST_TYPED = 200
# Some characters unfold into eighteen; few of them are as long as the longest name.
WIDEST, LONGEST_UNFOLDING = 600, 30
CANDIDATES = 24
ALIKE_BEGINNINGS = 12
FROM_ONE_KEY = 60
FROM_SLIPS = 120
LIKE_ENOUGH, SHORT_LIKE_ENOUGH = 0.58, 0.7
SHORT = 4
CROWDED_KEYS = 4
LAST_CHARACTER = "\U0010ffff"
NO_KEY = 2**31 - 1

IN_LIST = {
    "sqlite": "IN (SELECT value FROM json_each(:{name}))",
    "postgresql": "= ANY (CAST(:{name} AS {type}[]))",
}
CROWDED = """
  UNION ALL SELECT * FROM (
    SELECT spelling_id, 1 FROM spelling_key WHERE key = :crowded_{place} LIMIT :from_one_key
  ) AS crowded_{place}"""
STATEMENT = """
WITH hit (id, weight) AS (
  SELECT spelling_id, 2 FROM spelling_key WHERE key {in_keys}
  UNION ALL SELECT * FROM (
    SELECT spelling_id, 1 FROM spelling_key WHERE key {in_slips} LIMIT :from_slips
  ) AS slip{crowded}
  UNION ALL SELECT * FROM (
    SELECT id, 2 FROM company_spelling WHERE exact >= :start AND exact < :beyond ORDER BY exact LIMIT :alike_beginnings
  ) AS beginning
  UNION ALL SELECT id, 100 FROM company_spelling WHERE exact {in_exacts}
), likeliest AS (SELECT id FROM hit GROUP BY id ORDER BY sum(weight) DESC, id LIMIT :candidates)
SELECT s.exact, s.words, c.slug, c.name, c.domain
FROM likeliest JOIN company_spelling AS s ON s.id = likeliest.id JOIN company AS named ON named.id = s.company_id
JOIN company AS c ON c.id = COALESCE(named.merged_into_id, named.id)"""
# PostgreSQL would plan this statement anew each time, which takes it twice as long as answering.
PLAN_ONCE = text("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)")
LIMITS = {
    "from_one_key": FROM_ONE_KEY,
    "from_slips": FROM_SLIPS,
    "alike_beginnings": ALIKE_BEGINNINGS,
    "candidates": CANDIDATES,
}


@dataclass(frozen=True)
class Found:
    """A company that a typed text may mean; `is_exact` when it means this one and no other."""

    slug: str
    name: str
    domain: str | None
    is_exact: bool


class Candidate(NamedTuple):
    """A spelling with the company that it stands for."""

    exact: str
    words: str
    slug: str
    name: str
    domain: str | None


@dataclass(frozen=True)
class Asked:
    """What was typed, in the forms that spellings are stored in."""

    key: str
    words: list[str]
    addresses: dict[str, bool]

    @property
    def exacts(self) -> list[str]:
        """Return every spelling that would be just what was typed."""
        return [self.key, *self.addresses]

    @property
    def like_enough(self) -> float:
        """Say how well a spelling must fit: in few letters, one slip already makes another word."""
        return SHORT_LIKE_ENOUGH if len(self.key) <= SHORT else LIKE_ENOUGH

    def rank_of(self, exact: str) -> int:
        """Say how surely a spelling is what was typed: 3 its name, 2 its own address, 1 an address above, 0 not."""
        if exact == self.key:
            return 3
        return 1 + self.addresses[exact] if exact in self.addresses else 0


def look_up(typed: str, limit: int = 5) -> list[Found]:
    """List the companies a typed name, address or handle may mean, the likeliest first."""
    asked = understand(typed)
    if asked is None:
        return []
    candidates = _candidates_of(asked)
    fits = {place: fit for fit, place in closest(asked.words, [each.words for each in candidates])}
    best: dict[str, tuple[int, float, Candidate]] = {}
    for place, each in enumerate(candidates):
        found = (asked.rank_of(each.exact), fits.get(place, 0.0), each)
        if found[0] or found[1] >= asked.like_enough:
            best[each.slug] = max(best.get(each.slug, found), found, key=lambda each: each[:2])
    ranked = sorted(best.values(), key=lambda each: (-each[0], -each[1], len(each[2].name), each[2].name))
    surest = [rank for rank, _, _ in ranked[:2]]
    is_sure = surest[:1] in ([3], [2]) and surest[1:] != surest[:1]
    return [
        Found(each.slug, each.name, each.domain, is_sure and place == 0)
        for place, (_, _, each) in enumerate(ranked[:limit])
    ]


def understand(typed: str) -> Asked | None:
    """Read a typed text as a name, a domain or a handle; None when nothing was typed."""
    text = " ".join("".join(each if each.isprintable() else " " for each in typed).split())[:LONGEST_TYPED]
    if len(unicodedata.normalize("NFKD", text)) > WIDEST:
        text = text[:LONGEST_UNFOLDING]
    if not text:
        return None
    return Asked(name_key(text), spelling_words(text), dict(addresses_in(text)))


def _candidates_of(asked: Asked) -> list[Candidate]:
    dialect = db.engine.dialect.name
    if dialect == "postgresql":
        run(PLAN_ONCE)
    return [Candidate._make(row) for row in run(STATEMENTS[dialect], _values_for(asked, dialect)).all()]


def _values_for(asked: Asked, dialect: str) -> dict[str, Any]:
    listed = json.dumps if dialect == "sqlite" else list
    crowded = crowded_keys_of_typed(asked.words)[:CROWDED_KEYS]
    return {
        "keys": listed(keys_of(asked.words)),
        "slips": listed(slip_keys_of(asked.words)),
        "exacts": listed(asked.exacts),
        "start": asked.key,
        "beyond": asked.key + LAST_CHARACTER,
        **{f"crowded_{place}": key for place, key in enumerate(crowded + [NO_KEY] * (CROWDED_KEYS - len(crowded)))},
        **LIMITS,
    }


def crowded_keys_of_typed(words: list[str]) -> list[int]:
    """Return the crowded keys of what was typed, which may itself be somebody's initials, the first words first."""
    whole = "".join(words)
    initials = hashed([f"i{whole}"]) if 3 <= len(whole) <= 6 else []
    return [*initials, *crowded_keys_of(words)]


def _written_for(dialect: str) -> TextClause:
    in_list = IN_LIST[dialect]
    return text(
        STATEMENT.format(
            in_slips=in_list.format(name="slips", type="integer"),
            in_keys=in_list.format(name="keys", type="integer"),
            in_exacts=in_list.format(name="exacts", type="text"),
            crowded="".join(CROWDED.format(place=place) for place in range(CROWDED_KEYS)),
        )
    )


STATEMENTS = {dialect: _written_for(dialect) for dialect in IN_LIST}
