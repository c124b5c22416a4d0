"""Words that people write for letters: text with names in curly brackets, filled in by one plain replacement.

Nothing of it is ever read by the template engine, and what is filled in is never looked through for names again.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

NAME = re.compile(r"\{([^{}\n]{1,60})\}")
BRACKET = re.compile(r"[{}]")
GAP = re.compile(r"\n[ \t]*(\n[ \t]*){2,}")
TITLE = "subject"


@dataclass(frozen=True)
class Piece:
    """A part of a letter that the site fills in: what it is called, and what people may do with it."""

    name: str
    is_needed: bool = False
    is_link: bool = False
    is_short: bool = True


def plain(name: str) -> str:
    """Bring a name as typed to the one way it is written here."""
    return " ".join(name.replace("_", " ").split()).lower()


def names_in(text: str) -> list[str]:
    """List the names a text asks for, as they stand."""
    return [plain(name) for name in NAME.findall(text)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of names, once; an empty part leaves no gap."""
    return without_gaps(NAME.sub(lambda found: values[plain(found[1])], text))


def without_gaps(text: str) -> str:
    """Leave one empty line where several stood, and none at the ends."""
    return GAP.sub("\n\n", text).strip()


def list_faults(title: str, body: str, pieces: Collection[Piece]) -> Iterator[tuple[str, str]]:
    """Yield what keeps these words from being sent: the field, and a sentence."""
    short = {piece.name for piece in pieces if piece.is_short and not piece.is_link} | {TITLE}
    yield from (("title", sentence) for sentence in _brackets(title, short))
    yield from (("body", sentence) for sentence in _brackets(body, {piece.name for piece in pieces}))
    present = set(names_in(body))
    for piece in pieces:
        if piece.is_needed and piece.name not in present:
            yield "body", f"Put {{{piece.name}}} back: without it the letter does not do its work"
        elif piece.is_link and piece.is_short and not _stands_alone(piece.name, body):
            yield "body", f"Put {{{piece.name}}} on a line of its own, so that it can be pressed"


def fits(title: str, body: str, pieces: Collection[Piece]) -> bool:
    """Tell whether these words can be sent as they are."""
    return next(list_faults(title, body, pieces), None) is None


def _brackets(text: str, known: Collection[str]) -> Iterator[str]:
    listed = ", ".join(f"{{{name}}}" for name in sorted(known))
    if BRACKET.search(NAME.sub("", text)):
        yield "A curly bracket has lost its partner. Write a name between one bracket on each side, such as {link}"
    for name in dict.fromkeys(NAME.findall(text)):
        if plain(name) not in known:
            yield f"There is no {{{name}}} here. There {'are' if len(known) > 1 else 'is'}: {listed}"


def _stands_alone(name: str, body: str) -> bool:
    lines = [line.strip() for line in body.splitlines() if name in names_in(line)]
    return all(NAME.fullmatch(line) for line in lines)
