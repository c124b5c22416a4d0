"""A judge's own scorecard: save, submit, take back. Saving a draft leaves no audit line."""

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.calibrating import reading as calibrating
from app.judging.models import Assignment, Criterion, Mark, Remark, Reopening, Scorecard, ScorecardVersion
from app.judging.rules import AssignmentState, ScorecardState, find_gaps, may_move, require_reason
from app.judging.scoring import four_places, score
from app.judging.service.pinning import positions_of
from app.judging.sheet import Sheet


class Stale(Conflict):
    """The scorecard was saved elsewhere since this page was opened."""

    def __init__(self, theirs: Sheet, version: int) -> None:
        super().__init__(
            "This scorecard was saved in another window since you opened this page. Both texts are below: "
            "choose what to keep."
        )
        self.theirs = theirs
        self.version = version


class Incomplete(Refused):
    """The scorecard lacks answers."""

    def __init__(self, gaps: dict[str, str]) -> None:
        super().__init__("Some answers are missing.")
        self.gaps = gaps


def save_scorecard(assignment: Assignment, *, sheet: Sheet, version: int, by: User) -> Scorecard:
    """Save a draft over the version it was written on."""
    card = _open_card(assignment, sheet, version, by)
    if _is_settled(card, assignment, sheet):
        return card
    if card.state is not ScorecardState.DRAFT:
        raise Conflict("This scorecard was submitted. Take it back first to change it.")
    _write(card, sheet, assignment.rubric.criteria)
    if may_move(assignment.state, AssignmentState.STARTED):
        assignment.state = AssignmentState.STARTED
    assignment.changed_at = card.saved_at
    return card


def submit_scorecard(assignment: Assignment, *, sheet: Sheet, version: int, by: User) -> Scorecard:
    """Hand a complete scorecard in; the same one twice is one submission."""
    card = _open_card(assignment, sheet, version, by)
    if card.state is not ScorecardState.DRAFT:
        if visibility.read_sheet(card, assignment.rubric.criteria) == sheet:
            return card
        raise Conflict("This scorecard was submitted already. Take it back first to change it.")
    if gaps := find_gaps(assignment.rubric.titles, sheet.levels, sheet.remarked):
        raise Incomplete(gaps)
    _write(card, sheet, assignment.rubric.criteria)
    card.state = ScorecardState.SUBMITTED
    assignment.state = AssignmentState.SUBMITTED
    assignment.changed_at = card.saved_at
    _keep_version(card, assignment, sheet, by)
    audit.record("scorecard submitted", about=assignment, by=by)
    return card


def reopen_scorecard(assignment: Assignment, *, reason: str, by: User) -> Scorecard:
    """Take a submitted scorecard back, saying why; what was submitted counts until it is submitted anew."""
    require_reason(reason)
    queries.require_scoring_open(assignment)
    queries.require_unconflicted(assignment)
    card = visibility.find_own_card(by, assignment, to_write=True)
    if card is None or not may_move(card.state, ScorecardState.DRAFT):
        raise Conflict("Only a submitted scorecard can be taken back.")
    card.state = ScorecardState.DRAFT
    db.session.add(Reopening(scorecard_id=card.id, reason=reason, reopened_at=clock.now()))
    audit.record("scorecard taken back", about=assignment, by=by)
    return card


def _open_card(assignment: Assignment, sheet: Sheet, version: int, by: User) -> Scorecard:
    """Hold the scorecard for writing; raise Stale unless it stands as the judge saw it, or says the same."""
    queries.require_scoring_open(assignment)
    queries.require_unconflicted(assignment)
    card = visibility.find_own_card(by, assignment, to_write=True)
    if card is None:
        calibrating.require_tried(by, assignment.entry.season)
        card = Scorecard(
            judge_id=by.id, entry_id=assignment.entry_id, round=assignment.round, state=ScorecardState.DRAFT, version=0
        )
    if card.version != version:
        stored = visibility.read_sheet(card, assignment.rubric.criteria)
        if stored != sheet:
            raise Stale(stored, card.version)
    return card


def _is_settled(card: Scorecard, assignment: Assignment, sheet: Sheet) -> bool:
    """Tell whether saving would change nothing."""
    return card.version > 0 and visibility.read_sheet(card, assignment.rubric.criteria) == sheet


def _write(card: Scorecard, sheet: Sheet, criteria: list[Criterion]) -> None:
    card.version += 1
    card.saved_at = clock.now()
    db.session.add(card)
    marks = {mark.criterion_id: mark for mark in card.marks}
    remarks = {remark.criterion_id: remark for remark in card.remarks}
    for criterion in criteria:
        _write_mark(card, marks.get(criterion.id), criterion, sheet)
        _write_remark(card, remarks.get(criterion.id), criterion, sheet)
    db.session.flush()


def _write_mark(card: Scorecard, mark: Mark | None, criterion: Criterion, sheet: Sheet) -> None:
    if criterion.code not in sheet.levels:
        if mark is not None:
            card.marks.remove(mark)
        return
    if mark is None:
        mark = Mark(criterion_id=criterion.id)
        card.marks.append(mark)
    mark.level = sheet.levels[criterion.code]


def _write_remark(card: Scorecard, remark: Remark | None, criterion: Criterion, sheet: Sheet) -> None:
    words = sheet.remarks_on(criterion.code)
    if remark is None:
        if not words:
            return
        remark = Remark(criterion_id=criterion.id)
        card.remarks.append(remark)
    remark.comment, remark.feedback = words.comment, words.feedback


def _keep_version(card: Scorecard, assignment: Assignment, sheet: Sheet, by: User) -> None:
    """Write the append-only copy that results read."""
    last = visibility.find_last_version(card)
    db.session.add(
        ScorecardVersion(
            scorecard_id=card.id,
            number=last.number + 1 if last else 1,
            rubric_id=assignment.rubric_id,
            levels=sheet.levels,
            remarks={
                code: {"comment": words.comment, "feedback": words.feedback} for code, words in sheet.remarks.items()
            },
            weighted_total=four_places(score(assignment.rubric.weights, sheet.levels)),
            story_revisions=queries.list_story_revisions(assignment.entry),
            pins=positions_of(assignment, by=by),
            submitted_at=card.saved_at,
        )
    )
