"""The pages of what follows publication."""

from app.honours import service  # noqa: F401
