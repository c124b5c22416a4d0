"""The words and phrases of praise as one dictionary: each word's meanings as bits, and the phrases it begins."""

import re
from collections import defaultdict
from collections.abc import Iterator
from sys import intern
from typing import NamedTuple

from app.listening.praise.deeds import DEEDS
from app.listening.praise.names import NAMES
from app.listening.praise.phrases import PHRASES
from app.listening.praise.turns import TURNS
from app.listening.praise.voices import VOICES
from app.listening.praise.words import WORDS

SINGLE = ("name", "handle", "link", "signature", "denied praise", "lone praise", "end", "question mark", "comma")
ALL_PHRASES = PHRASES | DEEDS | TURNS | VOICES
GROUPS = tuple(dict.fromkeys([*WORDS, *ALL_PHRASES, *SINGLE]))
BITS = {group: 1 << place for place, group in enumerate(GROUPS)}
TOKEN = re.compile(
    r"https?://\S+|[@#]\w+|<\w+>|[:;=]'?-?[()Dd/]+(?!\w)|<3|\^[A-Za-z]{2}\b|\*[A-Z]\w*"
    r"|\d+[.:,/]\d+|[^\W_]+(?:'[^\W_]+)*\+*|[.!?,\n&;…]|[☀-➿⭐🌀-🫿]"
)
MARKS_OF_SIGNS = {
    **dict.fromkeys(".!;…\n", "end"),
    "?": "question mark",
    ",": "comma",
    "<name>": "name",
}

# A phrase is its length, its words after the first, and its bits.
Phrase = tuple[int, list[str], int]
IN_HASHTAGS = {
    "service": "customerservice custserv customercare customersupport service support",
    "praise": "great best awesome amazing excellent love impressed brilliant superb good happycustomer forlife loyal",
    "gratitude": "thank grateful appreciat kudos props shoutout",
    "complaint": "fail worst bad poor never terrible awful horrible sucks nothappy unhappy disappoint rude angry",
    "job": "job hiring career vacancy recruit",
    "giveaway": "giveaway contest competition",
}
NO_PHRASES: dict[str, tuple[Phrase, ...]] = {}


class Entry(NamedTuple):
    """What one word means, and the phrases it begins, by their second word and the longest first."""

    marks: int
    phrases: dict[str, tuple[Phrase, ...]]


def bits(groups: str) -> int:
    """Join the bits of groups parted by `|`."""
    joined = 0
    for group in filter(None, map(str.strip, groups.split("|"))):
        joined |= BITS[group]
    return joined


INSIDE_HASHTAGS = tuple((word, BITS[group]) for group, words in IN_HASHTAGS.items() for word in words.split())
# A phrase keeps these meanings of its own words: "great care" is still great.
KEPT = bits("praise | mild | manner | gratitude | salute | help | reply | outcome | speed | your")
KEEPERS = {"service", "role", "idiom", "solved", "swift", "care act", "thanks for", "salute"}


def words_with_marks() -> dict[str, int]:
    """Read the groups of words into one dictionary of bits."""
    marks: defaultdict[str, int] = defaultdict(int)
    for group, words in WORDS.items():
        for word in words.split():
            marks[" ".join(TOKEN.findall(word))] |= BITS[group]
    for name in NAMES:
        marks[name] |= BITS["name"]
    for sign, group in MARKS_OF_SIGNS.items():
        marks[sign] |= BITS[group]
    return dict(marks)


def phrases_with_marks(words: dict[str, int]) -> Iterator[tuple[list[str], int]]:
    """Yield each phrase as its words and its bits."""
    for word, marks in words.items():
        if " " in word:
            yield word.split(), marks
    for group, phrases in ALL_PHRASES.items():
        for phrase in phrases.split("|"):
            parts = list(map(intern, phrase.split()))
            kept = 0
            if group in KEEPERS:
                for part in parts:
                    kept |= words.get(part, 0) & KEPT
            yield parts, BITS[group] | kept


def build() -> dict[str, Entry]:
    """Make the one dictionary that reading a post looks words up in."""
    words = words_with_marks()
    joined: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for parts, marks in phrases_with_marks(words):
        joined[tuple(parts)] |= marks
    lexicon = {word: Entry(marks, NO_PHRASES) for word, marks in words.items() if " " not in word}
    for (first, *rest), marks in sorted(joined.items(), key=lambda pair: -len(pair[0])):
        entry = lexicon.get(first, Entry(0, NO_PHRASES))
        if not rest:
            lexicon[first] = entry._replace(marks=entry.marks | marks)
            continue
        if entry.phrases is NO_PHRASES:
            entry = lexicon[first] = Entry(entry.marks, {})
        begun = entry.phrases.get(rest[0], ())
        entry.phrases[rest[0]] = (*begun, (len(rest) + 1, rest, marks))
    return lexicon


LEXICON = build()
