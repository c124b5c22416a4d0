"""Read a post into clauses: what each says, what it denies, and what the whole post holds."""

import re
from dataclasses import dataclass

from app.listening.praise_lexicon import BITS, INSIDE_HASHTAGS, LEXICON, TOKEN, bits

LONGEST = 2_000
REACH_OF_NOT = 5
STRETCHED = re.compile(r"([a-z])\1\1", re.IGNORECASE)
STRETCHED_WORD = re.compile(r"[a-z]*([a-z])\1\1[a-z]*", re.IGNORECASE)
RUN = re.compile(r"([a-z])\1+", re.IGNORECASE)
NAME, LINK, HANDLE, SIGNATURE = BITS["name"], BITS["link"], BITS["handle"], BITS["signature"]
NOT, BUT, ASKS = BITS["not"], BITS["but"], BITS["question mark"]
ENDS = bits("end | question mark | but")
TURNS = ENDS | bits("not | comma")
TIME, HARM, SWIFT, TROUBLE = BITS["time"], BITS["harm"], BITS["swift"], BITS["trouble"]
QUICK_BEFORE = frozenset("in within under inside only just".split())
SLOW_BEFORE = frozenset("for after over hold waiting waited another been still took takes wait".split())
SLOW_AFTER = frozenset("late later delay delayed ago wait waiting hold".split())
WARM = bits("praise | mild | manner | gratitude | help | outcome | reply | swift | care act | solved")
FEELING = bits("praise | mild | manner")
DENIED = BITS["denied praise"]
UNREAL = bits("wishful | request | thanks ahead | question mark | job | giveaway | bitter")
PLEASED = WARM | bits("idiom | salute | solved | care act | no fuss | service | role | name")
COLD = bits("complaint")


@dataclass(slots=True)
class Reading:
    """The clauses of a post as bits of meaning, each word's bits in order, and the bits of the whole."""

    clauses: list[int]
    seen: list[int]
    whole: int


def read(text: str) -> Reading:
    """Read one post."""
    tokens = TOKEN.findall(tidy(text))
    return read_tokens(tokens, [token.lower() for token in tokens])


def tidy(text: str) -> str:
    """Even out what typing does to words: curly quotes, entities, stretched letters."""
    text = text[:LONGEST].replace("’", "'").replace("&amp;", "&").replace("&lt;", "<")
    if STRETCHED.search(text):
        return STRETCHED_WORD.sub(shorten, text)
    return text


def shorten(match: re.Match[str]) -> str:
    """Shorten a stretched word to one we know, "soooo goood" to "so good"."""
    word = match.group()
    doubled = RUN.sub(r"\1\1", word)
    return doubled if doubled.lower() in LEXICON else RUN.sub(r"\1", word)


def read_tokens(tokens: list[str], words: list[str]) -> Reading:
    """Read a post already cut into tokens; `words` are the same in lower case."""
    clauses: list[int] = []
    seen: list[int] = []
    clause = whole = begun = 0
    go_on_at = 0
    denied_to = -1
    find = LEXICON.get
    for place, word in enumerate(words):
        if place < go_on_at:
            continue
        entry = find(word)
        if entry is None:
            if word[0] in "@#^*h":
                clause |= unlisted(word)
            continue
        marks, phrases = entry
        for length, rest, meaning in phrases:
            if words[place + 1 : place + length] == rest:
                marks = meaning
                go_on_at = place + length
                break
        if marks & NAME and tokens[place] == word != "<name>":
            marks &= ~NAME
        if marks & TIME:
            marks = waiting_or_quick(words, place)
        if place <= denied_to:
            marks = deny(marks)
        if marks & TURNS:
            denied_to = place + REACH_OF_NOT if marks & NOT else -1
            if marks & ENDS:
                clause |= marks & ASKS
                seen.append(marks)
                if clause & UNREAL:
                    clause = take_back(clause, seen, begun)
                whole |= clause
                clauses.append(clause)
                begun = len(seen)
                clause = marks & BUT
                continue
        clause |= marks
        seen.append(marks)
    if clause & UNREAL:
        clause = take_back(clause, seen, begun)
    clauses.append(clause)
    return Reading(clauses, seen, whole | clause)


def take_back(clause: int, seen: list[int], begun: int) -> int:
    """Unsay the praise of a clause that only wishes, asks or mocks."""
    seen[begun:] = [marks & ~PLEASED for marks in seen[begun:]]
    return clause & ~PLEASED


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


def waiting_or_quick(words: list[str], place: int) -> int:
    """Tell "in ten minutes" from "after ten minutes" by the words around the unit of time."""
    if words[place + 1 : place + 2] and words[place + 1] in SLOW_AFTER:
        return HARM if words[place][0] in "hd" else 0
    for word in words[max(place - 4, 0) : place][::-1]:
        if word in SLOW_BEFORE:
            return HARM
        if word in QUICK_BEFORE:
            return SWIFT
    return TROUBLE if words[place][0] in "hd" else 0


def deny(marks: int) -> int:
    """Turn round what follows a "not": denied praise is none, a denied complaint is none."""
    if marks & FEELING:
        marks |= DENIED
    return marks & ~(WARM | COLD)
