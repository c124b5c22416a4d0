"""What is done once a season is published: write to companies, hear them, and take an award back."""

from app.honours.service import erasing

__all__ = ["erasing"]
