"""Tell how far a page of posts reaches, and read on below it.

Servers of Mastodon give a search from the newest post down, with `min_id` as a mere limit. A page may be short because
posts were filtered out of it, so only an empty one is the end. Other software has ids that are no numbers: there the
times of posts tell how far a page reaches, and since posts from afar come with times of their own, only a page on which
all are old enough is the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import clock
from app.listening.cursor.marks import MASTODON, is_newer
from app.listening.sources.bounded import Answered
from app.listening.sources.mastodon.posts import has_other_ids, ids_in, marks_in, moments_in

PAGES_DOWN = 10
OTHER_ID_LONGEST = 100

Ask = Callable[[str | None], tuple[list[Any], Answered]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was read down from the newest post, and whether that was all there is above an edge."""

    given: list[Any]
    answer: Answered
    is_whole: bool


def edges_of(given: Sequence[Any]) -> tuple[str | None, str | None]:
    """Return the newest and the oldest mark of a page, by its ids where they are numbers, else by its times."""
    marks = [] if has_other_ids(given) else marks_in(given)
    marks = marks or [MASTODON.mark_at(moment) for moment in moments_in(given, clock.now())]
    return (marks[-1], marks[0]) if marks else (None, None)


def next_below(given: Sequence[Any], above: str | None) -> str | None:
    """Return the id below which the next page lies; None where nothing can lie there any more."""
    if not has_other_ids(given):
        return next(iter(marks_in(given)), None)
    newest, _ = edges_of(given)
    is_old = newest is not None and not is_newer(newest, above)
    return None if is_old else next(filter(is_usable, reversed(ids_in(given))), None)


def is_usable(given: str) -> bool:
    """Tell whether an id can be asked with."""
    return given.isascii() and given.isprintable() and len(given) <= OTHER_ID_LONGEST


def read_down_to(ask: Ask, above: str | None) -> Found:
    """Read some pages down from the newest post, until one lies below an edge."""
    given, below = [], None
    for _ in range(PAGES_DOWN):
        page, answer = ask(below)
        given += page
        further = next_below(page, above)
        if further is None or further == below:
            return Found(given, answer, is_whole=further is None)
        below = further
    return Found(given, answer, is_whole=False)
