"""List what could name a company in a post: handles, web addresses, hashtags, names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.companies.addresses import addresses_in, handle_of
from app.companies.names import name_key
from app.listening.finding.ordinary import AFTER, BEFORE, COMPARED, CONNECTING, LEFT, is_ordinary

READ_TO, MOST_NAMES, LONGEST_RUN, LONGEST_SMALL_RUN = 2_000, 40, 5, 3
SHOUTED_FROM, SHOUTED_SHARE, SMALL_FROM = 4, 0.6, 4
HANDLE = re.compile(r"(?<![\w@/.])@(\w[\w.-]{0,80}\w(?:@[\w.-]{1,190}\.[a-z]{2,63})?|\w{2})", re.IGNORECASE)
PROFILE = re.compile(
    r"https?://(?:www\.)?(?:mobile\.)?(?:(?:x|twitter)\.com/\w+|bsky\.app/profile/[\w.:-]+|[\w.-]+/@\w[\w.-]*)", re.I
)
DOMAIN = re.compile(r"(?<![\w@.-])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,24})\b", re.IGNORECASE)
MAIL = re.compile(r"[\w.+-]@((?:[a-z0-9-]+\.)+[a-z]{2,24})\b", re.IGNORECASE)
PIECE = re.compile(r"https?://\S+|@\S+|#?[^\W_](?:[\w&'’.+-]*[\w+])?|&|[.!?:;…\n]+|[^\s\w]", re.UNICODE)
POSSESSIVE = re.compile(r"['’]s?$")
POSSESSIVES = frozenset({"'s", "’s", "s'", "s’"})
PARTING = frozenset(".!?…\n")
DOORS_OF_A_HANDLE = re.compile(
    r"^(?:ask|hello|hey|the|team|my|get|fly)|(?:help|support|supports|cares?|service|hq|uk|us|usa|_?official)+$"
)


class Named(NamedTuple):
    """One run of words that could be a name, with what stands around it."""

    key: str
    written: str
    length: int
    is_tag: bool = False
    is_capital: bool = False
    opens: bool = False
    is_owner: bool = False
    is_cued: bool = False
    is_served: bool = False
    is_compared: bool = False


@dataclass(frozen=True, slots=True)
class Clues:
    """What a post says that could be a company, in the order it stands there."""

    handles: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    names: tuple[Named, ...] = ()
    compared: frozenset[str] = frozenset()


class Piece(NamedTuple):
    """A word of a post, and whether it begins a sentence or follows something else than a word."""

    word: str
    opens: bool
    is_apart: bool


def clues_in(text: str) -> Clues:
    """List the clues of a post."""
    text = text[:READ_TO]
    handles, compared = handles_in(text)
    return Clues(handles, tuple(dict.fromkeys(domains_in(text))), tuple(names_in(text)), compared)


def handles_in(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """List handles as they are written, and those that only serve as a comparison."""
    found: dict[str, bool] = {}
    if "@" in text:
        for match in HANDLE.finditer(text):
            before = text[: match.start()].split()[-2:]
            found.setdefault(match[1], is_beside(before))
    if "://" in text:
        for match in PROFILE.finditer(text):
            if handle := handle_of(match[0]):
                found.setdefault(handle, False)
    return tuple(found), frozenset(handle.lower() for handle, is_compared in found.items() if is_compared)


def is_beside(before: Sequence[str]) -> bool:
    """Tell from the two words before a name whether it is only what another is compared with."""
    words = [word.lower() for word in before]
    return bool(words) and (words[-1] in COMPARED or (len(words) == 2 and words[1] == "from" and words[0] in LEFT))


def domains_in(text: str) -> Iterator[str]:
    """Yield the web addresses a company could own, those of mail addresses last."""
    if "." not in text:
        return
    for pattern in (DOMAIN, MAIL):
        for match in pattern.finditer(text):
            yield from (each for each, is_own in addresses_in(match[1]) if is_own and each[0] != "@")


def names_in(text: str) -> list[Named]:
    """List runs of words that could be a name."""
    pieces = list(pieces_of(text))
    is_shouted = are_capitals_idle(pieces)
    found: dict[tuple[str, str], Named] = {}
    for start, piece in enumerate(pieces):
        if len(found) >= MOST_NAMES:
            break
        for named in names_from(pieces, start, is_shouted):
            found.setdefault((named.key, named.written), named)
        if piece.word[0] == "#":
            tag = piece.word[1:]
            found.setdefault((name_key(tag), piece.word), Named(name_key(tag), tag, 1, is_tag=True))
    return list(found.values())


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the words of a text."""
    opens = is_apart = True
    for match in PIECE.finditer(text):
        word = match[0]
        if word[0].isalnum() or word == "&" or (word[0] == "#" and len(word) > 1):
            stops = word.endswith(".") and len(word) > 2
            yield Piece(word.rstrip(".-"), opens, is_apart)
            opens = is_apart = stops
        elif word[0] in "@h" and len(word) > 1:
            is_apart = True
        else:
            is_apart = True
            opens = opens or word[0] in PARTING


