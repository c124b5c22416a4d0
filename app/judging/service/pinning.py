"""Pin passages of stories to a criterion: each pin is kept at once, beside the draft and without its version."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import clock
from app.accounts.models import User
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.calibrating import reading as calibrating
from app.judging.models import Assignment, Criterion, Pin
from app.judging.passages import LONGEST_PIN, MOST_PINS, Span, joined, whole
from app.judging.queries.pins import seen
from app.judging.rules import AssignmentState, ScorecardState, may_move
from app.nominations import queries as nominations
from app.nominations.queries import Story

CHANGED = "A story was changed since you opened this page. Nothing was pinned: read it again first."


@dataclass(frozen=True)
class Passage:
    """A stretch of a story as its judge read it; `seen` names those words."""

    seen: str
    start: int
    end: int


def pin_passages(assignment: Assignment, *, code: str, passages: Sequence[Passage], by: User) -> list[Pin]:
    """Pin passages to a criterion; one that is pinned to it already stays as it is."""
    _hold(assignment, by)
    criterion = next(each for each in assignment.rubric.criteria if each.code == code)
    stories = nominations.list_stories_of(assignment.entry)
    _drop_orphans(assignment, stories, by)
    wanted = [pin for pin in _pins(assignment, criterion, stories, passages) if not _find(assignment, pin, by)]
    there = sum(pin.criterion_id == criterion.id for pin in visibility.list_own_pins(by, assignment))
    if there + len(wanted) > MOST_PINS:
        raise Refused(
            f"At most {MOST_PINS} passages can be pinned to one criterion. {there} are there already.", field="passage"
        )
    db.session.add_all(wanted)
    _note_work(assignment)
    db.session.flush()
    return wanted


def unpin(assignment: Assignment, *, pin_id: str, by: User) -> None:
    """Take a pin away; safe to repeat."""
    _hold(assignment, by)
    for pin in visibility.list_own_pins(by, assignment):
        if pin.public_id == pin_id:
            db.session.delete(pin)
            _note_work(assignment)


def _hold(assignment: Assignment, by: User) -> None:
    """Hold the assignment, as saving and submitting do, and then the scorecard; refuse what is no draft."""
    queries.require_scoring_open(assignment)
    queries.require_unconflicted(assignment)
    card = visibility.find_own_card(by, assignment, to_write=True)
    if card is None:
        calibrating.require_tried(by, assignment.entry.season)
    elif card.state is not ScorecardState.DRAFT:
        raise Conflict("This scorecard was submitted. Take it back first to change what is pinned.")


def _pins(assignment: Assignment, criterion: Criterion, stories: list[Story], passages: Sequence[Passage]) -> list[Pin]:
    by_name = {seen(story): story for story in stories}
    if not {passage.seen for passage in passages} <= by_name.keys():
        raise Conflict(CHANGED)
    found = []
    for name, story in by_name.items():
        chosen = [whole(story.text, each.start, each.end) for each in passages if each.seen == name]
        spans = joined(story.text, [span for span in chosen if span])
        found += [_pin(assignment, criterion, story, span) for span in spans]
    if not found:
        raise Refused("Choose the words to pin.", field="passage")
    return found


def _pin(assignment: Assignment, criterion: Criterion, story: Story, span: Span) -> Pin:
    """Turn what was read into positions of what was written, so that a mask set later hides it here too."""
    if span[1] - span[0] > LONGEST_PIN:
        raise Refused(f"Pin at most {LONGEST_PIN:,} characters at a time: choose what matters most.", field="passage")
    start, end = story.shown.span_in_original(*span)
    return Pin(
        judge_id=assignment.judge_id,
        entry_id=assignment.entry_id,
        round=assignment.round,
        criterion_id=criterion.id,
        nomination_id=story.id,
        revision=story.revision,
        start=start,
        end=end,
        pinned_at=clock.now(),
    )


def _find(assignment: Assignment, wanted: Pin, by: User) -> Pin | None:
    place = _place(wanted)
    return next((pin for pin in visibility.list_own_pins(by, assignment) if _place(pin) == place), None)


def _place(pin: Pin) -> tuple[int, ...]:
    return pin.criterion_id, pin.nomination_id, pin.revision, pin.start, pin.end


def _drop_orphans(assignment: Assignment, stories: list[Story], by: User) -> None:
    """Forget pins on stories that were withdrawn or erased."""
    readable = {story.id for story in stories}
    for pin in visibility.list_own_pins(by, assignment):
        if pin.nomination_id not in readable:
            db.session.delete(pin)
    db.session.flush()


def _note_work(assignment: Assignment) -> None:
    if may_move(assignment.state, AssignmentState.STARTED):
        assignment.state = AssignmentState.STARTED
    assignment.changed_at = clock.now()


def positions_of(assignment: Assignment, *, by: User) -> dict[str, list[dict[str, str | int]]]:
    """Write what is pinned as a submitted scorecard keeps it: positions by criterion, and no words."""
    stories = {story.id: story.story_id for story in nominations.list_stories_of(assignment.entry)}
    codes = {criterion.id: criterion.code for criterion in assignment.rubric.criteria}
    kept: dict[str, list[dict[str, str | int]]] = {}
    for pin in visibility.list_own_pins(by, assignment):
        if pin.nomination_id in stories:
            place = {"revision": pin.revision, "start": pin.start, "end": pin.end}
            kept.setdefault(codes[pin.criterion_id], []).append({"story": stories[pin.nomination_id], **place})
    return kept
