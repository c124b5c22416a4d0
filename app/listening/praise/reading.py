"""Read a post into clauses: what each says, what it denies, and what the whole post holds."""

import re
from typing import NamedTuple

from app.listening.praise.lexicon import BITS, INSIDE_HASHTAGS, LEXICON, TOKEN, bits

LONGEST = 2_000
REACH_OF_NOT = 5
STRETCHED = re.compile(r"([a-z])\1\1", re.IGNORECASE)
LONG_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
RUN = re.compile(r"([a-z])\1+", re.IGNORECASE)

QUICK_BEFORE = frozenset("in within under inside only just".split())
SLOW_BEFORE = frozenset("for after over hold waiting waited another been still took takes wait".split())
SLOW_AFTER = frozenset("late delay delayed ago wait waiting hold".split())
TAKING = frozenset("took takes taken".split())
GENEROUS = frozenset("stayed worked talked helping helped patiently spends".split())
NO_DEED = frozenset(
    "letting flying following sharing having choosing making nothing anything something being stopping "
    "visiting joining coming attending tuning inviting".split()
)
GREETINGS = frozenset("hi hello hey dear".split())

TIME, HARM, SWIFT, TROUBLE = BITS["time"], BITS["harm"], BITS["swift"], BITS["trouble"]
NAME, LINK, HANDLE, SIGNATURE = BITS["name"], BITS["link"], BITS["handle"], BITS["signature"]
HELP, GREETING, DENIED, LONE = BITS["help"], BITS["agent"], BITS["denied praise"], BITS["lone praise"]
NOT, BUT, FOR = BITS["not"], BITS["but"], bits("thanks for | for")
BY_NEIGHBOUR = TIME | NAME
ENDS = bits("end | question mark | but")
TURNS = ENDS | bits("not | comma") | FOR
THANKFUL = bits("gratitude | salute | thanks for")
FEELING = bits("praise | mild | manner")
WARM = FEELING | bits("gratitude | help | outcome | reply | swift | care act | solved")
COLD = bits("complaint")
THANKS_FOR, UNKIND = BITS["thanks for"], bits("complaint | trouble | harm | not | wishful")
UNREAL = bits("wishful | request | thanks ahead | question mark | job | giveaway | bitter")
PLEASED = WARM | bits("idiom | salute | no fuss | service | role | name")
ALONE = bits("praise | mild | not | handle | end | thanks for")


class Reading(NamedTuple):
    """The clauses of a post as bits of meaning, each word's bits in order, and the bits of the whole."""

    clauses: list[int]
    seen: list[int]
    whole: int


def read(text: str) -> Reading:
    """Read one post."""
    tokens = TOKEN.findall(tidy(text))
    words = [token.lower() for token in tokens]
    return into_clauses(meanings(tokens, words), words)


def tidy(text: str) -> str:
    """Even out what typing does to words: curly quotes, entities, stretched letters."""
    text = (
        text[:LONGEST]
        .replace("’", "'")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("?!", "!")
        .replace("!?", "!")
    )
    if STRETCHED.search(text):
        return LONG_WORD.sub(shorten, text)
    return text


def shorten(match: re.Match[str]) -> str:
    """Shorten a stretched word to one we know, "soooo goood" to "so good"."""
    word = match.group()
    if not STRETCHED.search(word):
        return word
    doubled = RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in LEXICON else RUN.sub(r"\1", word)


def meanings(tokens: list[str], words: list[str]) -> list[tuple[int, int]]:
    """List what the words mean, each with the place after it; `words` are the tokens in lower case."""
    found: list[tuple[int, int]] = []
    after = 0
    following = [*words[1:], ""]
    for place, word in enumerate(words):
        if place < after:
            continue
        after = place + 1
        entry = LEXICON.get(word)
        if entry is None:
            if word[0] in "@#^*h":
                found.append((unlisted(word), after))
            continue
        marks, phrases = entry
        for length, rest, meaning in phrases.get(following[place], ()):
            if words[after : place + length] == rest:
                marks, after = meaning, place + length
                break
        if marks & BY_NEIGHBOUR:
            marks = waiting_or_quick(words, place) if marks & TIME else named(marks, place, tokens, words)
        found.append((marks, after))
    return found


