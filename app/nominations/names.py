"""Names of people in a story, and how a member of staff is shown until they agree to more."""

import re
import unicodedata
from collections.abc import Iterator

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
    microsoft apple amazon windows technical claims billing repair night storm ltd inc gmbh best first""".split()
)


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
    """Find every place where a person is named: in full, by one part of the name, or with another ending."""
    found: list[tuple[int, int]] = []
    for pattern in _patterns(full_name):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in found):
                found.append(match.span())
    return sorted(found)


def _patterns(full_name: str) -> list[re.Pattern[str]]:
    """Build what to look for, the whole name first; a part in lower case may be a common word and is left alone."""
    parts = [part for part in dict.fromkeys(re.split(r"[\s,]+", full_name.strip())) if _may_stand_alone(part)]
    whole = r"\s+".join(re.escape(part) for part in full_name.split())
    is_name = bool(parts) and len(full_name.split()) > 1
    patterns = [re.compile(_bounded(whole, full_name), re.IGNORECASE)] if is_name else []
    return patterns + [re.compile(_bounded(_inflected(part), part)) for part in parts]


def _may_stand_alone(part: str) -> bool:
    plain = part.strip(".’'")
    if _has_no_case(plain):
        return len(plain) >= 2
    return len(plain) >= 3 and plain[0].isupper() and not part.endswith(".") and plain.casefold() not in NOT_PEOPLE


def _bounded(pattern: str, name: str) -> str:
    return pattern if _has_no_case(name) else rf"(?<!\w){pattern}(?!\w)"


def _inflected(part: str) -> str:
    """Let a name in Cyrillic or Greek letters change its ending."""
    if len(part) >= 4 and unicodedata.name(part[0], "").startswith(("CYRILLIC", "GREEK")):
        return rf"{re.escape(part[:-1])}\w{{0,3}}"
    return re.escape(part)


def _has_no_case(words: str) -> bool:
    return any(unicodedata.category(letter) == "Lo" for letter in words)


def initial_of(name: str) -> str:
    """Return the initial by which a person is shown."""
    first = next((letter for letter in name if letter.isalpha()), "")
    return f"{first.upper()}." if first else ""


def shown_name(full_name: str, role: str, *, has_consented: bool) -> str:
    """Return how a member of staff is shown: initial and role, or the name once consent is recorded."""
    name = full_name.strip() if has_consented else initial_of(full_name)
    return ", ".join(part for part in (name, role.strip() or DEFAULT_ROLE) if part)
