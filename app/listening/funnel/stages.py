"""The stages a post goes through, from being found to an accepted nomination."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Stage(StrEnum):
    """How far a post has come."""

    FOUND = "found"
    SHOWN = "shown"
    CLAIMED = "claimed"
    SENT = "sent"
    VISITED = "visited"
    NOMINATED = "nominated"
    ACCEPTED = "accepted"


ORDER: Sequence[Stage] = tuple(Stage)
WITH_CURATOR = frozenset(ORDER[1:])
WITH_TEMPLATE = frozenset(ORDER[3:])
MEANINGS: Mapping[Stage, str] = {
    Stage.FOUND: "A watch, a file or a person brought the post.",
    Stage.SHOWN: "It stood on a curator’s screen or in a letter, or a curator did something with it.",
    Stage.CLAIMED: "A curator took it up.",
    Stage.SENT: "A curator sent a reply by hand.",
    Stage.VISITED: "Somebody followed the link of the reply.",
    Stage.NOMINATED: "A nomination that began at the link was confirmed.",
    Stage.ACCEPTED: "That nomination was accepted.",
}


def stages_to(stage: Stage) -> Sequence[Stage]:
    """List a stage and those before it, without the first, at which every post stands from the beginning."""
    return ORDER[1 : ORDER.index(stage) + 1]
