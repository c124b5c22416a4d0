"""What lies on a judge's desk: their work in a season, line by line, and one entry with all that belongs to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from app.judging.models import Assignment, Block, Criterion, Scorecard
from app.judging.rules import MINUTES_AN_ENTRY, WAITING, AssignmentState, ScorecardState
from app.judging.sheet import Sheet
from app.judging.wording import STATES
from app.nominations import queries as nominations
from app.nominations.models import Entry
from app.programme.models import Season
from app.programme.rules import Phase
from app.web.pages import moment


@dataclass(frozen=True)
class OwnEntry:
    """One line of a judge's work list."""

    assignment: Assignment
    answered: int
    criteria: int

    @property
    def entry(self) -> Entry:
        """Return the entry to score."""
        return self.assignment.entry

    @property
    def state_in_words(self) -> str:
        """Say where the judge stands."""
        return STATES[self.assignment.state]

    @property
    def is_waiting(self) -> bool:
        """Tell whether it still needs the judge."""
        return self.assignment.state in WAITING


@dataclass(frozen=True)
class OwnWork:
    """Everything a judge has in one season."""

    season: Season
    entries: list[OwnEntry]
    phase: Phase

    @property
    def is_open(self) -> bool:
        """Tell whether entries can be scored now."""
        return self.phase is Phase.JUDGING

    @property
    def rank(self) -> int:
        """Order what can be scored now before what comes, and that before what is over."""
        return 0 if self.is_open else 2 if self.is_readable else 1

    @property
    def asked_at(self) -> datetime:
        """Return when the judge was last asked for something that waits here."""
        rows = [entry.assignment for entry in self.waiting]
        return max(row.changed_at if row.state is AssignmentState.ASKED else row.assigned_at for row in rows)

    @property
    def is_announced(self) -> bool:
        """Tell whether everybody knows the winners."""
        return self.phase is Phase.PUBLISHED

    @property
    def is_readable(self) -> bool:
        """Tell whether entries can be opened: from the opening of judging on."""
        return self.phase not in {Phase.PREPARING, Phase.NOMINATING}

    @property
    def waiting(self) -> list[OwnEntry]:
        """Return the entries that still need the judge."""
        return [entry for entry in self.entries if entry.is_waiting]

    @property
    def done(self) -> int:
        """Count the entries that are submitted."""
        return len(self.entries) - len(self.waiting)

    @property
    def minutes_left(self) -> int:
        """Estimate the minutes that are left, at ten an entry, less for what is begun."""
        left = sum(1 - entry.answered / entry.criteria for entry in self.waiting)
        return round(left * MINUTES_AN_ENTRY)

    @property
    def left_in_words(self) -> str:
        """Say how much of the work is left, in entries and minutes."""
        count = len(self.waiting)
        if not count:
            return "All submitted"
        return f"{count} {'entry' if count == 1 else 'entries'} left, about {max(self.minutes_left, 1)} min"

    @property
    def is_new(self) -> bool:
        """Tell whether some entries were not acknowledged yet."""
        return any(entry.assignment.state is AssignmentState.ASKED for entry in self.entries)

    @property
    def last_moment(self) -> datetime:
        """Return the last moment of judging, as pages say it."""
        return last_moment_of(self.season)


@dataclass(frozen=True)
class Desk:
    """One entry on a judge's desk: what to read, where they stand, and their scorecard."""

    assignment: Assignment
    stories: list[tuple[str, nominations.Story]]
    card: Scorecard | None
    sheet: Sheet
    work: OwnWork
    evidence: dict[int, nominations.Evidence]
    is_writable: bool

    @property
    def version(self) -> int:
        """Return the version the form is opened on."""
        return self.card.version if self.card else 0

    @property
    def position(self) -> int:
        """Return the place of this entry among the judge's own, from one."""
        own = [row.assignment.id for row in self.work.entries]
        return own.index(self.assignment.id) + 1

    @property
    def before(self) -> Entry | None:
        """Return the entry before this one on the judge's list."""
        return self.work.entries[self.position - 2].entry if self.position > 1 else None

    @property
    def after(self) -> Entry | None:
        """Return the entry after this one on the judge's list."""
        return self.work.entries[self.position].entry if self.position < len(self.work.entries) else None

    @property
    def next(self) -> Entry | None:
        """Return the next entry that waits, after this one and around the end."""
        rows = self.work.entries[self.position :] + self.work.entries[: self.position - 1]
        return next((row.entry for row in rows if row.is_waiting), None)

    @property
    def state(self) -> ScorecardState:
        """Return the state of the scorecard, a draft before it is begun."""
        return self.card.state if self.card else ScorecardState.DRAFT

    @property
    def is_locked(self) -> bool:
        """Tell whether the scorecard is shown for reading only."""
        return not self.is_writable or self.state is not ScorecardState.DRAFT

    @property
    def is_submitted(self) -> bool:
        """Tell whether the judge has handed it in."""
        return self.assignment.state is AssignmentState.SUBMITTED

    @property
    def blocks(self) -> list[tuple[Block, list[Criterion]]]:
        """Return the criteria in the order of their blocks."""
        return [(block, list(group)) for block, group in groupby(self.assignment.rubric.criteria, lambda c: c.block)]

    @property
    def saved_in_words(self) -> str:
        """Say when the draft was last kept."""
        if self.card is None:
            return "Nothing saved yet"
        done = "Saved" if self.state is ScorecardState.DRAFT or not self.is_submitted else "Submitted"
        return f"{done} {moment(self.card.saved_at, self.work.season.zone)}"

    @property
    def words(self) -> int:
        """Count the words of all stories together."""
        return sum(len(story.text.split()) for _, story in self.stories)

    @property
    def told_in_words(self) -> str:
        """Say how many stories there are, and how many of them employees told."""
        staff = sum(story.is_from_staff for _, story in self.stories)
        count = len(self.stories)
        told = "1 story" if count == 1 else f"{count} stories"
        if not staff:
            return told
        return f"{told}, {'1 of them from an employee' if staff == 1 else f'{staff} of them from employees'}"


def last_moment_of(season: Season) -> datetime:
    """Return the last moment of judging, as pages say it: an end of day belongs to that day."""
    return season.judging_closes_at - timedelta(microseconds=1)
