"""What this browser has sent, kept in its own session cookie: references, nothing personal.

The page after sending has an address that anybody may see, so it proves nothing; the signed cookie, which every form
sets anyway, proves it, also without scripts, after a restart and under a new signing key.
"""

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
