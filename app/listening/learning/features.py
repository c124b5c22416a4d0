"""Turn a post into what the learner sees: the rule's own answer, and hashed numbers of its signs, words and shape."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import NamedTuple

from app.listening.praise.lexicon import GROUPS, TOKEN
from app.listening.praise.reading import into_clauses, meanings, tidy
from app.listening.praise.scoring import signs_in
from app.listening.praise.weights import START

SIGN, MEANING, WORD, PAIR, SHAPE = range(5)
BLOCK_BITS = 3
BLOCK = (1 << BLOCK_BITS) - 1
BUCKETS = 1 << 21
MOST_WORDS = 300
MOST_KNOWN = 50_000
FIRST, SECOND = 1_000_003, 8_191
LONGEST_SHAPE = 6


class Features(NamedTuple):
    """The rule's answer as log-odds, and what else a post holds, as sorted numbers whose low bits name their block."""

    prior: float
    numbers: tuple[int, ...]


class Hashing:
    """Give words their numbers; under a site's own key nobody can look them up in a dictionary."""

    def __init__(self, key: bytes = b"") -> None:
        self._key = key[:64]
        self._known: dict[str, int] = {}
        self._groups = [self.number(group) << BLOCK_BITS | MEANING for group in GROUPS]

    def features(self, text: str) -> Features:
        """Read one post."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[Features, dict[str, float]]:
        """Read one post, and give the rule's signs beside."""
        tokens = TOKEN.findall(tidy(text))
        words = [token.lower() for token in tokens]
        reading = into_clauses(meanings(tokens, words), words)
        signs = signs_in(reading)
        numbers = {self.number(sign) << BLOCK_BITS | SIGN for sign in signs}
        numbers.update(self._meant(reading.whole), self._worded(words), self._shaped(text, words))
        return Features(START + sum(signs.values()), tuple(sorted(numbers))), signs

    def number(self, word: str) -> int:
        """Return a word's number, the same in every process."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            digest = blake2b(nameless(word).encode("utf-8", "replace"), digest_size=4, key=self._key).digest()
            found = self._known[word] = int.from_bytes(digest, "big") % BUCKETS
        return found

    def _meant(self, whole: int) -> Iterator[int]:
        while whole:
            lowest = whole & -whole
            yield self._groups[lowest.bit_length() - 1]
            whole ^= lowest

    def _worded(self, words: Sequence[str]) -> Iterator[int]:
        before = 0
        for word in words[:MOST_WORDS]:
            number = self.number(word)
            yield number << BLOCK_BITS | WORD
            yield (before * FIRST + number * SECOND) % BUCKETS << BLOCK_BITS | PAIR
            before = number

    def _shaped(self, text: str, words: Sequence[str]) -> Iterator[int]:
        for shape in shapes(text, words):
            yield self.number(shape) << BLOCK_BITS | SHAPE


def nameless(word: str) -> str:
    """Read every handle as one word and every link as another: who is spoken to says nothing of praise."""
    if word[:1] == "@":
        return "@somebody"
    return "http://somewhere" if word.startswith("http") else word


def shapes(text: str, words: Sequence[str]) -> Iterator[str]:
    """Say how a post is built: how long, to whom, how loud, how it ends."""
    yield f"length {min(len(words) // 5, LONGEST_SHAPE)}"
    yield f"loud {min(text.count('!'), 2)}"
    if text[:1] == "@":
        yield "to somebody"
    if "?" in text:
        yield "asks"
    if words:
        yield f"ends {nameless(words[-1])}"
