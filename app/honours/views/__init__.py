"""The pages of what follows publication."""

from app.honours import service  # noqa: F401
from app.honours.views.public import views

__all__ = ["views"]
