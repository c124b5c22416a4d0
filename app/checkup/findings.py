"""What a check found, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a part is."""

    WORKS = "works"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One part of the site: how it is, and what to do unless it works."""

    part: str
    state: State
    says: str
    to_do: str = ""


Check = Callable[[], Iterator[Finding]]


def works(part: str, says: str) -> Finding:
    """Say that a part is as it should be."""
    return Finding(part, State.WORKS, says)


def look(part: str, says: str, to_do: str) -> Finding:
    """Say what somebody should look at some day."""
    return Finding(part, State.LOOK, says, to_do)


def broken(part: str, says: str, to_do: str) -> Finding:
    """Say what does not work."""
    return Finding(part, State.BROKEN, says, to_do)
