"""How words fit into a badge: their width guessed from their letters, since whoever shows it brings the typeface.

The widths are those of the broadest serif in use, in bold, so that no other runs over the edge.
"""

import unicodedata
from dataclasses import dataclass

NARROW, USUAL, BROAD, WHOLE = 0.46, 0.68, 0.84, 1.05
CUT = "…"


@dataclass(frozen=True)
class Fitted:
    """Words on as many lines as they need, and the size that fits them all."""

    lines: tuple[str, ...]
    size: int


def fit(text: str, *, width: int, sizes: tuple[int, ...], most_lines: int = 2) -> Fitted:
    """Set a text at the greatest size at which it fits; at the smallest one, what does not fit is cut."""
    words = " ".join(text.split())
    for size in sizes:
        lines = _wrapped(words, width / size)
        if len(lines) <= most_lines and all(_width(line) <= width / size for line in lines):
            return Fitted(tuple(lines), size)
    smallest = sizes[-1]
    kept = _wrapped(words, width / smallest)[:most_lines]
    kept[-1] = _cut(kept[-1] + " " * (len(kept) < 2) + CUT, width / smallest)
    return Fitted(tuple(_cut(line, width / smallest) for line in kept), smallest)


def _wrapped(words: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in words.split(" "):
        if lines and _width(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, room: float) -> str:
    if _width(line) <= room:
        return line
    while line and _width(line + CUT) > room:
        line = line[:-1]
    return line.rstrip(f" {CUT}") + CUT


def _width(text: str) -> float:
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return WHOLE
    if unicodedata.combining(character):
        return 0.0
    if character in "MWmw@%&ШЩЮЖ":
        return BROAD + 0.25
    if character.isupper():
        return BROAD
    return NARROW if character in "iljtfrI.,:;'’!|()[] -" else USUAL
