"""Find out, with the posts we hold, what the words of a watch would bring, and which of them are noise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.listening.rules import MentionState
from app.listening.watching.searches import Terms, holds, is_welcome

SHOWN = 20
NOISE_FROM, NOISY_SHARE = 4, 0.75


class HeldPost(NamedTuple):
    """A post that we hold, as far as matching needs it."""

    id: int
    network: str
    lang: str
    text: str
    rank: float
    state: MentionState


class Match(NamedTuple):
    """A post that would be found, and the words that find it."""

    post: HeldPost
    words: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """How many posts one phrase or hashtag finds, and how many of those were let go."""

    words: str
    found: int = 0
    let_go: int = 0

    @property
    def is_noisy(self) -> bool:
        """Tell whether most of what it finds is let go."""
        return self.found >= NOISE_FROM and self.let_go >= NOISY_SHARE * self.found


@dataclass(slots=True)
class Matched:
    """What the words of a watch find among the posts looked through, best first."""

    looked_at: int = 0
    found: int = 0
    on_x: int = 0
    best: list[Match] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)

    @property
    def silent(self) -> list[str]:
        """List the words that find nothing."""
        return [each.words for each in self.tallies if not each.found]

    @property
    def noisy(self) -> list[Tally]:
        """List the words whose posts are mostly let go."""
        return [each for each in self.tallies if each.is_noisy]


def match(terms: Terms, networks: Sequence[str], posts: Iterable[HeldPost]) -> Matched:
    """Look through posts for what a watch wants, on the networks it asks."""
    matched = Matched(tallies=[Tally(words) for words in words_of(terms)])
    found: list[Match] = []
    for post in posts:
        matched.looked_at += 1
        hits = [each for each in matched.tallies if stands_in(post.text, each.words)]
        if not hits or post.network not in networks or not is_welcome(terms, text=post.text, lang=post.lang):
            continue
        matched.on_x += post.network == "x"
        found.append(Match(post, tuple(each.words for each in hits)))
        for each in hits:
            each.found += 1
            each.let_go += post.state is MentionState.DISMISSED
    matched.found = len(found)
    matched.best = sorted(found, key=lambda each: (-each.post.rank, -each.post.id))[:SHOWN]
    return matched


def words_of(terms: Terms) -> list[str]:
    """List everything a watch looks for that can be looked for here."""
    return [*terms.phrases, *(f"#{tag}" for tag in terms.hashtags)]


def stands_in(text: str, words: str) -> bool:
    """Tell whether words stand in a text; a cheap look spares most of the exact ones."""
    first = words.split()[0].casefold()
    return first in text.casefold() and holds(text, words)
