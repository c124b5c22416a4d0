"""Which versions of the yardstick there are, what each says, and which one a category is judged by."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.errors import Missing, Refused
from app.extensions import db
from app.judging.models import Block, CategoryRubric, Criterion, Rubric
from app.judging.rules import Profile
from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric, read_text
from app.programme.models import Category, Season

USED_PROFILE = Profile.STORY
VERSION = re.compile(r"[1-9][0-9]{0,4}")
NO_RUBRIC = "There is no rubric yet. Run “awards init” once."


@dataclass(frozen=True)
class Use:
    """A category that is judged by a version, and since when that cannot change."""

    category: Category
    frozen_at: datetime | None


@dataclass(frozen=True)
class Version:
    """One version with the categories that use it."""

    rubric: Rubric
    uses: list[Use]

    @property
    def seasons(self) -> list[tuple[Season, list[Use]]]:
        """Group the categories by their seasons."""
        return [(season, list(uses)) for season, uses in groupby(self.uses, lambda use: use.category.season)]

    @property
    def state(self) -> str:
        """Name where it stands: draft, published or used."""
        if self.rubric.is_draft:
            return "draft"
        return "used" if self.uses else "published"


def get_rubric(profile: str, version: str) -> Rubric:
    """Return one version, by its profile and number as addresses and forms name them."""
    if profile not in set(Profile) or not VERSION.fullmatch(version):
        raise Missing
    rubric = db.session.scalar(select(Rubric).filter_by(profile=Profile(profile), version=int(version)))
    if rubric is None:
        raise Missing
    return rubric


def find_draft(profile: Profile) -> Rubric | None:
    """Find the version of a profile that is being written."""
    return db.session.scalar(select(Rubric).filter_by(profile=profile, frozen_at=None).order_by(Rubric.version))


def find_newest() -> Rubric | None:
    """Find the newest published version of the profile that can be used."""
    published = select(Rubric).where(Rubric.profile == USED_PROFILE, Rubric.frozen_at.is_not(None))
    return db.session.scalar(published.order_by(Rubric.version.desc()).limit(1))


def list_rubrics(*, is_published: bool = False) -> list[Rubric]:
    """List every version, the newest of each profile first."""
    query = select(Rubric).order_by(Rubric.profile.desc(), Rubric.version.desc())
    return list(db.session.scalars(query.where(Rubric.frozen_at.is_not(None)) if is_published else query))


def list_versions() -> list[Version]:
    """List every version with the categories that use it."""
    chosen = {choice.category_id: choice for choice in db.session.scalars(select(CategoryRubric))}
    newest = find_newest()
    uses: dict[int, list[Use]] = {}
    query = select(Category).join(Category.season).options(joinedload(Category.season))
    for category in db.session.scalars(
        query.order_by(Season.nominations_open_at.desc(), Season.id, Category.position, Category.id)
    ):
        choice = chosen.get(category.id)
        rubric_id = choice.rubric_id if choice else newest.id if newest else 0
        uses.setdefault(rubric_id, []).append(Use(category, choice.frozen_at if choice else None))
    return [Version(rubric, uses.get(rubric.id, [])) for rubric in list_rubrics()]


def get_version(rubric: Rubric) -> Version:
    """Return one version with the categories that use it."""
    return next(version for version in list_versions() if version.rubric.id == rubric.id)


def find_choice(category: Category) -> CategoryRubric | None:
    """Find which version was chosen for a category, or froze with its first judge."""
    return db.session.get(CategoryRubric, category.id)


def find_rubric_of(category: Category) -> Rubric | None:
    """Find the rubric a category is judged by, or would be: what was chosen, else the newest published."""
    choice = find_choice(category)
    return choice.rubric if choice else find_newest()


def get_rubric_of(category: Category) -> Rubric:
    """Return the rubric a category is judged by, or would be."""
    rubric = find_rubric_of(category)
    if rubric is None:
        raise Refused(NO_RUBRIC)
    return rubric


def list_in_force(season: Season) -> list[tuple[Rubric, list[Category]]]:
    """List the rubrics a season is judged by, each with its categories, in the order of the categories."""
    here = select(CategoryRubric).join(Category, Category.id == CategoryRubric.category_id)
    chosen = {row.category_id: row.rubric for row in db.session.scalars(here.where(Category.season_id == season.id))}
    newest = find_newest()
    found: dict[int, tuple[Rubric, list[Category]]] = {}
    for category in season.categories:
        rubric = chosen.get(category.id, newest)
        if rubric is not None:
            found.setdefault(rubric.id, (rubric, []))[1].append(category)
    return list(found.values())


def written_of(rubric: Rubric) -> WrittenRubric:
    """Return what a version says, as plain records."""
    names = rubric.criteria[0].levels if rubric.criteria else []
    return WrittenRubric(
        profile=rubric.profile,
        version=rubric.version,
        level_names=tuple(level.name for level in names) or tuple(read_text()["level_names"]),
        blocks=tuple(WrittenBlock(code=each.code, title=each.title, why=each.why) for each in rubric.blocks),
        criteria=tuple(_criterion(each) for each in rubric.criteria),
    )


def _criterion(row: Criterion) -> WrittenCriterion:
    return WrittenCriterion(
        code=row.code,
        block=row.block.code,
        title=row.title,
        asks=row.asks,
        weight=row.weight,
        levels=tuple(level.meaning for level in row.levels),
        sources=tuple(row.sources),
    )


def list_codes() -> tuple[set[str], dict[str, str]]:
    """List every code of a criterion that any version has, and the first letter of each block's codes."""
    rows = db.session.execute(select(Criterion.code, Block.code).join(Block, Block.id == Criterion.block_id))
    pairs = [(str(code), str(block)) for code, block in rows]
    letters: dict[str, str] = {}
    for code, block in sorted(pairs):
        letters.setdefault(block, code[0])
    return {code for code, _ in pairs}, letters


def next_version(profile: Profile) -> int:
    """Return the number of the next version of a profile."""
    return 1 + (db.session.scalar(select(func.max(Rubric.version)).filter_by(profile=profile)) or 0)
