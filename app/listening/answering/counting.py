"""Count the length of a reply as its network does.

X: 280 in all; an address counts 23 whatever its length, an emoji 2, most scripts 1 a character, the others 2.
Bluesky: 300 characters as people see them. Mastodon: 500 of those; an address counts 23, of @ada@server only @ada.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.listening.answering.clusters import count_clusters

ADDRESS_COUNTS = 23

LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
ENDINGS = "com|org|net|io|app|dev|info|co|ai|edu|gov|uk|de|fr|eu"
ADDRESS = re.compile(
    rf"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:{ENDINGS})\b(?:/[^\s]*[^\s.,;:!?)\]])?",
    re.IGNORECASE,
)
WHOLE_ADDRESS = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]", re.IGNORECASE)
FAR_HANDLE = re.compile(r"(?<![\w/@])(@\w+(?:[.-]+\w+)*)@[\w.-]*\w")
PICTURE = "[\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U0001f300-\U0001faff]"
EMOJI = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
    rf"(?:\u200d{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)


class Way(NamedTuple):
    """How one network counts, and how much it takes."""

    longest: int
    count: Callable[[str], int]


def length_on(network: str, text: str) -> int:
    """Return how long a network finds this text; where we do not know, its characters as people see them."""
    way = WAYS.get(network)
    return way.count(text) if way else count_clusters(text)


def longest_on(network: str) -> int | None:
    """Return how long a reply may be, or None where we do not know."""
    way = WAYS.get(network)
    return way.longest if way else None


def length_on_x(text: str) -> int:
    """Return the weighted length of a text on X."""
    text = unicodedata.normalize("NFC", text)
    rest, addresses = ADDRESS.subn("", text)
    rest, pictures = EMOJI.subn("", rest)
    return addresses * ADDRESS_COUNTS + pictures * 2 + sum(1 if is_light(letter) else 2 for letter in rest)


def is_light(letter: str) -> bool:
    """Tell whether a character counts once on X."""
    return any(low <= ord(letter) <= high for low, high in LIGHT)


def length_on_mastodon(text: str) -> int:
    """Return the length of a text on Mastodon."""
    rest, addresses = WHOLE_ADDRESS.subn("", text)
    return addresses * ADDRESS_COUNTS + count_clusters(FAR_HANDLE.sub(r"\1", rest))


WAYS: Mapping[str, Way] = {
    "x": Way(280, length_on_x),
    "bluesky": Way(300, count_clusters),
    "mastodon": Way(500, length_on_mastodon),
}
