"""What organisers see of ties: judge by judge what was declared, noted and confirmed, and which entries it bars."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.errors import Missing
from app.extensions import db
from app.judging import visibility
from app.judging.interests.bars import Bar, Pair, list_bars_in
from app.judging.interests.declared import Shown, show
from app.judging.interests.detecting import Detected, list_detected
from app.judging.interests.matching import list_interests, list_met, list_reaches
from app.judging.interests.reaching import Reaches
from app.judging.interests.rules import Sign, Verdict
from app.judging.interests.wording import LEFT, SIGNS
from app.judging.models import Assignment, Declaration, Replacement, Tie
from app.judging.queries.panels import list_judges
from app.judging.rules import FIRST_ROUND, AssignmentState
from app.nominations.models import Entry
from app.programme.models import Season


@dataclass(frozen=True)
class Row:
    """One tie of a judge: what it is, who said so and when, and what it bars in the season."""

    judge: User
    what: str
    title: str
    how: str
    at: datetime
    bars: list[str]
    shown: Shown | None = None
    tie: Tie | None = None

    @property
    def is_noted(self) -> bool:
        """Tell whether an organiser noted it."""
        return self.shown is not None and not self.shown.interest.is_own


@dataclass(frozen=True)
class Oversight:
    """All ties of the judges of a season."""

    season: Season
    judges: list[User]
    declarations: dict[int, Declaration]
    rows: list[Row]
    detected: list[Detected]
    set_aside: list[Tie]
    uncounted: list[tuple[Assignment, str]]
    replacements: list[Replacement]
    shows_readers: bool

    def rows_of(self, judge: User) -> list[Row]:
        """Return the ties of one judge."""
        return [row for row in self.rows if row.judge.id == judge.id]

    def detected_of(self, judge: User) -> list[Detected]:
        """Return the undecided found ties of one judge."""
        return [each for each in self.detected if each.judge.id == judge.id]

    def is_found(self, judge: User, sign: Sign, subject: str) -> bool:
        """Tell whether this very tie was found and waits for a decision."""
        return any((each.sign, each.subject) == (sign, subject) for each in self.detected_of(judge))

    @property
    def silent(self) -> list[User]:
        """Return the judges who have not answered for this season."""
        return [judge for judge in self.judges if judge.id not in self.declarations]


def oversee(season: Season) -> Oversight:
    """Return what is known of every judge's ties, for one season."""
    bars = list_bars_in(season)
    judges = list_judges()
    ties = list(db.session.scalars(_ties()))
    told = db.session.scalars(select(Declaration).filter_by(season_id=season.id))
    return Oversight(
        season=season,
        judges=judges,
        declarations={row.judge_id: row for row in told},
        rows=list(_rows(season, ties)),
        detected=list_detected(season, judges, bars),
        set_aside=[tie for tie in ties if tie.verdict is Verdict.SET_ASIDE],
        uncounted=list_uncounted(season, bars),
        replacements=list_replacements(season),
        shows_readers=visibility.names_readers(season, clock.now()),
    )


def _ties() -> Any:
    return (
        select(Tie)
        .where(Tie.undone_at.is_(None))
        .options(joinedload(Tie.judge), joinedload(Tie.company), joinedload(Tie.entry).joinedload(Entry.company))
        .order_by(Tie.id)
    )


def _rows(season: Season, ties: Sequence[Tie]) -> Iterator[Row]:
    barring = _titles_by_tie(season)
    for shown in show(list_interests()):
        each = shown.interest
        yield Row(
            judge=each.judge,
            what=f"{shown.kind}, {shown.years}" if shown.years else shown.kind,
            title=each.words,
            how="Declared" if each.is_own else f"Noted by {each.declared_by.name or each.declared_by.email}",
            at=each.declared_at,
            bars=barring[f"interest:{each.public_id}"],
            shown=shown,
        )
    for tie in ties:
        if tie.verdict is Verdict.CONFIRMED:
            yield Row(
                judge=tie.judge,
                what=SIGNS[tie.sign],
                title=title_of(tie),
                how=f"Confirmed by {tie.decided_by.name or tie.decided_by.email}",
                at=tie.decided_at,
                bars=barring[f"tie:{tie.public_id}"],
                tie=tie,
            )


def title_of(tie: Tie) -> str:
    """Name what a found tie is to."""
    return tie.company.canonical.name if tie.company else tie.entry.title if tie.entry else ""


def _titles_by_tie(season: Season) -> dict[str, list[str]]:
    """Name the entries that each tie bars in a season."""
    found: dict[str, list[str]] = defaultdict(list)
    reaches = list_reaches()
    if not reaches:
        return found
    known, met = Reaches(reaches), list_met(Entry.season_id == season.id, reaches)
    refs: dict[int, set[str]] = defaultdict(set)
    for each in met:
        refs[each.entry_id].update(reach.ref for reach in known.to(each))
    for entry_id, title in _titles({entry_id for entry_id, some in refs.items() if some}).items():
        for ref in refs[entry_id]:
            found[ref].append(title)
    return found


def _titles(numbers: set[int]) -> dict[int, str]:
    query = select(Entry).where(Entry.id.in_(numbers)).options(joinedload(Entry.company), joinedload(Entry.category))
    entries = sorted(db.session.scalars(query), key=lambda row: (row.title.casefold(), row.id))
    return {row.id: f"{row.title} ({row.category.name})" for row in entries}


def list_uncounted(season: Season, bars: dict[Pair, Bar]) -> list[tuple[Assignment, str]]:
    """List the submitted scorecards that do not count because something keeps their judge from the entry."""
    query = (
        select(Assignment)
        .join(Assignment.entry)
        .where(Entry.season_id == season.id, Assignment.round == FIRST_ROUND)
        .where(Assignment.state == AssignmentState.SUBMITTED)
        .options(joinedload(Assignment.entry).joinedload(Entry.company))
        .order_by(Assignment.id)
    )
    if not bars:
        return []
    return [
        (row, bar.words)
        for row in db.session.scalars(query)
        if (bar := bars.get((row.judge_id, row.entry.standing_id))) is not None
    ]


def list_replacements(season: Season) -> list[Replacement]:
    """List who left an entry of a season and who took over, the newest first."""
    query = (
        select(Replacement)
        .join(Replacement.assignment)
        .join(Assignment.entry)
        .where(Entry.season_id == season.id)
        .options(joinedload(Replacement.assignment).joinedload(Assignment.entry).joinedload(Entry.company))
        .options(joinedload(Replacement.successor))
        .order_by(Replacement.left_at.desc(), Replacement.id.desc())
    )
    return list(db.session.scalars(query))


def in_words(row: Replacement) -> str:
    """Say how somebody left and who took over."""
    successor = row.successor
    taken = f"{successor.name or successor.email} takes over" if successor else "nobody of the panel can take over"
    return f"{LEFT[row.leaving]}; {taken}"


def get_tie(public_id: str) -> Tie:
    """Return a decision on a found tie."""
    row = db.session.scalar(select(Tie).filter_by(public_id=public_id))
    if row is None:
        raise Missing
    return row
