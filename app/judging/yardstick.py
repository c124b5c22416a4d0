"""The rubric as it is written in `rubric.toml`, read into plain records."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.judging.rules import Profile

SOURCE = Path(__file__).with_name("rubric.toml")


@dataclass(frozen=True)
class WrittenBlock:
    """A group of criteria and why it is there."""

    code: str
    title: str
    why: str


@dataclass(frozen=True)
class WrittenCriterion:
    """One question to judges, its weight in a profile and its five described levels."""

    code: str
    block: str
    title: str
    asks: str
    weight: int
    levels: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class WrittenRubric:
    """One profile of the yardstick."""

    profile: Profile
    version: int
    level_names: tuple[str, ...]
    blocks: tuple[WrittenBlock, ...]
    criteria: tuple[WrittenCriterion, ...]


@cache
def read_text() -> dict[str, Any]:
    """Read the file once."""
    return tomllib.loads(SOURCE.read_text(encoding="utf-8"))


def read_rubric(profile: Profile) -> WrittenRubric:
    """Read one profile; a criterion without a weight in it is left out, and a block without criteria too."""
    text = read_text()
    criteria = tuple(read_criterion(row, profile) for row in text["criterion"] if profile in row["weights"])
    used = {criterion.block for criterion in criteria}
    return WrittenRubric(
        profile=profile,
        version=text["version"],
        level_names=tuple(text["level_names"]),
        blocks=tuple(WrittenBlock(**row) for row in text["block"] if row["code"] in used),
        criteria=criteria,
    )


def read_criterion(row: dict[str, Any], profile: Profile) -> WrittenCriterion:
    """Read one criterion with the weight it has in a profile."""
    return WrittenCriterion(
        code=row["code"],
        block=row["block"],
        title=row["title"],
        asks=row["asks"],
        weight=row["weights"][profile],
        levels=tuple(row["levels"]),
        sources=tuple(row["sources"]),
    )


def read_sources() -> dict[str, str]:
    """Read the full titles of the texts behind the awards, by short name."""
    return dict(read_text()["sources"])
