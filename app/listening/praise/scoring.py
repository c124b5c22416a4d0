"""Score how surely a post is sincere praise of the people who serve a company's customers."""

from math import exp
from typing import NamedTuple

from app.listening.praise.lexicon import bits
from app.listening.praise.reading import Reading, read
from app.listening.praise.weights import APART, COUNTED, JOINED, START

MOST_JOINED = 2
COUNTS = tuple((bits(row.groups), row.most, row.reason, row.weight) for row in COUNTED)
JOINS = tuple((bits(row.one_of), bits(row.and_one_of), bits(row.but_none_of), row.reason, row.weight) for row in JOINED)
APARTS = tuple((bits(row.one_of), bits(row.and_one_of), bits(row.but_none_of), row.reason, row.weight) for row in APART)


class Praise(NamedTuple):
    """How surely a post is praise of support, 0 to 1, and the reasons in words, the weightiest first."""

    score: float
    reasons: tuple[str, ...]


def score_texts(texts: list[str]) -> list[float]:
    """Score each post from 0 to 1; higher is more surely praise of support."""
    return [squash(sum(signs(text).values())) for text in texts]


def explain(text: str) -> Praise:
    """Score one post and say why; a reason that speaks against it ends in a minus."""
    found = signs(text)
    weighty = sorted(found.items(), key=lambda sign: -abs(sign[1]))
    reasons = tuple(reason if weight > 0 else f"{reason}: -" for reason, weight in weighty if weight)
    return Praise(squash(sum(found.values())), reasons)


def squash(weight: float) -> float:
    """Bring a sum of weights between 0 and 1."""
    return 1 / (1 + exp(-START - weight))


def signs(text: str) -> dict[str, float]:
    """Give each sign found in a post with what it adds or takes away."""
    return signs_in(read(text))


def signs_in(reading: Reading) -> dict[str, float]:
    """Give each sign found in a post that was read."""
    whole, seen, clauses = reading.whole, reading.seen, reading.clauses
    found: dict[str, float] = {}
    for mask, most, reason, weight in COUNTS:
        if whole & mask:
            times = 1 if most == 1 else min(most, sum(1 for marks in seen if marks & mask))
            found[reason] = found.get(reason, 0.0) + weight * times
    for one, other, none, reason, weight in JOINS:
        if whole & one and whole & other:
            times = sum(1 for clause in clauses if clause & one and clause & other and not clause & none)
            if times:
                found[reason] = found.get(reason, 0.0) + weight * min(times, MOST_JOINED)
    for one, other, none, reason, weight in APARTS:
        if whole & one and whole & other and not whole & none:
            found[reason] = found.get(reason, 0.0) + weight
    return found
