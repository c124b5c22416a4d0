"""What the choices of a tie-break amount to: wins and Bradley–Terry strengths, fitted anew from all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.judging.deciding.pairs import Choice, wins_of
from app.judging.pairwise import bradley_terry
from app.judging.scoring import four_places

PRIOR = 0.5


@dataclass(frozen=True)
class Standing:
    """One entry after a tie-break: how often it was put first and last, and its strength as a logit."""

    entry: str
    won: int
    lost: int
    strength: str


def stand(entries: Sequence[str], choices: Sequence[Choice]) -> list[Standing]:
    """Order entries by strength; who was never compared stands at nought, as everybody does without any choice.

    Half a win over each other is given to every two of them, so that a strength exists however few the choices are.
    """
    fitted = bradley_terry(wins_of(choices), prior=PRIOR) if choices else {}
    won = Counter(choice.winner for choice in choices)
    lost = Counter(choice.loser for choice in choices)
    rows = [Standing(each, won[each], lost[each], four_places(fitted.get(each, 0.0) + 0.0)) for each in entries]
    return sorted(rows, key=lambda row: (-float(row.strength), row.entry))
