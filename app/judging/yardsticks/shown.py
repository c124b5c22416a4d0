"""A version of the yardstick as the public reads it."""

from dataclasses import dataclass

from app.judging.models import Rubric
from app.judging.rules import Profile
from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric, read_rubric, read_sources
from app.judging.yardsticks.reading import list_in_force, written_of
from app.programme.models import Season


@dataclass(frozen=True)
class Yardstick:
    """What judges score: each block with its criteria, the texts behind them, and the categories judged so.

    `anchor` begins the addresses within a page that shows several.
    """

    version: int
    blocks: list[tuple[WrittenBlock, list[WrittenCriterion]]]
    level_names: tuple[str, ...]
    sources: dict[str, str]
    categories: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def criteria(self) -> list[WrittenCriterion]:
        """Return the criteria in the order judges see."""
        return [criterion for _, criteria in self.blocks for criterion in criteria]

    @property
    def heaviest(self) -> int:
        """Return the greatest weight of a criterion."""
        return max(each.weight for each in self.criteria)


def show(written: WrittenRubric, categories: tuple[str, ...] = (), anchor: str = "") -> Yardstick:
    """Lay a version out by its blocks."""
    blocks = [(block, [each for each in written.criteria if each.block == block.code]) for block in written.blocks]
    return Yardstick(written.version, blocks, written.level_names, read_sources(), categories, anchor)


def list_yardsticks(season: Season | None) -> list[Yardstick]:
    """List what a season is judged by, with the categories of each; before a rubric is installed, the written one."""
    in_force = list_in_force(season) if season else []
    if not in_force:
        return [show(read_rubric(Profile.STORY))]
    several = len(in_force) > 1
    return [
        show(written_of(rubric), tuple(each.name for each in categories), anchor_of(rubric) if several else "")
        for rubric, categories in in_force
    ]


def anchor_of(rubric: Rubric) -> str:
    """Name a version within a page."""
    return f"{rubric.profile.value}-{rubric.version}-"
