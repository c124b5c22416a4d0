"""The pages of what follows publication."""

from app.honours import service  # noqa: F401
from app.honours.views.company import company
from app.honours.views.desks import curators, organisers
from app.honours.views.public import views
from app.honours.views.writing import letters, revoking

__all__ = ["company", "curators", "letters", "organisers", "revoking", "views"]
