"""Read a search from an id up, though servers answer it from the newest post down.

Servers of Mastodon take `min_id` in a search as a lower limit only. So each reading goes down by `max_id` until
nothing is left; where too much is left, it asks for the lower half of the time first, and the next one goes on above.
A page may be short because posts were filtered out of it, so only an empty one is the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import clock
from app.listening.sources.bounded import Answered
from app.listening.sources.mastodon.posts import marks_in, newest_by_time
from app.listening.sources.protocol import FailureKind, SourceFailure

PAGES_DOWN = 10
HALVINGS = 16

Ask = Callable[[str | None, str | None], tuple[list[Any], Answered]]


@dataclass(frozen=True, slots=True)
class Found:
    """Every post of a search between two ids; without a `ceiling`, everything there is."""

    given: list[Any]
    answer: Answered
    newest: str | None
    ceiling: str | None


def read_upwards(ask: Ask, above: str | None) -> Found:
    """Read all posts next above an id, as many as can be read at once."""
    below: str | None = None
    for _ in range(HALVINGS):
        given, answer, is_whole = read_down(ask, above, below)
        if is_whole:
            ceiling = str(int(below) - 1) if below else None
            return Found(given, answer, ceiling or newest_of(given), ceiling)
        below = middle(above, marks_in(given)[0])
    raise SourceFailure(FailureKind.RETRY, "More posts stand in this search than can be read one after the other.")


def read_down(ask: Ask, above: str | None, below: str | None) -> tuple[list[Any], Answered, bool]:
    """Read some pages down from an id, and tell whether nothing is left below them."""
    given: list[Any] = []
    for _ in range(PAGES_DOWN):
        page, answer = ask(above, below)
        given += page
        lowest = next(iter(marks_in(page)), None)
        if lowest is None or (below is not None and int(lowest) >= int(below)):
            return given, answer, True
        below = lowest
    page, answer = ask(above, below)
    return given, answer, not page


def middle(above: str | None, below: str) -> str:
    """Return the id in the middle of two, which is the middle of their times."""
    return str((int(above or 0) + int(below)) // 2)


def newest_of(given: Sequence[Any]) -> str | None:
    """Return how far a reading came, by ids where they are numbers, else by time."""
    marks = marks_in(given)
    return marks[-1] if marks else newest_by_time(given, clock.now())
