"""A tie-break: an organiser opens it, judges without a conflict compare two entries at a time, then it is closed."""

import json
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.judging import visibility
from app.judging.assigning.members import count_loads, list_members
from app.judging.deciding import votes
from app.judging.deciding.outcomes import tied_in
from app.judging.deciding.pairs import Pair, pairs_of
from app.judging.interests.bars import list_bars
from app.judging.models import PairwiseVote, Result, TieBreak, TiedEntry, TieJudge
from app.judging.queries.panels import list_entries_with_stories, list_judges
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.engine import lock

CLOSED = "This tie-break is closed, so nothing can be chosen or changed any more."


@dataclass(frozen=True)
class Tie:
    """The entries that the figures cannot put in order, and the judges of the category who may compare all of them."""

    entries: list[Entry]
    judges: list[User]


def find_tie(category: Category, result: Result) -> Tie | None:
    """Find what a tie-break of a category would be about and who could be asked; None when there is no tie."""
    tied = set(tied_in(json.loads(result.document)))
    entries = [entry for entry in list_entries_with_stories(category) if entry.public_id in tied]
    if len(entries) < 2:
        return None
    numbers = {entry.id for entry in entries}
    barred = {judge_id for judge_id, entry_id in list_bars(category) if entry_id in numbers}
    asked = {*count_loads(category), *list_members(category)} - barred
    return Tie(entries, [judge for judge in list_judges() if judge.id in asked])


def find_tie_break(category: Category) -> TieBreak | None:
    """Find the newest tie-break of a category, open or closed."""
    query = select(TieBreak).filter_by(category_id=category.id).order_by(TieBreak.id.desc())
    return db.session.scalar(query.limit(1))


def open_tie_break(category: Category, *, by: User) -> TieBreak:
    """Ask every judge who may to compare the tied entries, two at a time."""
    visibility.require_numbered(by, category, clock.now())
    lock(category)
    result = visibility.find_newest_result(category)
    if result is None:
        raise Refused("Compute the result first.")
    _require_free(category, result)
    tie = find_tie(category, result)
    if tie is None:
        raise Refused("The figures tell the best entries apart, so there is nothing to break.")
    if not tie.judges:
        raise Refused("Every judge has a tie with one of these entries. Decide with a written reason instead.")
    row = TieBreak(category=category, result=result, opened_at=clock.now(), closed_at=None)
    row.tied = [TiedEntry(entry=entry) for entry in tie.entries]
    row.seats = [TieJudge(judge=judge, finished_at=None) for judge in tie.judges]
    db.session.add(row)
    db.session.flush()
    audit.record("tie-break opened", about=row, by=by, entries=len(tie.entries), judges=len(tie.judges))
    for judge in tie.judges:
        mail.queue_letter("tie_break", subject=f"tie_break:{row.public_id}.{judge.public_id}", to=judge.email)
    return row


def _require_free(category: Category, result: Result) -> None:
    if category.season.published_at is not None:
        raise Conflict(f"{category.season.name} was announced already.")
    earlier = find_tie_break(category)
    if earlier is not None and earlier.is_open:
        raise Conflict("A tie-break is open already.")
    if earlier is not None and earlier.result_id == result.id:
        raise Conflict("The tie-break of this result is closed. Decide from what it gave.")


def vote(tie: TieBreak, pair: Pair, *, chosen: int, by: User) -> PairwiseVote:
    """Put one of two entries first; choosing again in the same pair changes the choice."""
    _require_open(tie, by)
    first, second = require_pair(tie, pair)
    if chosen not in pair:
        raise Refused("Choose one of the two entries.", field="chosen")
    row = votes.find_own_vote(by, tie, (first, second))
    if row is None:
        row = PairwiseVote(tie_break_id=tie.id, judge_id=by.id, first_id=first, second_id=second)
        db.session.add(row)
    row.chosen_id, row.voted_at = chosen, clock.now()
    db.session.flush()
    return row


