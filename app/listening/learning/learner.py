"""Learn from curators' decisions, starting from the rule."""

from collections.abc import Sequence

from app.listening.learning.features import Hashing
from app.listening.learning.fitting import logistic
from app.listening.learning.weighing import Judged, Weights, learnt_odds, weigh


class Learner:
    """Score posts by the rule and by what was learnt; before anything was learnt, by the rule alone."""

    def __init__(self) -> None:
        self._hashing = Hashing()
        self._judged: list[Judged] = []
        self._weights: Weights | None = {}

    def learn(self, texts: Sequence[str], decisions: Sequence[bool | int]) -> None:
        """Take in which posts are praise of support and which are not; what was taken in before still counts."""
        if len(texts) != len(decisions):
            raise ValueError(f"There are {len(texts)} texts and {len(decisions)} decisions; each text needs one.")
        self._judged += [
            (self._hashing.features(text), bool(decision)) for text, decision in zip(texts, decisions, strict=True)
        ]
        self._weights = None if self._judged else {}

    def score(self, texts: Sequence[str]) -> list[float]:
        """Score each post from 0 to 1; higher is more surely praise of support."""
        if self._weights is None:
            self._weights = weigh(self._judged)
        weights, features = self._weights, self._hashing.features
        read = map(features, texts)
        return [logistic(each.prior + learnt_odds(each, weights)) for each in read]
