"""What organisers do with versions of the yardstick: copy, write, publish, discard, choose for a category."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.models import Block, CategoryRubric, Criterion, Level, Rubric
from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric
from app.judging.yardsticks import reading
from app.judging.yardsticks.rules import find_faults, find_gaps, give_codes, name_changes
from app.programme.models import Category
from app.web.engine import lock


class Stale(Conflict):
    """The draft was saved elsewhere since this page was opened."""

    def __init__(self, theirs: WrittenRubric, edition: int) -> None:
        super().__init__(
            "Somebody else saved this draft since you opened it. Both are below: saving again keeps what you typed."
        )
        self.theirs = theirs
        self.edition = edition


class Unsound(Refused):
    """The draft cannot be saved or published as it is."""

    def __init__(self, gaps: dict[str, str]) -> None:
        super().__init__("The draft is not complete.")
        self.gaps = gaps


def copy_version(rubric: Rubric, *, by: User) -> Rubric:
    """Begin a draft from a version; one draft of a profile at a time."""
    draft = reading.find_draft(rubric.profile)
    if draft is not None:
        raise Conflict(f"Version {draft.version} is being written already. Publish or discard it first.")
    copy = Rubric(profile=rubric.profile, version=reading.next_version(rubric.profile))
    write(copy, reading.written_of(rubric))
    audit.record("rubric copied", about=copy, by=by, profile=copy.profile, version=copy.version, source=rubric.version)
    return copy


def save_draft(rubric: Rubric, *, written: WrittenRubric, edition: int, by: User) -> Rubric:
    """Save a draft over the edition it was written on."""
    _hold(rubric, edition)
    if faults := find_faults(written):
        raise Unsound(faults)
    taken, letters = reading.list_codes()
    before = reading.written_of(rubric)
    after = give_codes(written, known=before, taken=taken, letters=letters)
    if changed := name_changes(before, after):
        write(rubric, after)
        rubric.edition += 1
        audit.record("rubric edited", about=rubric, by=by, fields=", ".join(changed))
    return rubric


def publish(rubric: Rubric, *, edition: int, by: User) -> Rubric:
    """Let categories use a draft; from now on its words stand."""
    _hold(rubric, edition)
    if gaps := find_gaps(reading.written_of(rubric)):
        raise Unsound(gaps)
    freeze(rubric)
    audit.record("rubric published", about=rubric, by=by, profile=rubric.profile, version=rubric.version)
    return rubric


def discard(rubric: Rubric, *, edition: int, by: User) -> None:
    """Throw a draft away."""
    _hold(rubric, edition)
    audit.record("rubric discarded", about=rubric, by=by, profile=rubric.profile, version=rubric.version)
    for criterion in list(rubric.criteria):
        _remove(criterion)
    db.session.flush()
    for row in (*rubric.blocks, rubric):
        db.session.delete(row)


def choose(category: Category, *, rubric: Rubric, by: User) -> CategoryRubric:
    """Say which version a category is judged by, until its first judge is asked."""
    if rubric.is_draft:
        raise Refused(f"Version {rubric.version} is a draft. Publish it first.", field="rubric")
    if rubric.profile is not reading.USED_PROFILE:
        raise Refused(
            "The full profile judges dossiers, and entries cannot have a dossier yet. Choose the story profile.",
            field="rubric",
        )
    choice = _held_choice(category)
    if choice is None:
        choice = CategoryRubric(category_id=category.id, rubric=rubric, chosen_at=clock.now())
    if choice.frozen_at is not None:
        raise Conflict(f"The first judge of {category.name} was asked already, so its rubric can no longer change.")
    choice.rubric, choice.chosen_at = rubric, clock.now()
    db.session.add(choice)
    db.session.flush()
    audit.record("rubric chosen", about=category, by=by, profile=rubric.profile, version=rubric.version)
    return choice


def freeze_rubric_for(category: Category, *, by: User | str) -> Rubric:
    """Return the rubric this category is judged by, which no longer changes once its first judge is asked."""
    choice = _held_choice(category)
    if choice is None:
        choice = CategoryRubric(category_id=category.id, rubric=reading.get_rubric_of(category), chosen_at=clock.now())
        db.session.add(choice)
    if choice.frozen_at is None:
        choice.frozen_at = clock.now()
        db.session.flush()
        rubric = choice.rubric
        audit.record("rubric frozen", about=category, by=by, profile=rubric.profile, version=rubric.version)
    return choice.rubric


def freeze(rubric: Rubric) -> None:
    """End the writing of a version; nothing of it is changed afterwards, which the database guards too."""
    db.session.flush()
    rubric.frozen_at = clock.now()
    db.session.flush()


def _hold(rubric: Rubric, edition: int) -> None:
    """Hold a draft for writing; raise Stale unless it stands as the organiser saw it."""
    lock(rubric)
    if not rubric.is_draft:
        raise Conflict(f"Version {rubric.version} is published, so its words stand. Copy it to change them.")
    if rubric.edition != edition:
        raise Stale(reading.written_of(rubric), rubric.edition)


def _held_choice(category: Category) -> CategoryRubric | None:
    query = select(CategoryRubric).filter_by(category_id=category.id)
    return db.session.scalar(query.with_for_update(of=CategoryRubric).execution_options(populate_existing=True))


def write(rubric: Rubric, written: WrittenRubric) -> None:
    """Bring the rows of a version to what is written."""
    db.session.add(rubric)
    blocks = _write_blocks(rubric, written.blocks)
    known = {criterion.code: criterion for criterion in rubric.criteria}
    for position, each in enumerate(written.criteria, 1):
        _write_criterion(rubric, known.pop(each.code, None), each, blocks[each.block], position, written.level_names)
    for criterion in known.values():
        _remove(criterion)
    db.session.flush()
    for code, block in blocks.items():
        if code not in {each.code for each in written.blocks}:
            db.session.delete(block)
    db.session.flush()
    db.session.expire(rubric, ["blocks", "criteria"])


def _write_blocks(rubric: Rubric, written: tuple[WrittenBlock, ...]) -> dict[str, Block]:
    blocks = {block.code: block for block in rubric.blocks}
    for position, each in enumerate(written, 1):
        block = blocks.get(each.code)
        if block is None:
            blocks[each.code] = block = Block(code=each.code)
            rubric.blocks.append(block)
        block.title, block.why, block.position = each.title, each.why, position
    return blocks


def _write_criterion(
    rubric: Rubric,
    row: Criterion | None,
    written: WrittenCriterion,
    block: Block,
    position: int,
    names: tuple[str, ...],
) -> None:
    if row is None:
        row = Criterion(code=written.code, levels=[Level(number=number) for number in range(1, len(names) + 1)])
        rubric.criteria.append(row)
    row.block, row.position = block, position
    row.title, row.asks, row.weight, row.sources = written.title, written.asks, written.weight, list(written.sources)
    for level, name, meaning in zip(row.levels, names, written.levels, strict=True):
        level.name, level.meaning = name, meaning


def _remove(criterion: Criterion) -> None:
    for level in list(criterion.levels):
        db.session.delete(level)
    db.session.delete(criterion)
