"""What this browser has sent, kept in its own session cookie: references, nothing personal."""

from flask import session

SENT = "sent"
KEPT = 5


def remember_sent(reference: str) -> None:
    """Remember that this browser sent a nomination."""
    earlier: list[str] = session.get(SENT, [])
    if reference not in earlier:
        session[SENT] = [*earlier, reference][-KEPT:]


def was_sent_here(reference: str) -> bool:
    """Tell whether this browser sent a nomination."""
    return reference in session.get(SENT, [])
