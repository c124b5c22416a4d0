"""What two versions of the yardstick say differently, word for word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric, read_sources

WORD = re.compile(r"\s*\S+")
SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """Words that stand in both versions, in the older alone, or in the newer alone."""

    kind: str
    words: str


@dataclass(frozen=True)
class Line:
    """One field that differs."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """What differs in one block or criterion: added, removed, or line by line."""

    title: str
    kind: str
    lines: tuple[Line, ...] = ()


def compare(old: WrittenRubric, new: WrittenRubric) -> list[Change]:
    """List every difference, in the order of the newer version; what was removed stands last."""
    changes = []
    names = tuple(_lines(zip(LEVEL_LABELS, old.level_names, new.level_names, strict=True)))
    if names:
        changes.append(Change("Names of the levels", SAME, names))
    for before, after in ((old.blocks, new.blocks), (old.criteria, new.criteria)):
        earlier, later = {row.code: row for row in before}, {row.code: row for row in after}
        changes += list(_changes(earlier, later, old, new))
        changes += [Change(_title(row), GONE) for code, row in earlier.items() if code not in later]
    return changes + _moved(old, new)


LEVEL_LABELS = tuple(f"Level {number}" for number in range(1, 6))
Row = WrittenBlock | WrittenCriterion


def _changes(
    earlier: dict[str, Row], later: dict[str, Row], old: WrittenRubric, new: WrittenRubric
) -> Iterator[Change]:
    for code, row in later.items():
        if code not in earlier:
            yield Change(_title(row), NEW, tuple(_lines((name, "", text) for name, text in _texts(row, new))))
            continue
        pairs = zip(_texts(earlier[code], old), _texts(row, new), strict=True)
        lines = tuple(_lines((name, before, after) for (name, before), (_, after) in pairs))
        if lines:
            yield Change(_title(row), SAME, lines)


def _moved(old: WrittenRubric, new: WrittenRubric) -> list[Change]:
    """Say that criteria or blocks stand in another order, where nothing else would tell."""
    moved = []
    for what, before, after in (("blocks", old.blocks, new.blocks), ("criteria", old.criteria, new.criteria)):
        later, earlier = {row.code for row in after}, {row.code for row in before}
        kept = [row.title for row in before if row.code in later]
        now = [row.title for row in after if row.code in earlier]
        if [row.code for row in before if row.code in later] != [row.code for row in after if row.code in earlier]:
            line = Line("Order", (Piece(GONE, ", ".join(kept)), Piece(NEW, " " + ", ".join(now))))
            moved.append(Change(f"Order of the {what}", SAME, (line,)))
    return moved


def _title(row: Row) -> str:
    return f"Block: {row.title}" if isinstance(row, WrittenBlock) else row.title


def _texts(row: Row, rubric: WrittenRubric) -> list[tuple[str, str]]:
    if isinstance(row, WrittenBlock):
        return [("Title", row.title), ("Why it is there", row.why)]
    known = read_sources()
    block = next((block.title for block in rubric.blocks if block.code == row.block), "")
    texts = [("Title", row.title), ("Block", block), ("What it asks", row.asks), ("Weight", str(row.weight))]
    return [
        *texts,
        *zip(LEVEL_LABELS, row.levels, strict=True),
        ("Sources", "; ".join(known[name] for name in row.sources)),
    ]


def _lines(rows: Iterable[tuple[str, str, str]]) -> Iterator[Line]:
    return (Line(label, tuple(compare_words(old, new))) for label, old, new in rows if old != new)


def compare_words(old: str, new: str) -> list[Piece]:
    """Split two texts into words that stayed, went and came."""
    before, after = WORD.findall(old), WORD.findall(new)
    pieces = []
    for kind, i, j, k, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(after[k:end])))
            continue
        pieces += [Piece(GONE, "".join(before[i:j]))] if j > i else []
        pieces += [Piece(NEW, "".join(after[k:end]))] if end > k else []
    return pieces
