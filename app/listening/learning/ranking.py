"""Rank a post: the rule, what was learnt, and what curators set by hand, with reasons in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.listening.learning.features import Hashing
from app.listening.learning.fitting import logistic
from app.listening.learning.weighing import LEVEL, LEVEL_SIZE, Weights, learnt_odds
from app.listening.praise.lexicon import TOKEN
from app.listening.praise.scoring import squash
from app.listening.rules import VOICE_REASONS, Voice

LINE = 0.5
STEP = 1.0
NOTICED = 0.25
DECISIONS = "curators' decisions"
WORDS = "word weight: {}"
AUTHOR = "author weight"


class Ranked(NamedTuple):
    """The rule's score, the rank the queue is sorted by, and the reasons for both, the weightiest first."""

    score: float
    rank: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranker:
    """Everything that orders the queue: what was learnt, and weights of words and authors set by hand."""

    hashing: Hashing = field(default_factory=Hashing)
    weights: Weights = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    authors: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def rank(self, text: str, *, network: str = "", handle: str = "", voice: Voice = Voice.CUSTOMER) -> Ranked:
        """Rank one post; a company or its staff speaking of themselves come last."""
        features, signs = self.hashing.read(text)
        learnt = learnt_odds(features, self.weights)
        by_hand = {**self._word_odds(text), **self._author_odds(network, handle)}
        rank = logistic(features.prior + learnt + sum(by_hand.values()))
        if voice is not Voice.CUSTOMER:
            rank = 0.0
        own = learnt - self.weights.get(LEVEL, 0.0) * LEVEL_SIZE
        changed = {DECISIONS: own} if abs(own) >= NOTICED else {}
        reasons = (*filter(None, [VOICE_REASONS.get(voice)]), *in_words({**signs, **changed, **by_hand}))
        return Ranked(squash(sum(signs.values())), rank, reasons)

    def _word_odds(self, text: str) -> dict[str, float]:
        if not self.words:
            return {}
        spoken = plain(text)
        return {WORDS.format(words): STEP * weight for words, weight in self.words.items() if f" {words} " in spoken}

    def _author_odds(self, network: str, handle: str) -> dict[str, float]:
        weight = self.authors.get((network, handle.casefold()), 0)
        return {AUTHOR: STEP * weight} if weight else {}


def in_words(signs: Mapping[str, float]) -> tuple[str, ...]:
    """Name the signs found in a post, the weightiest first; one that speaks against it ends in a minus."""
    weighty = sorted(signs.items(), key=lambda sign: -abs(sign[1]))
    return tuple(reason if weight > 0 else f"{reason}: -" for reason, weight in weighty if weight)


def plain(text: str) -> str:
    """Bring a text to its words in lower case with one blank between them and around, as weighted words are kept."""
    return f" {' '.join(TOKEN.findall(text.replace('’', chr(39)).lower()))} "
