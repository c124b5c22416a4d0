"""Put the written yardstick into the database, and freeze it once it is in use."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.judging import queries
from app.judging.models import Block, Criterion, Level, Rubric
from app.judging.rules import Profile
from app.judging.yardstick import WrittenCriterion, WrittenRubric, read_rubric
from app.programme.models import Category


def install_rubrics(*, by: User | None = None) -> list[Rubric]:
    """Install every profile of the written rubric; what is installed already stays as it is."""
    return [install(read_rubric(profile), by=by) for profile in Profile]


def install(written: WrittenRubric, *, by: User | None) -> Rubric:
    """Install one profile, or return it when this version is there already."""
    known = db.session.scalar(select(Rubric).filter_by(profile=written.profile, version=written.version))
    if known is not None:
        return known
    rubric = Rubric(profile=written.profile, version=written.version)
    db.session.add(rubric)
    rubric.blocks = [
        Block(code=block.code, title=block.title, why=block.why, position=position)
        for position, block in enumerate(written.blocks, 1)
    ]
    blocks = {block.code: block for block in rubric.blocks}
    for position, criterion in enumerate(written.criteria, 1):
        rubric.criteria.append(_criterion(criterion, blocks[criterion.block], position, written.level_names))
    db.session.flush()
    audit.record(
        "rubric installed",
        about=rubric,
        by=by or "command line",
        profile=written.profile,
        version=written.version,
    )
    return rubric


def _criterion(written: WrittenCriterion, block: Block, position: int, level_names: tuple[str, ...]) -> Criterion:
    return Criterion(
        block=block,
        code=written.code,
        title=written.title,
        asks=written.asks,
        weight=written.weight,
        position=position,
        sources=list(written.sources),
        levels=[
            Level(number=number, name=name, meaning=meaning)
            for number, (name, meaning) in enumerate(zip(level_names, written.levels, strict=True), 1)
        ],
    )


def freeze_rubric_for(category: Category, *, by: User | str) -> Rubric:
    """Return the rubric this category is judged by: the one its first assignment froze, else the newest, frozen now."""
    rubric = queries.get_rubric_of(category)
    if rubric.frozen_at is None:
        rubric.frozen_at = clock.now()
        audit.record("rubric frozen", about=rubric, by=by, profile=rubric.profile, version=rubric.version)
    return rubric
