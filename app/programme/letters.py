"""What the organisation tells the outbox: where answers to letters go."""

from app.mail.letters import replies_go_to
from app.programme.identity import current_identity


@replies_go_to
def reply_to() -> str:
    """Return the address organisers want answers at."""
    return current_identity().reply_to
