"""Cut a post into runs of three words, and compare two posts by how much of the smaller one is in the other."""

import re
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from app.listening.finding.ordinary import is_ordinary, is_praise_word

RUN, FEWEST_WORDS, MOST_WORDS, SMALL = 3, 6, 200, 3
SHARE = 0.5
LEAST_KEYS, MOST_KEYS = 4, 40
UNSAID = re.compile(r"https?://\S+|\bwww\.\S+|(?<![\w@])@[\w.-]+(?:@[\w.-]+)?|&\w+;|…|\.\.\.$")
ADDRESSED = re.compile(r"(?<![\w@])@([\w.-]*\w)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
SIGNED = 1 << 31


class Print(NamedTuple):
    """What is kept of a post to compare it: its runs, those it is found by, and whom it speaks to."""

    runs: frozenset[int]
    keys: tuple[int, ...]
    handles: frozenset[str]


def print_of(text: str) -> Print:
    """Take the print of a post; one of few words is found by all of them together, and nothing less."""
    handles = frozenset(handle.lower() for handle in ADDRESSED.findall(text))
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        whole = hashed(" ".join([*sorted(handles), "|", *words])) if words or handles else None
        return Print(frozenset(), () if whole is None else (whole,), handles)
    rare = [how_rare(word) for word in words]
    rarity: dict[int, int] = {}
    for start in range(len(words) - RUN + 1):
        run = hashed(" ".join(words[start : start + RUN]))
        rarity[run] = max(rarity.get(run, 0), sum(rare[start : start + RUN]))
    return Print(frozenset(rarity), rarest(rarity), handles)


def words_of(text: str) -> list[str]:
    """List the words of a post, without addresses, handles, signs and the mark of a retweet."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(UNSAID.sub(" ", text))][:MOST_WORDS]
    return words[1:] if words[:1] == ["rt"] else words


@lru_cache(maxsize=20_000)
def how_rare(word: str) -> int:
    """Tell how rare a word is in posts about support: 0 for what they all say, 3 for a name or a number."""
    if is_praise_word(word) or len(word) < SMALL:
        return 0
    return 1 if is_ordinary(word) else 3


def hashed(text: str) -> int:
    """Return 32 bits, signed as databases have them."""
    return crc32(text.encode("utf-8", "replace")) - SIGNED


def rarest(rarity: dict[int, int]) -> tuple[int, ...]:
    """Choose the runs a post is found by: enough that two which share half must meet, the rarest first."""
    wanted = min(max(len(rarity) // 2 + 1, LEAST_KEYS), MOST_KEYS)
    return tuple(sorted(rarity, key=lambda run: (-rarity[run], run))[:wanted])


def is_copy(one: Print, other: Print) -> bool:
    """Tell whether two posts are nearly the same words, not spoken to different people."""
    if one.handles and other.handles and not one.handles & other.handles:
        return False
    if not one.runs or not other.runs:
        return one.runs == other.runs and one.keys == other.keys != ()
    return len(one.runs & other.runs) >= SHARE * min(len(one.runs), len(other.runs))