def are_capitals_idle(pieces: Sequence[Piece]) -> bool:
    """Tell whether so many words begin with a capital that capitals say nothing."""
    words = [piece.word for piece in pieces if piece.word[0].isalpha() and len(piece.word) > 1]
    capital = sum(1 for word in words if word[0].isupper())
    return len(words) >= SHOUTED_FROM and capital >= SHOUTED_SHARE * len(words)


def names_from(pieces: Sequence[Piece], start: int, is_shouted: bool) -> Iterator[Named]:
    """Yield the names that could begin at one word."""
    first = pieces[start].word
    if first[0] == "#" or first == "&":
        return iter(())
    if is_capital(first) and not is_shouted:
        return big_names_from(pieces, start)
    return small_names_from(pieces, start)


def big_names_from(pieces: Sequence[Piece], start: int) -> Iterator[Named]:
    """Yield the runs of capital words that begin at one, over the small words between them."""
    for end in ends_of_runs(pieces, start, LONGEST_RUN):
        last = pieces[end - 1].word
        if is_capital(last):
            yield named_by(pieces, start, end, is_big=True)
        elif last.lower() not in CONNECTING:
            return


def small_names_from(pieces: Sequence[Piece], start: int) -> Iterator[Named]:
    """Yield the runs of small words that stand where a company would and are not all ordinary."""
    is_cued = start > 0 and pieces[start - 1].word.lower() in BEFORE
    is_telling, length = False, 0
    for end in ends_of_runs(pieces, start, LONGEST_SMALL_RUN):
        word = pieces[end - 1].word
        is_telling, length = is_telling or not is_ordinary(word), length + len(word)
        if not is_telling or length < SMALL_FROM:
            continue
        if is_cued or word_after(pieces, end) in AFTER or word[-2:] in POSSESSIVES:
            yield named_by(pieces, start, end, is_big=False)


def word_after(pieces: Sequence[Piece], end: int) -> str:
    """Return the word that follows a run without anything between."""
    return pieces[end].word.lower() if end < len(pieces) and not pieces[end].is_apart else ""


def ends_of_runs(pieces: Sequence[Piece], start: int, longest: int) -> Iterator[int]:
    """Yield where the runs of words end that nothing parts."""
    for end in range(start + 1, min(start + longest, len(pieces)) + 1):
        if end - 1 > start and pieces[end - 1].is_apart:
            return
        yield end


def is_capital(word: str) -> bool:
    """Tell whether a word begins as names do; scripts without small letters always do."""
    return not word[0].islower()


def named_by(pieces: Sequence[Piece], start: int, end: int, *, is_big: bool) -> Named:
    """Describe a run of words with what stands around it."""
    run = [piece.word for piece in pieces[start:end]]
    before = [piece.word.lower() for piece in pieces[max(start - 2, 0) : start]]
    bare = POSSESSIVE.sub("", run[-1])
    written = " ".join([*run[:-1], bare])
    return Named(
        name_key(written),
        written,
        len(run),
        is_capital=is_big,
        opens=pieces[start].opens,
        is_owner=bare != run[-1],
        is_cued=bool(before) and before[-1] in BEFORE,
        is_served=word_after(pieces, end) in AFTER or bare != run[-1],
        is_compared=is_beside(before),
    )


def plain_handle(handle: str) -> str:
    """Return a handle without its server, its domain and what parts its words."""
    return handle.lower().partition("@")[0].partition(".")[0].replace("_", "")


def name_in_handle(handle: str) -> str:
    """Return the name that a handle spells, without what support accounts add to it."""
    plain = plain_handle(handle)
    return DOORS_OF_A_HANDLE.sub("", plain) or plain
