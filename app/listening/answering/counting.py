"""Count the length of a reply as its network does.

X: 280 in all; an address counts 23 whatever its length, an emoji 2, most scripts 1 a character, the others 2.
"""

import re
import unicodedata

X_LONGEST = 280
X_ADDRESS = 23
LIMITS = {"x": X_LONGEST}

LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
ENDINGS = "com|org|net|io|app|dev|info|co|ai|edu|gov|uk|de|fr|eu"
ADDRESS = re.compile(
    rf"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]]|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:{ENDINGS})\b(?:/[^\s]*[^\s.,;:!?)\]])?",
    re.IGNORECASE,
)
PICTURE = "[\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\U0001f300-\U0001faff]"
EMOJI = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*"
    rf"(?:\u200d{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)


def length_on(network: str, text: str) -> int:
    """Return how long a network finds this text; where we do not know, its characters."""
    return length_on_x(text) if network == "x" else len(unicodedata.normalize("NFC", text))


def longest_on(network: str) -> int | None:
    """Return how long a reply may be, or None where we do not know."""
    return LIMITS.get(network)


def length_on_x(text: str) -> int:
    """Return the weighted length of a text on X."""
    text = unicodedata.normalize("NFC", text)
    rest, addresses = ADDRESS.subn("", text)
    rest, pictures = EMOJI.subn("", rest)
    return addresses * X_ADDRESS + pictures * 2 + sum(1 if is_light(letter) else 2 for letter in rest)


def is_light(letter: str) -> bool:
    """Tell whether a character counts once."""
    return any(low <= ord(letter) <= high for low, high in LIGHT)