def into_clauses(found: list[tuple[int, int]], words: list[str]) -> Reading:
    """Part the meanings into clauses, minding what is denied, thanked for, wished or asked."""
    clauses: list[int] = []
    seen: list[int] = []
    clause = begun = 0
    denied_to = -1
    for marks, after in found:
        if after <= denied_to:
            marks = deny(marks)
        if marks & TURNS:
            denied_to = after + REACH_OF_NOT if marks & NOT else -1
            if marks & FOR and (marks | clause) & THANKFUL:
                marks |= THANKS_FOR | deed(words[after : after + 2])
        seen.append(marks)
        if marks & ENDS:
            clauses.append(closed(clause | marks & ~BUT, seen, begun))
            clause, begun = marks & BUT, len(seen)
            continue
        clause |= marks
    clauses.append(closed(clause, seen, begun))
    whole = 0
    for clause in clauses:
        whole |= clause
    return Reading(clauses, seen, whole)


def closed(clause: int, seen: list[int], begun: int) -> int:
    """Finish a clause; one that only wishes, asks or mocks has its praise unsaid, also in `seen`."""
    if clause & UNREAL:
        clause &= ~PLEASED
        seen[begun:] = [marks & ~PLEASED for marks in seen[begun:]]
    if clause & FEELING and not clause & ~ALONE:
        clause |= LONE
    return clause


def unlisted(word: str) -> int:
    """Give the bits of a handle, a hashtag, a link or an agent's signature."""
    if word[0] == "@":
        return HANDLE
    if word[0] == "#":
        return hashtag(word)
    if word.startswith("http"):
        return LINK
    return SIGNATURE if word[0] in "^*" else 0


def hashtag(word: str) -> int:
    """Read a hashtag by the words inside it, "#greatcustomerservice"."""
    marks = 0
    for inside, meaning in INSIDE_HASHTAGS:
        if inside in word:
            marks |= meaning
    return marks


def named(marks: int, place: int, tokens: list[str], words: list[str]) -> int:
    """Tell a name from a word like it, and an agent's greeting from praise of somebody."""
    if tokens[place] == words[place] != "<name>":
        return marks & ~NAME
    if place and words[place - 1] in GREETINGS:
        return marks & ~NAME | GREETING
    return marks


def waiting_or_quick(words: list[str], place: int) -> int:
    """Tell "in ten minutes" from "after ten minutes" by the words around the unit of time."""
    if words[place + 1 : place + 2] and words[place + 1] in SLOW_AFTER:
        return HARM if words[place][0] in "hd" else 0
    if words[place + 1 : place + 2] == ["later"]:
        return 0
    for word in words[max(place - 4, 0) : place][::-1]:
        if word in TAKING and words[place][0] in "ms":
            return SWIFT
        if word in SLOW_BEFORE:
            return SWIFT if GENEROUS.intersection(words[max(place - 9, 0) : place]) else HARM
        if word in QUICK_BEFORE:
            return SWIFT
    return TROUBLE if words[place][0] in "hd" else 0


def deed(words: list[str]) -> int:
    """Tell whether somebody is thanked for doing something, "thanks for (actually) finding my bag"."""
    return HELP if any(word.endswith("ing") and is_kind(word) for word in words) else 0


def is_kind(deed: str) -> bool:
    """Tell whether a deed we may not know, "finding" or "losing", is worth thanks."""
    entry = LEXICON.get(deed)
    return deed not in NO_DEED and not (entry and entry.marks & UNKIND)


def deny(marks: int) -> int:
    """Turn round what follows a "not": denied praise is none, a denied complaint is none."""
    if marks & FEELING:
        marks |= DENIED
    return marks & ~(WARM | COLD)
