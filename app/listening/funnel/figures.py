"""What is shown of the funnel: its stages in a row, the same as a picture, and the table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.listening.funnel.stages import MEANINGS, ORDER, Stage

WIDTH, LEAST = 400, 2
REPLIES_FROM = ORDER.index(Stage.SENT)

Counts = Mapping[Stage, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: how many posts, which part that is of the stage before, and how long its bar is."""

    stage: Stage
    number: int
    share: str
    width: int

    @property
    def name(self) -> str:
        """Write the stage as a word."""
        return self.stage.capitalize()

    @property
    def meaning(self) -> str:
        """Say what is counted."""
        return MEANINGS[self.stage]

    @property
    def is_reply(self) -> bool:
        """Tell whether the stage is of replies; these have a scale of their own."""
        return ORDER.index(self.stage) >= REPLIES_FROM


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    label: str
    numbers: Sequence[int]


def steps_of(counts: Counts, stages: Sequence[Stage]) -> Sequence[Step]:
    """Put the stages in a row; posts and replies are drawn to a scale each, or replies would not be seen."""
    return list(_steps(counts, stages))


def _steps(counts: Counts, stages: Sequence[Stage]) -> Iterator[Step]:
    before: int | None = None
    for stage in stages:
        number = counts.get(stage, 0)
        same = [each for each in stages if (ORDER.index(each) >= REPLIES_FROM) == (ORDER.index(stage) >= REPLIES_FROM)]
        most = max(counts.get(each, 0) for each in same)
        width = max(LEAST, round(WIDTH * number / most)) if number else 0
        yield Step(stage, number, share_of(number, before), width)
        before = number


def share_of(number: int, before: int | None) -> str:
    """Write which part of the stage before came so far; nothing where more came than went in meanwhile."""
    if not before or number > before:
        return ""
    part = 100 * number / before
    return "under 1 %" if 0 < part < 1 else f"{part:.0f} %"
