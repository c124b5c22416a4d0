"""What a judge pinned: passages of stories as they are read now, under their criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.accounts.models import User
from app.judging import visibility
from app.judging.models import Criterion
from app.judging.passages import Run, Span, runs_of, sentences
from app.judging.queries.desks import Desk
from app.nominations.masking import Masked
from app.nominations.queries import Story
from app.web.links import keyed_hash


@dataclass(frozen=True)
class Pinned:
    """One pinned passage: its place in the story as it is read, or why it has none any more."""

    public_id: str
    criterion: Criterion
    story: int
    span: Span | None
    words: str
    is_changed: bool

    @property
    def why_gone(self) -> str:
        """Say why no words are shown."""
        return "The story was changed since." if self.is_changed else "The passage was hidden since."


@dataclass(frozen=True)
class Pinboard:
    """All that a judge pinned on one entry."""

    stories: list[Story]
    pins: list[Pinned]

    def on(self, code: str) -> list[Pinned]:
        """List what is pinned to a criterion."""
        return [pin for pin in self.pins if pin.criterion.code == code]

    def get(self, public_id: str) -> Pinned:
        """Return a pin by its name."""
        return next(pin for pin in self.pins if pin.public_id == public_id)

    def runs(self, story: Story) -> list[Run]:
        """Cut a story where pins begin and end."""
        number = self.stories.index(story) + 1
        return runs_of(story.text, [(p.public_id, *p.span) for p in self.pins if p.story == number and p.span])

    def sentences(self, story: Story) -> list[tuple[str, str]]:
        """List a story's sentences, each with the name its passage has."""
        return [(f"{seen(story)}.{start}.{end}", story.text[start:end]) for start, end in sentences(story.text)]

    def seen(self, story: Story) -> str:
        """Name a story as it is read now."""
        return seen(story)


def seen(story: Story) -> str:
    """Name a story by what is read of it: any other words, or one mask more, and it has another name."""
    return f"{story.story_id}.{keyed_hash('story as read', story.text)[:16]}"


def get_pinboard(judge: User, desk: Desk) -> Pinboard:
    """Return what a judge pinned on an entry; passages of stories that went away are left out."""
    stories = [story for _, story in desk.stories]
    places = {story.id: place for place, story in enumerate(stories)}
    criteria = {criterion.id: criterion for criterion in desk.assignment.rubric.criteria}
    pins = []
    for pin in visibility.list_own_pins(judge, desk.assignment):
        if pin.nomination_id not in places or pin.criterion_id not in criteria:
            continue
        story = stories[places[pin.nomination_id]]
        span = find_span(story, pin.revision, pin.start, pin.end)
        words = story.text[slice(*span)] if span else ""
        criterion, number = criteria[pin.criterion_id], places[pin.nomination_id] + 1
        pins.append(Pinned(pin.public_id, criterion, number, span, words, pin.revision != story.revision))
    return Pinboard(stories, pins)


def find_span(story: Story, revision: int, start: int, end: int) -> Span | None:
    """Return where a passage stands in what is read now; None when none of its words can be read any more."""
    if revision != story.revision or not _is_read(story.shown, start, end):
        return None
    return story.shown.span_shown(start, end)


def _is_read(shown: Masked, start: int, end: int) -> bool:
    return any(not piece.is_mask and piece.start < end and piece.end > start for piece in shown.pieces)


def words_of(stories: Sequence[Story], kept: Sequence[Mapping[str, Any]]) -> list[str]:
    """Read the passages that a submitted scorecard holds as positions, as they are read now."""
    by_id = {story.story_id: story for story in stories}
    words = []
    for pin in kept:
        story = by_id.get(pin["story"])
        span = find_span(story, pin["revision"], pin["start"], pin["end"]) if story else None
        if story and span:
            words.append(story.text[slice(*span)])
    return words
