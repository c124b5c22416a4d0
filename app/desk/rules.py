"""The checklist: from plain facts about a season to its steps, in the order they are done."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.programme.rules import Phase


class Progress(StrEnum):
    """Where a step stands; `now` marks what waits for somebody."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Facts:
    """What the rooms below know about the current season."""

    season_slug: str = ""
    phase: Phase | None = None
    categories: int = 0
    has_identity: bool = False
    curators: int = 0
    judges: int = 0
    invited_judges: int = 0
    nominations_waiting: int = 0
    entries: int = 0
    entries_without_judges: int = 0
    assignments: int = 0
    submitted: int = 0
    categories_undecided: int = 0
    is_curator: bool = False


@dataclass(frozen=True)
class Step:
    """One line of the checklist."""

    title: str
    progress: Progress
    sentence: str
    href: str
    action: str


def steps_of(facts: Facts) -> list[Step]:
    """Return the steps from an empty site to the announcement."""
    return [*_preparing(facts), *_gathering(facts), *_judging(facts), _announcing(facts)]


def next_of(steps: list[Step]) -> Step | None:
    """Return the first step that waits for somebody."""
    return next((step for step in steps if step.progress is Progress.NOW), None)


def _preparing(facts: Facts) -> Iterator[Step]:
    season = f"/organise/seasons/{facts.season_slug}" if facts.season_slug else "/organise/seasons/new"
    yield Step(
        "Set the season's days",
        _done(facts.phase is not None),
        "The season has its days." if facts.phase else "There is no season yet.",
        season,
        "Open the season" if facts.phase else "Add a season",
    )
    yield Step(
        "Choose the categories",
        _done(facts.categories > 0, ready=facts.phase is not None),
        f"{_count(facts.categories, 'category', 'categories')} to nominate in.",
        season,
        "See the categories",
    )
    yield Step(
        "Say who runs the awards",
        _done(facts.has_identity),
        "Pages and letters name you." if facts.has_identity else "Pages and letters do not say whom people deal with.",
        "/organise/site",
        "Edit the site",
    )
    yield Step(
        "Invite curators",
        _done(facts.curators > 0),
        f"{_count(facts.curators, 'curator', 'curators')} can answer posts and moderate nominations.",
        "/organise/people/",
        "People",
    )


def _gathering(facts: Facts) -> Iterator[Step]:
    is_over = facts.phase in {Phase.JUDGING, Phase.DECIDING, Phase.PUBLISHED}
    waiting = facts.nominations_waiting
    yield Step(
        "Read the nominations",
        _done(is_over and not waiting and facts.entries > 0, ready=waiting > 0),
        f"{_count(waiting, 'nomination waits', 'nominations wait')} for a curator; "
        f"{_count(facts.entries, 'entry', 'entries')} so far.",
        "/curate/nominations" if facts.is_curator else "/organise/people/",
        "See what waits" if facts.is_curator else "See who curates",
    )


def _judging(facts: Facts) -> Iterator[Step]:
    invited = f", {_count(facts.invited_judges, 'invitation', 'invitations')} open" if facts.invited_judges else ""
    yield Step(
        "Invite judges",
        _done(facts.judges > 0),
        f"{_count(facts.judges, 'judge', 'judges')}{invited}.",
        "/organise/judges",
        "Judges",
    )
    without = facts.entries_without_judges
    yield Step(
        "Give every entry its judges",
        _done(facts.entries > 0 and without == 0, ready=facts.entries > 0 and facts.judges > 0),
        f"{_count(without, 'entry has', 'entries have')} too few judges."
        if facts.entries
        else "There are no entries yet.",
        "/organise/assignments",
        "Assignments",
    )
    open_sheets = facts.assignments - facts.submitted
    yield Step(
        "Follow the judging",
        _done(facts.assignments > 0 and open_sheets == 0, ready=facts.phase is Phase.JUDGING),
        f"{facts.submitted} of {_count(facts.assignments, 'scorecard', 'scorecards')} submitted.",
        "/organise/progress",
        "Progress",
    )


def _announcing(facts: Facts) -> Step:
    return Step(
        "Decide and announce",
        _done(facts.phase is Phase.PUBLISHED, ready=facts.phase is Phase.DECIDING),
        _decisions_in_words(facts),
        "/organise/results",
        "Results",
    )


def _decisions_in_words(facts: Facts) -> str:
    if facts.phase is Phase.PUBLISHED:
        return "The results are published."
    if facts.phase is not Phase.DECIDING:
        return "Decisions begin when judging is over."
    if facts.categories_undecided:
        undecided = _count(facts.categories_undecided, "category waits", "categories wait")
        return f"{undecided} for a decision."
    return "Every category is decided; the announcement is next."


def _done(is_done: bool, *, ready: bool = True) -> Progress:
    if is_done:
        return Progress.DONE
    return Progress.NOW if ready else Progress.LATER


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
