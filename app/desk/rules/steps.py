"""The checklist: from an empty site to published winners, and on to the next season."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.desk.rules.facts import Facts, count
from app.programme.rules import Phase

OVER = frozenset({Phase.DECIDING, Phase.PUBLISHED})


class Progress(StrEnum):
    """Where a step stands: done, waiting for somebody, going on by itself, or not due yet."""

    DONE = "done"
    NOW = "now"
    UNDER_WAY = "under_way"
    LATER = "later"


@dataclass(frozen=True)
class Step:
    """One line of the checklist."""

    title: str
    progress: Progress
    sentence: str
    href: str
    action: str


@dataclass(frozen=True)
class Part:
    """The steps of one stretch of the season."""

    title: str
    steps: tuple[Step, ...]

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left of it."""
        return all(step.progress is Progress.DONE for step in self.steps)


def parts_of(facts: Facts) -> list[Part]:
    """Return the whole season, stretch by stretch."""
    return [
        Part("Before it opens", tuple(_preparing(facts))),
        Part("Nominations", tuple(_gathering(facts))),
        Part("Judging", tuple(_judging(facts))),
        Part("Decisions", tuple(_deciding(facts))),
        Part("Afterwards", tuple(_after(facts))),
    ]


def steps_of(facts: Facts) -> list[Step]:
    """Return every step in the order they are done."""
    return [step for part in parts_of(facts) for step in part.steps]


def next_of(steps: list[Step]) -> Step:
    """Return the first step that waits for somebody, or else what goes on by itself, or else what comes later."""
    for wanted in (Progress.NOW, Progress.UNDER_WAY, Progress.LATER, Progress.DONE):
        found = next((step for step in steps if step.progress is wanted), None)
        if found:
            return found
    raise ValueError("A checklist without steps tells nothing.")


def _preparing(facts: Facts) -> Iterator[Step]:
    season = f"/organise/seasons/{facts.season.slug}" if facts.season else "/organise/seasons/new"
    yield Step(
        "Open a season",
        _done(facts.season is not None),
        f"{facts.season.name} has its days." if facts.season else "There is no season yet.",
        season,
        "See the season" if facts.season else "Begin a season",
    )
    yield Step(
        "Choose the categories",
        _done(facts.categories > 0, is_ready=facts.season is not None),
        f"{count(facts.categories, 'category', 'categories')} to nominate in.",
        season if facts.categories or not facts.season else f"{season}/categories/new",
        "See the categories" if facts.categories else "Add a category",
    )
    yield Step(
        "Say who runs the awards",
        _done(facts.has_identity),
        "Pages and letters name you."
        if facts.has_identity
        else "Pages and letters must say who runs the awards and how to reach them: fill in both.",
        "/organise/site",
        "Edit the site",
    )
    yield _yardstick(facts)
    yield _curators(facts)
    yield _opening(facts)


def _yardstick(facts: Facts) -> Step:
    version = facts.rubric_version
    words = f"Version {version} is published; each category can take its own." if version else "None is published yet."
    return Step("Choose the yardstick", _done(version > 0), words, "/organise/rubric", "See the yardstick")


def _curators(facts: Facts) -> Step:
    invited = _invited(facts.invited_curators)
    return Step(
        "Invite curators",
        _done(facts.curators > 0),
        f"{count(facts.curators, 'curator', 'curators')} can answer posts and moderate nominations{invited}.",
        "/organise/people/",
        "People",
    )


def _opening(facts: Facts) -> Step:
    title, action = "Look at the public pages before they open", "See them as visitors will"
    if facts.season is None:
        return Step(title, Progress.LATER, "They can be seen once there is a season.", "/organise/seasons", "Seasons")
    is_open = facts.phase is not Phase.PREPARING
    words = "Nominations are open." if is_open else "Nothing is public yet; see every page first."
    if is_open and facts.phase is not Phase.NOMINATING:
        words = "Nominations were open."
    href = f"/organise/seasons/{facts.season.slug}/preview/"
    return Step(title, _done(is_open, is_ready=facts.categories > 0), words, href, action)


def _gathering(facts: Facts) -> Iterator[Step]:
    waiting = facts.waiting
    is_over = facts.phase in OVER | {Phase.JUDGING}
    progress = Progress.LATER
    if waiting:
        progress = Progress.NOW
    elif is_over and facts.entries:
        progress = Progress.DONE
    elif facts.phase is Phase.NOMINATING:
        progress = Progress.UNDER_WAY
    told = f"{count(waiting, 'nomination waits', 'nominations wait')} for a curator; " if waiting else ""
    yield Step(
        "Gather and read the nominations",
        progress,
        f"{told}{count(facts.entries, 'entry', 'entries')} so far.",
        "/curate/nominations" if facts.is_curator else "/organise/people/",
        "See what waits" if facts.is_curator else "See who curates",
    )


def _judging(facts: Facts) -> Iterator[Step]:
    yield Step(
        "Invite judges",
        _done(facts.judges > 0, is_ready=facts.season is not None),
        f"{count(facts.judges, 'judge', 'judges')}{_invited(facts.invited_judges)}.",
        "/organise/judges",
        "Judges",
    )
    yield _ruling(facts)
    yield _assigning(facts)
    yield _following(facts)


