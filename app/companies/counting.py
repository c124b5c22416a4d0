"""What no change to the register may alter: which scorecards count once their marks are read by number."""

from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager

from app.errors import Conflict
from app.extensions import db

TOO_LATE = (
    "This would take a scorecard out of a sealed category, or put one back, and its marks are read by number now: "
    "whoever did it would learn whose it is. Do it once the season's results are published."
)
Teller = Callable[[], Set[object]]
_tellers: list[Teller] = []


def tells_uncounted(teller: Teller) -> Teller:
    """Let judging, on a floor above, say which scorecards of sealed categories do not count."""
    _tellers.append(teller)
    return teller


@contextmanager
def leaves_scorecards_counting() -> Iterator[None]:
    """Refuse a change that alters which sealed scorecards count before their season is published."""
    before = [teller() for teller in _tellers]
    yield
    db.session.flush()
    if [teller() for teller in _tellers] != before:
        raise Conflict(TOO_LATE)
