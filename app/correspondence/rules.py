"""What letters to many may be, and what stands behind the reasons a mail server gives."""

from enum import StrEnum

TITLE_MOST = 150
BODY_MOST = 8_000


class Audience(StrEnum):
    """Whom a letter to many goes to."""

    NOMINATORS = "nominators"
    JUDGES = "judges"


class BroadcastState(StrEnum):
    """Where a letter to many stands."""

    DRAFT = "draft"
    SENT = "sent"
    STOPPED = "stopped"
