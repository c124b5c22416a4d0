"""Learn from curators' verdicts which posts to show first, starting from the rule of `praise` and pulled towards it.

Plain functions over texts and numbers, standard library only. What is kept of a verdict, the weights in the database
and their page stand in `models`, `service`, `queries` and `views`; nothing here knows of rows.
"""

from app.listening.learning.learner import Learner

__all__ = ["Learner"]
