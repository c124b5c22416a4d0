"""Say how a source is, why, and what to do, in words for the people who look after it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.listening.sources.protocol import FailureKind
from app.listening.spending import budget
from app.listening.spending.budget import Allowance

INTERVALS_UNTIL_ALARM = 3


class State(StrEnum):
    """How reading a source goes."""

    READING = "reading"
    BEGINNING = "beginning"
    BEHIND = "behind"
    WAITING = "waiting"
    OVERDUE = "overdue"
    OUT_OF_MONEY = "out_of_money"
    PAUSED = "paused"
    NOT_SET_UP = "not_set_up"
    NOTHING_TO_READ = "nothing_to_read"


STATE_WORDS = {
    State.READING: "Reading well",
    State.BEGINNING: "Not read yet",
    State.BEHIND: "Behind",
    State.WAITING: "Waiting after trouble",
    State.OVERDUE: "Overdue",
    State.OUT_OF_MONEY: "Out of money",
    State.PAUSED: "Paused",
    State.NOT_SET_UP: "Not set up",
    State.NOTHING_TO_READ: "Nothing to read",
}
AT_REST = frozenset({State.NOT_SET_UP, State.NOTHING_TO_READ})


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source: its settings, what active watches ask of it, and how it answered.

    `asked_since` is when the oldest of its watches was made, `late_since` the oldest moment at which a search was due
    or began to be drained; `interval` is that of its quickest watch.
    """

    now: datetime
    network: str
    missing: str = ""
    searches: int = 0
    refused: int = 0
    refusal: str = ""
    interval: timedelta = timedelta(0)
    asked_since: datetime | None = None
    late_since: datetime | None = None
    failures: int = 0
    failure_kind: FailureKind | None = None
    failure: str = ""
    is_paused: bool = False
    retry_at: datetime | None = None
    last_success_at: datetime | None = None
    allowance: Allowance | None = None
    cheapest_page: int = 0
    doubted: int = 0

    @property
    def is_waiting(self) -> bool:
        """Tell whether the source is left alone for a while."""
        return self.retry_at is not None and self.retry_at > self.now

    @property
    def has_no_success(self) -> bool:
        """Tell whether three readings should have succeeded since the last one that did."""
        since = self.last_success_at or self.asked_since
        return since is not None and self.now - since >= INTERVALS_UNTIL_ALARM * self.interval


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a source, its reason and what to do, a sentence each; an alarm means that a person is needed."""

    state: State
    reason: str
    to_do: str
    is_alarm: bool = False
    may_resume: bool = False

    @property
    def words(self) -> str:
        """Name the state as people do."""
        return STATE_WORDS[self.state]


Found = tuple[State, str, str] | None


def judge(facts: Facts) -> Verdict:
    """Return the first state that holds; what keeps a source from being read comes before how reading goes."""
    state, reason, to_do = next(filter(None, (check(facts) for check in CHECKS)))
    is_alarm = state not in AT_REST and (state is State.PAUSED or facts.has_no_success)
    may_resume = bool(facts.is_paused or facts.is_waiting or facts.failures or facts.refused)
    return Verdict(
        state, f"{reason} {doubt_words(facts)}".strip(), to_do, is_alarm, may_resume and state is not State.NOT_SET_UP
    )


def doubt_words(facts: Facts) -> str:
    """Say that a source told of too many posts at once that they are gone."""
    if not facts.doubted:
        return ""
    posts = count(facts.doubted, "post", "posts")
    return f"It said of {posts} at once that they are gone; it is asked once more, within a day, before they are wiped."


def paused(facts: Facts) -> Found:
    """Say that the network refuses who we are; only a person can help."""
    if not facts.is_paused or not facts.searches:
        return None
    reason = f"The password or token is refused. {sentence(facts.failure)}".strip()
    names = facts.missing or f"the AWARDS_{facts.network.upper()}_ settings"
    to_do = f"Put a valid password or token into {names}, restart the site and its worker, then read again."
    return (State.PAUSED, reason, to_do)


def not_set_up(facts: Facts) -> Found:
    """Say which settings are empty, unless another process has them and reads."""
    is_read_elsewhere = facts.last_success_at is not None and not facts.has_no_success
    if not facts.missing or is_read_elsewhere:
        return None
    to_do = "Fill that in and restart the site and its worker; the other sources go on without it."
    return State.NOT_SET_UP, f"{empty_words(facts.missing)}.", to_do


def nothing_to_read(facts: Facts) -> Found:
    """Say that no watch asks here."""
    if facts.searches:
        return None
    return State.NOTHING_TO_READ, "No active watch asks here.", "To read this source, add it to a watch."


def out_of_credit(facts: Facts) -> Found:
    """Say that the network wants to be paid."""
    if facts.failure_kind is not FailureKind.BILLING:
        return None
    again = f" It is tried again at {at(facts.retry_at, facts.now)}." if facts.retry_at and facts.is_waiting else ""
    reason = f"The network gives no more for the money paid. {sentence(facts.failure)}{again}"
    return State.OUT_OF_MONEY, reason, "Pay for more credit or raise the limit at the network, then read again."


def out_of_budget(facts: Facts) -> Found:
    """Say that what we allow ourselves to spend is spent."""
    allowance = facts.allowance
    if allowance is None or allowance.left >= facts.cheapest_page:
        return None
    reason = sentence(budget.exhausted_sentence(allowance))
    name = f"AWARDS_{facts.network.upper()}_MONTHLY_BUDGET"
    if allowance.month_cap - allowance.month_spent < facts.cheapest_page:
        return State.OUT_OF_MONEY, reason, f"Raise {name}, or wait for the first day of next month."
    return State.OUT_OF_MONEY, reason, f"Wait until midnight UTC, or raise {name}."


def overdue(facts: Facts) -> Found:
    """Say that nothing has succeeded for three intervals, and what most likely stands in the way."""
    if not facts.has_no_success:
        return None
    since = f"since {at(facts.last_success_at, facts.now)}" if facts.last_success_at else "so far"
    reason = f"No reading has succeeded {since}; one is due every {duration(facts.interval)}."
    if facts.failures:
        return State.OVERDUE, f"{reason} {sentence(facts.failure)}", "See to that reason, then read again."
    if facts.refused == facts.searches:
        said = f"{reason} Every search is refused. {sentence(facts.refusal)}".strip()
        return State.OVERDUE, said, "Change what its watches ask for, then read again."
    if facts.failure:
        return State.OVERDUE, f"{reason} {sentence(facts.failure)}", "See to that reason; it is tried again by itself."
    return State.OVERDUE, reason, "See whether the worker runs, or run “awards listen once” by hand to see more."


def waiting(facts: Facts) -> Found:
    """Say that a failure is being waited out."""
    if not facts.failures:
        return None
    until = f"until {at(facts.retry_at, facts.now)}" if facts.retry_at and facts.is_waiting else "for the next pass"
    return State.WAITING, f"It waits {until}. {sentence(facts.failure)}", "Nothing yet: it is tried again by itself."


def behind(facts: Facts) -> Found:
    """Say that searches wait longer than they should."""
    if facts.late_since is None or facts.now - facts.late_since < facts.interval:
        return None
    reason = f"A search has been waiting since {at(facts.late_since, facts.now)}."
    return State.BEHIND, reason, "Nothing yet: the next passes catch up; if it stays so, ask for less or less often."


def beginning(facts: Facts) -> Found:
    """Say that the first reading is still to come."""
    if facts.last_success_at is not None:
        return None
    return State.BEGINNING, "The first reading is still to come.", "Nothing yet: the worker reads it within a minute."


def reading_well(facts: Facts) -> Found:
    """Say that all is well, as far as searches are accepted."""
    if facts.refused:
        reason = f"It is read as it should be, but it refuses {count(facts.refused, 'search', 'searches')}."
        return State.READING, reason, "Change the words of the watches that have a refused search."
    return State.READING, "It is read as it should be.", "Nothing."


CHECKS: tuple[Callable[[Facts], Found], ...] = (
    paused,
    not_set_up,
    nothing_to_read,
    out_of_credit,
    out_of_budget,
    overdue,
    waiting,
    behind,
    beginning,
    reading_well,
)


def empty_words(names: str) -> str:
    """Say that settings are empty."""
    return f"{names} {'are' if ',' in names else 'is'} empty"


def at(moment: datetime | None, now: datetime) -> str:
    """Write an instant as 14:05 UTC, with its day unless that is today."""
    if moment is None:
        return "an unknown time"
    day = "" if moment.date() == now.date() else f"{moment.day} {moment:%B}, "
    return f"{day}{moment:%H:%M} UTC"


def duration(length: timedelta) -> str:
    """Write a length of time in its largest whole unit, such as 15 minutes."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} hours" if minutes >= 2 * 60 else count(minutes, "minute", "minutes")


def count(number: int, one: str, many: str) -> str:
    """Write a number of things."""
    return f"{number:,} {one if number == 1 else many}"


def sentence(words: str) -> str:
    """Write words as a sentence of their own."""
    told = words.strip().rstrip(".")
    return f"{told[:1].upper()}{told[1:]}." if told else ""
