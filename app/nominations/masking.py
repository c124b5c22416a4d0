"""Hide passages of a story from readers: the one function that does it, and where its words came from.

Offsets count characters of the story as it was written; the original is never changed.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class MaskKind(StrEnum):
    """What a hidden passage was."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    ACCOUNT = "account"
    OTHER = "other"


SHOWN_AS = {
    MaskKind.NAME: "[name hidden]",
    MaskKind.PHONE: "[phone number hidden]",
    MaskKind.EMAIL: "[email address hidden]",
    MaskKind.ADDRESS: "[address hidden]",
    MaskKind.ACCOUNT: "[account number hidden]",
    MaskKind.OTHER: "[hidden]",
}


class Hiding(Protocol):
    """A passage that readers do not see, and the words they see instead."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return the first position after it."""

    @property
    def shown_as(self) -> str:
        """Return what readers see instead."""


@dataclass(frozen=True)
class Piece:
    """A run of the shown text: where it begins there, and the stretch of the original it stands for."""

    at: int
    text: str
    start: int
    end: int
    is_mask: bool


@dataclass(frozen=True)
class Masked:
    """A story as readers see it; it knows the way back to the positions of the original."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Return what readers see."""
        return "".join(piece.text for piece in self.pieces)

    def span_in_original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original behind a stretch of the shown text; a mask counts as a whole."""
        first, last = self._piece_at(start), self._piece_at(max(start, end - 1))
        begin = first.start if first.is_mask else first.start + start - first.at
        stop = last.end if last.is_mask else last.start + end - last.at
        return begin, max(begin, stop)

    def span_shown(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the shown text where readers find a stretch of the original."""
        touched = [piece for piece in self.pieces if piece.start < end and piece.end > start]
        if not touched:
            return 0, 0
        first, last = touched[0], touched[-1]
        begin = first.at if first.is_mask else first.at + max(0, start - first.start)
        stop = last.at + len(last.text) if last.is_mask else last.at + min(len(last.text), end - last.start)
        return begin, stop

    def _piece_at(self, position: int) -> Piece:
        if not self.pieces:
            return Piece(0, "", 0, 0, is_mask=False)
        return self.pieces[max(0, bisect_right([piece.at for piece in self.pieces], position) - 1)]


def mask(text: str, hidings: Iterable[Hiding]) -> Masked:
    """Return the text with each hidden passage replaced; passages that touch or overlap become one."""
    joined = _joined(text, hidings)
    if not joined:
        return Masked((Piece(0, text, 0, len(text), is_mask=False),) if text else ())
    pieces: list[Piece] = []
    at = position = 0

    def add(words: str, start: int, end: int, *, is_mask: bool) -> None:
        nonlocal at
        if words or is_mask:
            pieces.append(Piece(at, words, start, end, is_mask))
            at += len(words)

    for start, end, shown_as in joined:
        add(text[position:start], position, start, is_mask=False)
        add(shown_as, start, end, is_mask=True)
        position = end
    add(text[position:], position, len(text), is_mask=False)
    return Masked(tuple(pieces))


def _joined(text: str, hidings: Iterable[Hiding]) -> list[tuple[int, int, str]]:
    """Put passages in order, keep them inside the text and join those that overlap under the first one's words."""
    joined: list[tuple[int, int, str]] = []
    for hiding in sorted(hidings, key=lambda each: (each.start, -each.end)):
        start, end = max(0, hiding.start), min(len(text), hiding.end)
        if start >= end:
            continue
        if joined and start < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(before[1], end), before[2]))
        else:
            joined.append((start, end, hiding.shown_as))
    return joined