def take_back(tie: TieBreak, pair: Pair, *, by: User) -> None:
    """Forget what a judge chose in a pair, as if they had never compared it."""
    _require_open(tie, by)
    row = votes.find_own_vote(by, tie, require_pair(tie, pair))
    if row is not None:
        db.session.delete(row)
        db.session.flush()


def finish(tie: TieBreak, *, by: User) -> TieBreak:
    """Hand in what a judge chose; when the last judge has, the tie-break is closed."""
    seat = _require_open(tie, by)
    missing = len(pairs_of([entry.id for entry in tie.entries])) - len(votes.list_own_votes(by, tie))
    if missing:
        raise Refused("Compare the last pair first." if missing == 1 else f"Compare {missing} more pairs first.")
    seat.finished_at = clock.now()
    audit.record("tie-break choices handed in", about=tie, by=by)
    if all(each.finished_at for each in tie.seats):
        _close(tie, by="system")
    db.session.flush()
    return tie


def close(tie: TieBreak, *, by: User) -> TieBreak:
    """Close a tie-break before every judge has finished; what was chosen until now counts."""
    visibility.require_numbered(by, tie.category, clock.now())
    lock(tie)
    if not tie.is_open:
        raise Conflict("The tie-break is closed already.")
    _close(tie, by=by)
    db.session.flush()
    return tie


def _close(tie: TieBreak, *, by: User | str) -> None:
    tie.closed_at = clock.now()
    audit.record("tie-break closed", about=tie, by=by, choices=votes.count_votes(tie))
    for judge in tie.judges:
        mail.cancel_letters("tie_break", subject=f"tie_break:{tie.public_id}.{judge.public_id}")


def _require_open(tie: TieBreak, judge: User) -> TieJudge:
    """Hold an open tie-break for a judge who is asked in it and has not handed in; anybody else finds none."""
    seat = find_seat(tie, judge)
    lock(tie)
    db.session.refresh(seat)
    if not tie.is_open:
        raise Conflict(CLOSED)
    if seat.finished_at is not None:
        raise Conflict("You have handed in what you chose. Thank you.")
    return seat


def find_seat(tie: TieBreak, judge: User) -> TieJudge:
    """Return a judge's seat in a tie-break; missing for whoever is not asked or may not compare these entries."""
    seat = next((each for each in tie.seats if each.judge_id == judge.id), None)
    entries = {entry.id for entry in tie.entries}
    if seat is None or any(pair[0] == judge.id and pair[1] in entries for pair in list_bars(tie.category)):
        raise Missing()
    return seat


def require_pair(tie: TieBreak, pair: Pair) -> Pair:
    """Return a pair in the order it is kept; missing when it is not one of this tie-break."""
    ordered = (min(pair), max(pair))
    if ordered not in pairs_of([entry.id for entry in tie.entries]):
        raise Missing()
    return ordered


def list_open_ties(judge: User) -> list[TieBreak]:
    """List the open tie-breaks a judge is asked in and has not handed in, oldest first."""
    query = select(TieBreak).join(TieJudge, TieJudge.tie_break_id == TieBreak.id)
    query = query.where(TieJudge.judge_id == judge.id, TieJudge.finished_at.is_(None), TieBreak.closed_at.is_(None))
    return [tie for tie in db.session.scalars(query.order_by(TieBreak.id)) if _may_compare(tie, judge)]


def _may_compare(tie: TieBreak, judge: User) -> bool:
    try:
        find_seat(tie, judge)
    except Missing:
        return False
    return True


def get_own_tie(judge: User, public_id: str) -> TieBreak:
    """Return a tie-break a judge is asked in; anything else is missing."""
    tie = db.session.scalar(select(TieBreak).filter_by(public_id=public_id))
    if tie is None:
        raise Missing()
    find_seat(tie, judge)
    return tie
