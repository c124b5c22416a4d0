"""Who may see which marks: the one place that reads scorecards and results.

While judging is open a mark is seen by its judge alone. Afterwards organisers without an assignment in the
category see its marks by judge number. Everyone else waits for publication, and then sees the published result.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.accounts.models import User
from app.accounts.rules import Role
from app.errors import Forbidden, Missing
from app.extensions import db
from app.judging.interests import bars
from app.judging.models import Assignment, Criterion, Mark, Pin, Reopening, Result, Scorecard, ScorecardVersion
from app.judging.rules import AssignmentState
from app.judging.sheet import Remarks, Sheet
from app.nominations.joining import tells_scored
from app.nominations.models import Entry
from app.programme.models import Category, Season
from app.programme.rules import SCORECARD_GRACE
from app.web.links import keyed_hash


class Sight(StrEnum):
    """How far a person sees into a category's marks."""

    OWN = "own"
    NUMBERED = "numbered"


@dataclass(frozen=True)
class NumberedCard:
    """A submitted scorecard by judge number, never by name."""

    judge: int
    entry_id: int
    levels: dict[str, int | None]
    remarks: dict[str, Remarks]
    total: str
    pins: dict[str, list[dict[str, Any]]]
    reopenings: list[Reopening]


def sight_of(viewer: User, category: Category, now: datetime) -> Sight:
    """Say how far a person sees: their own scorecards, or everybody's by number once judging is over."""
    if not viewer.has_role(Role.ORGANISER) or not is_over(category, now):
        return Sight.OWN
    return Sight.OWN if has_part_in(viewer, category) else Sight.NUMBERED


def require_numbered(viewer: User, category: Category, now: datetime) -> None:
    """Refuse whoever may not see the marks of a category by number."""
    if sight_of(viewer, category, now) is Sight.NUMBERED:
        return
    if has_part_in(viewer, category):
        raise Forbidden(f"You judge in {category.name} or are tied to an entry of it, so others decide it.")
    raise Forbidden(f"Marks in {category.name} are sealed until judging closes.")


def is_over(category: Category, now: datetime) -> bool:
    """Tell whether judging of a category is over: its season's close and its grace have passed, or it was sealed."""
    return category.sealed_at is not None or now >= category.season.judging_closes_at + SCORECARD_GRACE


def names_readers(season: Season, now: datetime) -> bool:
    """Tell whether pages may still say who reads what, and how much: until marks are shown by number, and not again.

    Whoever sees an entry's marks by number and the names of its judges could tell whose mark is whose.
    """
    return now < season.judging_closes_at + SCORECARD_GRACE


def require_named_readers(season: Season, now: datetime) -> None:
    """Refuse to say who reads what once judging is over."""
    if not names_readers(season, now):
        raise Forbidden(
            "Judging is over, so who read what is no longer shown: marks are read by judge number, never by name."
        )


def has_part_in(viewer: User, category: Category) -> bool:
    """Tell whether a person was asked to judge here or is tied to an entry; stepping back from one does not undo it."""
    return viewer.id in list_people_of(category)


def list_people_of(category: Category) -> set[int]:
    """List who was asked to judge in a category, the released left out, and who is tied to one of its entries."""
    query = _asked(Assignment.judge_id).where(Entry.category_id == category.id)
    return set(db.session.scalars(query)) | bars.list_conflicted(category)


def list_categories_closed_to(viewer: User, season: Season) -> set[int]:
    """List the categories of a season a person was asked to judge in, or is tied to an entry of, by number."""
    query = _asked(Entry.category_id).where(Entry.season_id == season.id, Assignment.judge_id == viewer.id)
    return set(db.session.scalars(query)) | bars.list_categories_closed_to(viewer, season)


def _asked(column: InstrumentedAttribute[int]) -> Select[int]:
    asked = select(column).join(Entry, Entry.id == Assignment.entry_id).distinct()
    return asked.select_from(Assignment).where(Assignment.state != AssignmentState.RELEASED)


def find_own_card(judge: User, assignment: Assignment, *, to_write: bool = False) -> Scorecard | None:
    """Return a judge's own scorecard; `to_write` holds its row until the transaction ends."""
    if assignment.judge_id != judge.id:
        raise Missing()
    query = select(Scorecard).filter_by(judge_id=judge.id, entry_id=assignment.entry_id, round=assignment.round)
    if to_write:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def read_sheet(card: Scorecard | None, criteria: Sequence[Criterion]) -> Sheet:
    """Read a scorecard that its judge may see as plain values; none is an empty sheet."""
    if card is None:
        return Sheet()
    codes = {criterion.id: criterion.code for criterion in criteria}
    return Sheet(
        levels={codes[mark.criterion_id]: mark.level for mark in card.marks},
        remarks={
            codes[row.criterion_id]: words for row in card.remarks if (words := Remarks(row.comment, row.feedback))
        },
    )


def list_own_pins(judge: User, assignment: Assignment) -> list[Pin]:
    """List what a judge pinned to the criteria of one entry, oldest first."""
    if assignment.judge_id != judge.id:
        raise Missing()
    query = select(Pin).filter_by(judge_id=judge.id, entry_id=assignment.entry_id, round=assignment.round)
    return list(db.session.scalars(query.order_by(Pin.id)))


def list_own_reopenings(judge: User, assignment: Assignment) -> list[Reopening]:
    """List when and why a judge took their own scorecard back, oldest first."""
    card = find_own_card(judge, assignment)
    if card is None:
        return []
    return list(db.session.scalars(select(Reopening).filter_by(scorecard_id=card.id).order_by(Reopening.id)))


