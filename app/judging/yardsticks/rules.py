"""What a sound version of the yardstick is, and the codes the house gives; a written rubric goes in and comes out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric

TOTAL = 100
FEWEST_CRITERIA, MOST_CRITERIA = 3, 12
MOST_BLOCKS = 6
LONGEST_TITLE, LONGEST_NAME, LONGEST_TEXT = 80, 20, 600


def tell_weights(total: int) -> str:
    """Say what a sum of weights lacks, or that it is right."""
    if total == TOTAL:
        return "The weights sum to 100."
    points = "1 point is" if abs(TOTAL - total) == 1 else f"{abs(TOTAL - total)} points are"
    return f"The weights sum to {total}: {points} {'missing' if total < TOTAL else 'too many'}."


def find_faults(written: WrittenRubric) -> dict[str, str]:
    """List what keeps a draft from being saved, by the field it concerns."""
    return {**_faults_of_blocks(written), **_faults_of_criteria(written), **_faults_of_weights(written)}


def _faults_of_blocks(written: WrittenRubric) -> dict[str, str]:
    used = {criterion.block for criterion in written.criteria}
    faults = {}
    for block in written.blocks:
        if block.code not in used:
            faults[f"block_title_{block.code}"] = (
                f"{block.title or 'This block'} has no criterion. Add one or remove it."
            )
        if not block.title:
            faults[f"block_title_{block.code}"] = "Give this block a title."
    if len(written.blocks) > MOST_BLOCKS:
        faults["criterion"] = f"A rubric has at most {MOST_BLOCKS} blocks. This one has {len(written.blocks)}."
    return faults


def _faults_of_criteria(written: WrittenRubric) -> dict[str, str]:
    blocks = {block.code for block in written.blocks}
    faults, seen = {}, set()
    for criterion in written.criteria:
        if not criterion.title:
            faults[f"title_{criterion.code}"] = "Give this criterion a title."
        elif criterion.title.casefold() in seen:
            faults[f"title_{criterion.code}"] = f"Two criteria are called {criterion.title}. Rename one."
        seen.add(criterion.title.casefold())
        if criterion.block not in blocks:
            faults[f"block_{criterion.code}"] = "Choose the block this criterion belongs to."
    count = len(written.criteria)
    if not FEWEST_CRITERIA <= count <= MOST_CRITERIA:
        faults["criterion"] = f"A rubric has {FEWEST_CRITERIA} to {MOST_CRITERIA} criteria. This one has {count}."
    return faults


def _faults_of_weights(written: WrittenRubric) -> dict[str, str]:
    for criterion in written.criteria:
        if not 1 <= criterion.weight <= TOTAL:
            return {f"weight_{criterion.code}": "Give a whole number from 1 to 100."}
    total = sum(criterion.weight for criterion in written.criteria)
    if total == TOTAL or not written.criteria:
        return {}
    return {f"weight_{written.criteria[0].code}": tell_weights(total)}


def find_gaps(written: WrittenRubric) -> dict[str, str]:
    """List what keeps a draft from being published, by the field it concerns."""
    gaps = find_faults(written)
    if len(set(map(str.casefold, filter(None, written.level_names)))) < len(written.level_names):
        gaps.setdefault("level_name_1", "Give each of the five levels a name of its own.")
    for block in written.blocks:
        if not block.why:
            gaps.setdefault(f"block_why_{block.code}", f"{block.title}: say why this block is there.")
    for criterion in written.criteria:
        if not criterion.asks:
            gaps.setdefault(f"asks_{criterion.code}", f"{criterion.title}: say what it asks.")
        gaps |= {name: told for name, told in _gaps_of_levels(criterion).items() if name not in gaps}
    return gaps


def _gaps_of_levels(criterion: WrittenCriterion) -> dict[str, str]:
    gaps = {}
    for number, meaning in enumerate(criterion.levels, 1):
        if not meaning:
            gaps[f"meaning_{criterion.code}_{number}"] = f"{criterion.title}: describe level {number}."
        elif meaning in criterion.levels[: number - 1]:
            gaps[f"meaning_{criterion.code}_{number}"] = f"{criterion.title}: level {number} says the same as another."
    return gaps


def give_codes(
    written: WrittenRubric, *, known: WrittenRubric, taken: Collection[str], letters: Mapping[str, str]
) -> WrittenRubric:
    """Give what is not in the known draft codes that no version ever used, and order criteria by their blocks.

    `taken` holds every code of a criterion so far, `letters` the first letter of each block's codes so far.
    """
    names = _name_blocks(written.blocks, {block.code for block in known.blocks}, letters)
    letter_of, used = dict(letters), set(taken)
    own = {criterion.code for criterion in known.criteria}
    criteria = []
    order = [block.code for block in written.blocks]
    for criterion in sorted(written.criteria, key=lambda each: order.index(each.block)):
        block, code = names[criterion.block], criterion.code
        if code not in own:
            letter = letter_of.setdefault(block, _next_letter({*letter_of.values(), *(each[0] for each in used)}))
            code = _next_code(letter, used)
            used.add(code)
        criteria.append(replace(criterion, code=code, block=block))
    blocks = tuple(replace(block, code=names[block.code]) for block in written.blocks)
    return replace(written, blocks=blocks, criteria=tuple(criteria))


def _name_blocks(blocks: Iterable[WrittenBlock], own: Collection[str], ever: Collection[str]) -> dict[str, str]:
    """Keep the codes of the draft's own blocks, and name new ones block1, block2 and so on."""
    free = (name for number in range(1, 1000) if (name := f"block{number}") not in {*own, *ever})
    return {block.code: block.code if block.code in own else next(free) for block in blocks}


def _next_letter(used: Collection[str]) -> str:
    return next((letter for letter in ascii_lowercase if letter not in used), "z")


def _next_code(letter: str, used: Collection[str]) -> str:
    numbers = [int(code[1:]) for code in used if code[0] == letter]
    return f"{letter}{max(numbers, default=0) + 1}"


def name_changes(old: WrittenRubric, new: WrittenRubric) -> list[str]:
    """Name the fields in which two writings differ, and none of their words."""
    changed = {"level_names"} if old.level_names != new.level_names else set()
    if _order(old) != _order(new):
        changed.add("order")
    before, after = _fields((*old.blocks, *old.criteria)), _fields((*new.blocks, *new.criteria))
    return sorted(changed | {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)})


def _fields(rows: Sequence[WrittenBlock | WrittenCriterion]) -> dict[str, object]:
    return {f"{row.code}.{name}": value for row in rows for name, value in vars(row).items() if name != "code"}


def _order(written: WrittenRubric) -> list[str]:
    return [*(block.code for block in written.blocks), *(criterion.code for criterion in written.criteria)]
