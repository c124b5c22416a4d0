"""Count characters as people see them: what combines with the one before it counts with that one (UAX 29)."""

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
FLAGS = range(0x1F1E6, 0x1F200)
TONES = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
LEADS, VOWELS, TAILS, SYLLABLES = (
    range(0x1100, 0x1160),
    range(0x1160, 0x11A8),
    range(0x11A8, 0x1200),
    range(0xAC00, 0xD7A4),
)
EXTENDING = frozenset(("Mn", "Me", "Mc"))
JOINED_VOWELS = "\u0e33\u0eb3"
PICTURES = (range(0x2190, 0x2400), range(0x2600, 0x27C0), range(0x2B00, 0x2C00), range(0x1F000, 0x1FB00))
PICTURES_TOO = frozenset((0xA9, 0xAE, 0x203C, 0x2049, 0x2122, 0x2139, 0x3030, 0x303D, 0x3297, 0x3299))


def count_clusters(text: str) -> int:
    """Count the characters of a text as a reader would."""
    return sum(1 for _ in clusters_of(unicodedata.normalize("NFC", text)))


def clusters_of(text: str) -> Iterator[str]:
    """Cut a text into characters as a reader sees them."""
    start = 0
    for place in range(1, len(text)):
        if not is_joined(text, start, place):
            yield text[start:place]
            start = place
    if text:
        yield text[start:]


def is_joined(text: str, start: int, place: int) -> bool:
    """Tell whether no boundary stands before a place, in a cluster that began at `start`."""
    before, after = text[place - 1], text[place]
    if before in "\r\n" or after in "\r\n":
        return before == "\r" and after == "\n"
    if is_control(before) or is_control(after):
        return False
    if extends(after):
        return True
    if before == JOINER and is_picture(after):
        return is_picture(text[start])
    if ord(before) in FLAGS and ord(after) in FLAGS:
        return (place - start) % 2 == 1
    return is_one_syllable(ord(before), ord(after))


def extends(letter: str) -> bool:
    """Tell whether a character combines with the one before it."""
    code = ord(letter)
    return (
        letter in (JOINER, "\u200c", *JOINED_VOWELS)
        or code in TONES
        or code in TAGS
        or unicodedata.category(letter) in EXTENDING
    )


def is_control(letter: str) -> bool:
    """Tell whether a character stands for itself always."""
    is_format = unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp")
    return is_format and letter not in (JOINER, "\u200c") and ord(letter) not in TAGS


def is_picture(letter: str) -> bool:
    """Tell whether a character can be part of a joined emoji."""
    code = ord(letter)
    return code in PICTURES_TOO or any(code in each for each in PICTURES)


def is_one_syllable(before: int, after: int) -> bool:
    """Tell whether two Korean letters make one syllable."""
    if before in LEADS:
        return after in LEADS or after in VOWELS or after in SYLLABLES
    is_open = before in VOWELS or (before in SYLLABLES and (before - SYLLABLES.start) % 28 == 0)
    if is_open:
        return after in VOWELS or after in TAILS
    is_closed = before in TAILS or before in SYLLABLES
    return is_closed and after in TAILS
