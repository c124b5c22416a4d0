"""What is shown of a source: its figures, a small picture of two weeks, and what it may cost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from app.listening.health import Verdict
from app.listening.spending.budget import Allowance

DAYS = 14
STEP, BAR, HEIGHT = 20, 14, 48
LEAST = 2
CHEAPEST_PAGE: Mapping[str, int] = {"x": 50_000}


@dataclass(frozen=True, slots=True)
class Tally:
    """What reading came to; `known` are repeats, `passed_over` posts that no watch wanted."""

    pages: int = 0
    new: int = 0
    known: int = 0
    edited: int = 0
    passed_over: int = 0
    set_aside: int = 0
    failures: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add two counts up."""
        return Tally(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(Tally)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One day of the picture: its figures, and where its bar stands."""

    read_on: date
    tally: Tally
    x: int
    y: int
    height: int
    width: int = BAR


@dataclass(frozen=True, slots=True)
class Asking:
    """A watch that asks a source."""

    public_id: str
    name: str
    refusal: str | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """How a source answered of late, as its row says."""

    failures: int = 0
    last_success_at: datetime | None = None
    newest_posted_at: datetime | None = None
    rate_limit: int | None = None
    rate_remaining: int | None = None
    rate_resets_at: datetime | None = None
    checked_at: datetime | None = None
    check_failed_at: datetime | None = None
    check_failure: str | None = None


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """Everything there is to know of one source."""

    network: str
    name: str
    verdict: Verdict
    answer: Answer
    today: Tally
    month: Tally
    bars: Sequence[Bar]
    watches: Sequence[Asking]
    searches: int
    refused: int
    open_gaps: int
    next_run_at: datetime | None
    is_due: bool
    allowance: Allowance | None

    @property
    def lag(self) -> timedelta | None:
        """Return how old the newest post was when the source was last read."""
        newest, read = self.answer.newest_posted_at, self.answer.last_success_at
        return max(read - newest, timedelta(0)) if newest and read else None

    @property
    def has_history(self) -> bool:
        """Tell whether it was ever read or tried."""
        was_read = self.answer.last_success_at is not None or self.open_gaps > 0
        return was_read or any(bar.tally != Tally() for bar in self.bars)

    @property
    def most(self) -> int:
        """Return the most new posts of a day."""
        return max((bar.tally.new for bar in self.bars), default=0)

    @property
    def had_failures(self) -> bool:
        """Tell whether reading failed on one of the days that are drawn."""
        return any(bar.tally.failures for bar in self.bars)


def bars_of(days: Mapping[date, Tally], *, today: date) -> tuple[Bar, ...]:
    """Draw the last two weeks: a bar a day, as high as its new posts."""
    shown = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    most = max((days[day].new for day in shown if day in days), default=0)
    return tuple(draw(days, shown, most))


def draw(days: Mapping[date, Tally], shown: Iterable[date], most: int) -> Iterator[Bar]:
    """Place each day's bar; a day that was read stands out a little even without a new post."""
    for number, day in enumerate(shown):
        tally = days.get(day, Tally())
        height = max(LEAST, round(HEIGHT * tally.new / most)) if most and tally.new else LEAST if tally.pages else 0
        yield Bar(day, tally, number * STEP + (STEP - BAR) // 2, HEIGHT - height, height)


def sum_of(days: Mapping[date, Tally], *, since: date) -> Tally:
    """Add up the days from one on."""
    return sum((tally for day, tally in days.items() if day >= since), Tally())
