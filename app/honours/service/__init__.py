"""What is done once a season is published: write to companies, hear them, and take an award back."""

from app.honours.service import erasing
from app.honours.service.revoking import revoke
from app.honours.service.speaking import answer, ask, give_back, pass_on, write_thanks
from app.honours.service.writing import end_links, send_again, send_letters

__all__ = [
    "answer",
    "ask",
    "end_links",
    "erasing",
    "give_back",
    "pass_on",
    "revoke",
    "send_again",
    "send_letters",
    "write_thanks",
]