def count_own_answers(judge: User) -> dict[tuple[int, int], int]:
    """Count a judge's own answers by entry and round."""
    query = (
        select(Scorecard.entry_id, Scorecard.round, func.count(Mark.id))
        .join(Mark, Mark.scorecard_id == Scorecard.id)
        .where(Scorecard.judge_id == judge.id)
        .group_by(Scorecard.entry_id, Scorecard.round)
    )
    return {(entry_id, round_): answers for entry_id, round_, answers in db.session.execute(query)}


@tells_scored
def list_scored(entry_ids: Collection[int]) -> set[int]:
    """List those of the entries that have a scorecard, which says nothing of any mark."""
    return set(db.session.scalars(select(Scorecard.entry_id).where(Scorecard.entry_id.in_(entry_ids)).distinct()))


def find_last_version(card: Scorecard) -> ScorecardVersion | None:
    """Return what was last submitted of a scorecard that its judge holds."""
    query = select(ScorecardVersion).filter_by(scorecard_id=card.id).order_by(ScorecardVersion.number.desc())
    return db.session.scalar(query.limit(1))


def list_numbered_cards(viewer: User, category: Category, now: datetime) -> list[NumberedCard]:
    """List a category's submitted scorecards by numbers drawn anew for each entry, for whoever may see them.

    Who decides may know which entries a judge was asked for; a number kept from entry to entry would name its judge.
    """
    require_numbered(viewer, category, now)
    rows = _submitted(category)
    judges_of: dict[int, set[str]] = defaultdict(set)
    for _, entry_id, judge in rows:
        judges_of[entry_id].add(judge)
    numbers = {entry: draw_numbers(category, judges, of=entry) for entry, judges in judges_of.items()}
    return _numbered([(numbers[entry][judge], entry, version) for version, entry, judge in rows])


def list_cards_to_compute(category: Category) -> list[NumberedCard]:
    """List what a result is computed from, by numbers drawn for the category; refused before it is sealed."""
    rows = _submitted(category)
    numbers = draw_numbers(category, {judge for _, _, judge in rows})
    return _numbered([(numbers[judge], entry, version) for version, entry, judge in rows])


def _numbered(rows: list[tuple[int, int, ScorecardVersion]]) -> list[NumberedCard]:
    reopenings = _reopenings({version.scorecard_id for _, _, version in rows})
    return [
        NumberedCard(
            judge=number,
            entry_id=entry_id,
            levels=dict(version.levels),
            remarks={code: Remarks(**words) for code, words in version.remarks.items()},
            total=version.weighted_total,
            pins=version.pins,
            reopenings=reopenings[version.scorecard_id],
        )
        for number, entry_id, version in sorted(rows, key=lambda row: (row[1], row[0]))
    ]


def _reopenings(scorecard_ids: Collection[int]) -> dict[int, list[Reopening]]:
    found: dict[int, list[Reopening]] = defaultdict(list)
    query = select(Reopening).where(Reopening.scorecard_id.in_(scorecard_ids)).order_by(Reopening.id)
    for row in db.session.scalars(query):
        found[row.scorecard_id].append(row)
    return found


def _submitted(category: Category) -> list[tuple[ScorecardVersion, int, str]]:
    """Read the last submitted version of each scorecard whose judge stayed and may judge, with entry and judge."""
    if category.sealed_at is None:
        raise Forbidden(f"{category.name} is not sealed yet.")
    newer = aliased(ScorecardVersion)
    last = select(func.max(newer.number)).where(newer.scorecard_id == Scorecard.id).scalar_subquery()
    query = (
        select(ScorecardVersion, Scorecard.entry_id, User.public_id, User.id)
        .join(Scorecard, Scorecard.id == ScorecardVersion.scorecard_id)
        .join(User, User.id == Scorecard.judge_id)
        .join(Entry, Entry.id == Scorecard.entry_id)
        .join(
            Assignment,
            and_(
                Assignment.judge_id == Scorecard.judge_id,
                Assignment.entry_id == Scorecard.entry_id,
                Assignment.round == Scorecard.round,
            ),
        )
        .where(
            Entry.category_id == category.id,
            Assignment.state == AssignmentState.SUBMITTED,
            ScorecardVersion.number == last,
        )
    )
    barred = bars.list_bars(category)
    return [
        (version, entry_id, judge)
        for version, entry_id, judge, number in db.session.execute(query)
        if (number, entry_id) not in barred
    ]


def draw_numbers(category: Category, judges: set[str], *, of: int | str | None = None) -> dict[str, int]:
    """Number judges in an order that only the lasting key gives, so no key need be kept; `of` an entry or tie-break."""
    within = category.id if of is None else f"{category.id}|{of}"
    drawn = sorted(judges, key=lambda judge: keyed_hash("judge number", f"{within}|{judge}"))
    return {judge: number for number, judge in enumerate(drawn, 1)}


def find_result(viewer: User, category: Category, now: datetime) -> Result | None:
    """Return the newest result of a category, for whoever may see it before publication."""
    require_numbered(viewer, category, now)
    return find_newest_result(category)


def find_same_result(category: Category, sha256: str) -> Result | None:
    """Return the result of a category with this very content, so that computing again adds nothing."""
    return db.session.scalar(select(Result).filter_by(category_id=category.id, sha256=sha256))


def find_newest_result(category: Category) -> Result | None:
    """Return the newest result, for deciding and publishing; what of it is shown is decided by the others."""
    query = select(Result).filter_by(category_id=category.id).order_by(Result.computed_at.desc(), Result.id.desc())
    return db.session.scalar(query.limit(1))
