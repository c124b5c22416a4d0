"""Learn from curators' verdicts which posts to show first, starting from the rule of `praise` and pulled towards it.

Plain functions over texts and numbers, standard library only: features, weights, the rank of a post and its reasons.
The rows of it, and what is done with them night and day, stand in `teaching`.
"""

from app.listening.learning.learner import Learner

__all__ = ["Learner"]
