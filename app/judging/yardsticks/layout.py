"""The order of blocks and criteria on the page of a draft, and what its buttons do to it before anything is saved."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.judging.yardstick import WrittenRubric

KEY = re.compile(r"[a-z]{1,10}\d{0,4}")
MOST_KEYS = 30
SAVE, PUBLISH = "save", "publish"


@dataclass(frozen=True)
class Layout:
    """The keys of blocks and of criteria in their order: codes of the draft, or new1, new2 for what was added."""

    blocks: tuple[str, ...]
    criteria: tuple[str, ...]

    def after(self, action: str, block_of: dict[str, str]) -> "Layout":
        """Return the layout after a button was pressed; an unknown one changes nothing."""
        verb, _, key = action.partition(":")
        if verb == "add-block":
            return replace(self, blocks=(*self.blocks, new_key(self.blocks)))
        if verb == "add":
            return replace(self, criteria=(*self.criteria, new_key(self.criteria)))
        if verb == "remove":
            return replace(self, criteria=without(self.criteria, key))
        if verb == "remove-block" and key not in block_of.values():
            return replace(self, blocks=without(self.blocks, key))
        return self._moved(verb, key, block_of)

    def _moved(self, verb: str, key: str, block_of: dict[str, str]) -> "Layout":
        if verb in {"block-up", "block-down"}:
            return replace(self, blocks=moved(self.blocks, key, self.blocks, up=verb == "block-up"))
        if verb in {"up", "down"}:
            beside = [each for each in self.criteria if block_of.get(each) == block_of.get(key)]
            return replace(self, criteria=moved(self.criteria, key, beside, up=verb == "up"))
        return self


def layout_of(written: WrittenRubric) -> Layout:
    """Return the layout of a version as it is stored."""
    return Layout(tuple(block.code for block in written.blocks), tuple(each.code for each in written.criteria))


def read_layout(blocks: Iterable[str], criteria: Iterable[str]) -> Layout:
    """Return the layout a form sent, without what cannot be a key."""
    return Layout(_keys(blocks), _keys(criteria))


def _keys(sent: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in sent if KEY.fullmatch(key)))[:MOST_KEYS]


def new_key(keys: Sequence[str]) -> str:
    """Return a key that stands for something without a code yet."""
    return next(key for number in range(1, len(keys) + 2) if (key := f"new{number}") not in keys)


def without(keys: Sequence[str], key: str) -> tuple[str, ...]:
    """Leave one key out."""
    return tuple(each for each in keys if each != key)


def moved(keys: Sequence[str], key: str, beside: Sequence[str], *, up: bool) -> tuple[str, ...]:
    """Exchange a key with its neighbour among those beside it; at the edge it stays."""
    if key not in beside:
        return tuple(keys)
    place = beside.index(key) + (-1 if up else 1)
    if not 0 <= place < len(beside):
        return tuple(keys)
    exchanged = {key: beside[place], beside[place]: key}
    return tuple(exchanged.get(each, each) for each in keys)
