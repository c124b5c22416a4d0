"""Names of people in a story, and how a member of staff is shown until they agree to more."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

DEFAULT_ROLE = "support"
UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄҐ"
WORD = rf"[{UPPER}][\w'’-]{{1,40}}"
FULL = rf"{WORD}(?: (?:van|von|de|del|der|da|di|la|le|bin|al) | |-){WORD}(?: {WORD})?"
BEFORE = (
    r"(?:named|called|name (?:is|was)|agent|advisor|adviser|colleague|engineer|technician|manager|representative|rep"
    r"|spoke (?:to|with)|talked (?:to|with)|chatted with|thanks? to|thank you,?|thank|helped by|met|kudos to"
    r"|credit to|from|by|звали|звати|оператор|менеджер|спеціаліст|специалист|спасибо|дякую"
    r"|namens|heißt|Danke an|merci à|gracias a)"
)
AFTER = (
    r"(?:answered|helped|stayed|called|explained|solved|fixed|listened|took|picked up|rang|phoned|wrote|replied"
    r"|apologi[sz]ed|kept|promised|from (?:support|the)|in (?:support|the)|at the (?:help|support|service)|was|did|went"
    r"|sorted|found)"
)
TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Frau|Mme|Señora?|Sr|Sra|г-н|г-жа|пан|пані)\.? ({WORD}(?: {WORD})?)")
CUED = re.compile(rf"\b(?i:{BEFORE}) ({FULL})(?!\w)")
DOING = re.compile(rf"(?<!\w)({FULL}),? {AFTER}\b")
NOT_PEOPLE = frozenset(
    """the a an customer customers client support service services team help desk care centre center company bank
    department line office shop store black friday cyber new year christmas easter january february march april may june
    july august september october november december monday tuesday wednesday thursday friday saturday sunday north
    south east west united great my our their his her your this that it we they i when after before then google
    microsoft apple amazon windows technical claims billing repair night storm ltd inc gmbh best first mr mrs ms miss
    dr sir madam and for from of on in at with he she me is was""".split()
)
HANDLE = re.compile(r"[@_\d]|\w\\\.\w")
LONGEST_SHOWN = 120


def find_full_names(text: str, *, nominee: str = "", company: str = "") -> Iterator[tuple[int, int]]:
    """Find where the nominee is named, and what reads like the full name of somebody."""
    yield from find_name(text, nominee)
    ours = NOT_PEOPLE | {word.casefold() for word in re.findall(r"\w+", company)}
    for pattern in (TITLED, CUED, DOING):
        for match in pattern.finditer(text):
            words = {word.casefold() for word in re.findall(r"[\w'’]+", match.group(1))}
            if not words & ours:
                yield match.span(1)


def find_name(text: str, full_name: str) -> list[tuple[int, int]]:
    """Find every place where a person is named: in full however it is typed, by one part of it, or with an ending."""
    found: list[tuple[int, int]] = []
    bare = _bare(text)
    for pattern in _patterns(_bare(full_name)):
        for match in pattern.finditer(bare):
            if all(match.end() <= start or match.start() >= end for start, end in found):
                found.append(match.span())
    return sorted(found)


def _bare(text: str) -> str:
    """Take accents off letters, one for one, so that places stay the same."""
    return text if text.isascii() else "".join(_bare_letter(each) for each in text)


@lru_cache(maxsize=4_096)
def _bare_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return "'" if letter == "’" else base if base.lower() != base.upper() else letter


def _patterns(full_name: str) -> list[re.Pattern[str]]:
    """Build what to look for, the whole name first; a small word may be a common one and is left alone."""
    words = [word for word in re.split(r"[\s,-]+", full_name) if word]
    whole = r"[\s-]+".join(map(re.escape, words))
    is_small = full_name == full_name.lower()
    parts = [part for part in dict.fromkeys(words) if _may_stand_alone(part.capitalize() if is_small else part)]
    is_whole = HANDLE.search(whole) or (parts and len(words) > 1)
    patterns = [re.compile(_bounded(whole, full_name), re.IGNORECASE)] if is_whole else []
    return patterns + [re.compile(_bounded(_inflected(part), part)) for part in parts]


def _may_stand_alone(part: str) -> bool:
    plain = part.strip(".'")
    if _has_no_case(plain):
        return len(plain) >= 2
    is_name = len(plain) >= 3 or (len(plain) == 2 and plain.istitle())
    return is_name and plain[0].isupper() and not part.endswith(".") and plain.casefold() not in NOT_PEOPLE


def _bounded(pattern: str, name: str) -> str:
    return pattern if _has_no_case(name) else rf"(?<!\w){pattern}(?!\w)"


def _inflected(part: str) -> str:
    """Let a name begin large and go on in any letters; one in Cyrillic or Greek letters may change its ending."""
    first, rest = re.escape(part[0].upper()), part[1:]
    if len(part) >= 4 and unicodedata.name(part[0], "").startswith(("CYRILLIC", "GREEK")):
        return rf"{first}(?i:{re.escape(rest[:-1])}\w{{0,3}})"
    return f"{first}(?i:{re.escape(rest)})" if len(part) > 2 else first + re.escape(rest)


def _has_no_case(words: str) -> bool:
    return any(unicodedata.category(letter) == "Lo" for letter in words)


def initial_of(name: str) -> str:
    """Return the initial by which a person is shown."""
    first = next((letter for letter in name if letter.isalpha()), "")
    return f"{first.upper()}." if first else ""


def shown_name(full_name: str, role: str, *, has_consented: bool) -> str:
    """Return how a member of staff is shown: initial and role, or the name once consent is recorded.

    Where name and role are too long together, the name stands alone.
    """
    name = full_name.strip() if has_consented else initial_of(full_name)
    shown = ", ".join(part for part in (name, role.strip() or DEFAULT_ROLE) if part)
    return shown if len(shown) <= LONGEST_SHOWN else name
