"""The organisers' pages about letters: the words of each, letters to many."""

from app.correspondence.views import broadcasts, sending, words
from app.correspondence.views.blueprint import views

__all__ = ["broadcasts", "sending", "views", "words"]
