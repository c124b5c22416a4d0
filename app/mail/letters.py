"""What a letter holds: rooms register one composer for each purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """A letter ready to be rendered: one recipient, a title, a text template and what it needs."""

    to: str
    title: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


Composer = Callable[[str], Words | None]
COMPOSERS: dict[str, Composer] = {}


def letter(purpose: str) -> Callable[[Composer], Composer]:
    """Register who writes the letters of a purpose.

    The composer is called at sending with the subject's id (what follows the colon in `subject`) and answers
    None when the letter is no longer due.
    """

    def register(composer: Composer) -> Composer:
        COMPOSERS[purpose] = composer
        return composer

    return register