def _ruling(facts: Facts) -> Step:
    title = "Fix what decides"
    if facts.phase in OVER | {Phase.JUDGING}:
        return Step(
            title, Progress.DONE, "It is fixed since judging opened.", facts.place("results"), "See the results"
        )
    words = "Raw means decide, with the usual lines, unless you choose otherwise before judging opens."
    progress = Progress.UNDER_WAY if facts.categories else Progress.LATER
    return Step(title, progress, words, facts.place("results"), "See each category")


def _assigning(facts: Facts) -> Step:
    title, href = "Give every entry its judges", facts.place("assignments")
    if facts.phase in OVER:
        words = f"{count(facts.short, 'entry was', 'entries were')} judged by too few." if facts.short else "All had."
        return Step(title, Progress.DONE, words, href, "Assignments")
    is_ready = facts.entries > 0 and facts.judges > 0
    words = f"{count(facts.short, 'entry has', 'entries have')} too few judges."
    progress = _done(facts.entries > 0 and facts.short == 0, is_ready=is_ready)
    return Step(title, progress, words if facts.entries else "There are no entries yet.", href, "Assignments")


def _following(facts: Facts) -> Step:
    left = facts.asked - facts.submitted
    is_done = facts.phase in OVER or (facts.phase is Phase.JUDGING and facts.asked > 0 and left == 0)
    progress = Progress.NOW if facts.silent else Progress.UNDER_WAY
    if facts.phase is not Phase.JUDGING:
        progress = Progress.LATER
    silent = f" {count(facts.silent, 'judge is', 'judges are')} silent." if facts.silent and not is_done else ""
    return Step(
        "Follow the judging",
        Progress.DONE if is_done else progress,
        f"{facts.submitted} of {count(facts.asked, 'scorecard', 'scorecards')} submitted.{silent}",
        facts.place("progress"),
        "Progress",
    )


def _deciding(facts: Facts) -> Iterator[Step]:
    """Each of these is done when nothing is left of it and of those before it."""
    before = 0
    for title, left, words, done in (
        ("Compute the results", facts.uncomputed, "no result yet", "Every category is computed."),
        ("Settle what is too close to call", facts.ties, "to be settled by comparison", "Nothing is left to settle."),
        ("Decide each category", facts.undecided, "to be decided", "Every category is decided."),
        ("Sign the decisions", facts.unsigned, "to be signed", "Every decision is signed."),
    ):
        before += left
        yield _decision(facts, title, left, before, f"{count(left, 'category has', 'categories have')} {words}.", done)
    yield _announcing(facts, before)


def _decision(facts: Facts, title: str, left: int, before: int, words: str, done: str) -> Step:
    progress, href = Progress.LATER, facts.place("results")
    if facts.phase is Phase.PUBLISHED:
        progress, words = Progress.DONE, "The results are published."
    elif facts.phase is not Phase.DECIDING:
        words = "Not before judging is over."
    elif left:
        progress = Progress.NOW
    elif before:
        words = "The steps before come first."
    else:
        progress, words = Progress.DONE, done
    return Step(title, progress, words, href, "Results")


def _announcing(facts: Facts, left: int) -> Step:
    title, href = "Announce the winners", facts.place("announcement")
    if facts.phase is Phase.PUBLISHED:
        href = f"/winners/{facts.season.slug}" if facts.season else href
        return Step(title, Progress.DONE, "Everybody can read who won, and why.", href, "See the winners")
    is_ready = facts.phase is Phase.DECIDING and not left
    if is_ready and facts.prepared_at:
        return Step(title, Progress.UNDER_WAY, "It is ready and waits for its hour.", href, "Announcement")
    words = "Everything is signed." if is_ready else "It comes when every category is signed."
    return Step(title, Progress.NOW if is_ready else Progress.LATER, words, href, "Announcement")


def _after(facts: Facts) -> Iterator[Step]:
    is_published = facts.phase is Phase.PUBLISHED
    companies = facts.companies_to_tell
    words = (
        f"{count(companies, 'honoured company', 'honoured companies')} not told yet."
        if companies
        else "All are told who may be written to."
    )
    yield Step(
        "Write to the companies",
        _done(companies == 0, is_ready=True) if is_published else Progress.LATER,
        words if is_published else "Nothing goes to a company before you press Send.",
        facts.place("companies/letters"),
        "See who gets which letter",
    )
    if facts.following:
        href = f"/organise/seasons/{facts.following}/make-current"
        words, action = "It is made; show it when you are ready.", "Show it on the public pages"
    else:
        href, words, action = "/organise/seasons/new", "Take over what was good from this one.", "Begin it"
    yield Step("Begin the next season", Progress.NOW if is_published else Progress.LATER, words, href, action)


def _invited(number: int) -> str:
    return f", {count(number, 'invitation', 'invitations')} open" if number else ""


def _done(is_done: bool, *, is_ready: bool = True) -> Progress:
    if is_done:
        return Progress.DONE
    return Progress.NOW if is_ready else Progress.LATER
