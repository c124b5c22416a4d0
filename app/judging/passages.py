"""Positions in a story: whole characters, sentences, and the runs between where pins begin and end."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST_PIN = 1_000
MOST_PINS = 5
LONGEST_SENTENCE = 400
SENTENCE_ENDS = re.compile(r"""(?:[.!?…]+["'”’»)\]]*(?=\s)|[。！？]+|(?=\n))\s*""")
ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|vs|etc|approx|e\.g|i\.e)|\b[A-Z])\.\s*$")
JOINER = "\u200d"
EXTENDING = frozenset({"Mn", "Me", "Mc"})
SKIN = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAGS = range(0x1F1E6, 0x1F200)
HANGUL = range(0x1100, 0x1200)
HANGUL_TAILS = range(0x1160, 0x1200)
HANGUL_BLOCKS = range(0xAC00, 0xD7A4)

Span = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """A run of a text with the pins that lie over it, and those that end with it."""

    text: str
    pins: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def whole(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without blanks around it and without half a character at its edges; None when nothing is left.

    A character is what a person sees as one: a letter with its accents, an emoji with its skin, a flag.
    """
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    while not is_edge(text, start):
        start -= 1
    while not is_edge(text, end):
        end += 1
    return start, end


def is_edge(text: str, at: int) -> bool:
    """Tell whether a position lies between two characters as people see them."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in "\r\n":
        return before + after != "\r\n"
    return not (_extends(after) or before == JOINER or _is_half_flag(text, at) or _is_half_syllable(before, after))


def _extends(character: str) -> bool:
    code = ord(character)
    return (
        unicodedata.category(character) in EXTENDING
        or character in (JOINER, "\u200c")
        or code in SKIN
        or code in TAGS
        or code in (0xFF9E, 0xFF9F)
    )


def _is_half_flag(text: str, at: int) -> bool:
    """Tell whether a position splits a pair of the letters that flags are written with."""
    if ord(text[at]) not in FLAGS:
        return False
    start = at
    while start > 0 and ord(text[start - 1]) in FLAGS:
        start -= 1
    return (at - start) % 2 == 1


def _is_half_syllable(before: str, after: str) -> bool:
    first, second = ord(before), ord(after)
    if first in HANGUL_BLOCKS or first in HANGUL_TAILS:
        return second in HANGUL_TAILS
    return first in HANGUL and second in HANGUL


def sentences(text: str) -> list[Span]:
    """List the sentences of a text; one that will not end is cut, between words where there are any."""
    found = [part for span in _sentences(text) for part in _cut(text, *span)]
    return [span for span in (whole(text, *each) for each in found) if span]


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in SENTENCE_ENDS.finditer(text):
        if end.end() == start or (ABBREVIATED.search(text, start, end.end()) and "\n" not in end.group()):
            continue
        yield start, end.end()
        start = end.end()
    yield start, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_SENTENCE:
        at = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        at = at if at > start else start + LONGEST_SENTENCE
        while not is_edge(text, at):
            at += 1
        yield start, at
        start = at
    yield start, end


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join stretches with nothing but blanks between them, so that each run of sentences is one passage."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return runs


def runs_of(text: str, pins: Iterable[tuple[str, int, int]]) -> list[Run]:
    """Cut a text where pins begin and end; pins may lie over one another."""
    spans = list(pins)
    edges = sorted({0, len(text), *(at for _, start, end in spans for at in (start, end))})
    return [
        Run(
            text[at:then],
            pins=tuple(name for name, start, end in spans if start <= at and then <= end),
            begins=tuple(name for name, start, _ in spans if start == at),
            ends=tuple(name for name, _, end in spans if end == then),
        )
        for at, then in pairwise(edges)
    ]
