"""Spot what may be personal in a story: contact details, account numbers and names; a curator decides what is hidden.

Patterns advise and never decide, so each is tied to a shape or a word that ordinary stories seldom hold.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.nominations.masking import SHOWN_AS, MaskKind
from app.nominations.names import find_full_names, initial_of

EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:(?:\.|\s?\(dot\)\s?)[\w-]{1,63}){1,9}",
    re.IGNORECASE,
)
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
CARD = re.compile(r"(?<![\w-])\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?![\w-])")
ACCOUNT = re.compile(
    r"\b(?:account|acct|card|customer|member(?:ship)?|policy|patient|passport|insurance|sort code|iban|konto|kunden"
    r"|compte|client|cuenta|рахун\w{0,9}|счет\w{0,9}|счёт\w{0,9})"
    r"[\w ]{0,12}?(?:numb?er|no\.?|nr\.?|nummer|num[eé]ro|n[º°]|id|is|:|#|№)?"
    r"[\s:#]{0,8}((?=(?:(?:[^\W\d]|-){0,20}\d){4})[\w-]{6,24})",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?<![\w.,/:#€$£-])(?:\+|00)?\(?\d(?:[\s().\-/ –]{0,2}\d){5,14}(?![\w]|[.,:]\d)")
CALL = re.compile(
    r"(?:phone|tele?f\w*|telephon\w*|t[eé]l\.?|mobile|cell|call\w*|ring|rang|whats\s?app|text\w*|reach\w*|dial\w*|fax|handy"
    r"|тел\w*|дзвон\w*|звон\w*|номер\w*|電話|电话|هاتف|טלפון)[^.!?\d]{0,25}$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:order|ticket|case|invoice|ref\w*|booking|tracking|parcel|serial|error|code|version|model|#|№|isbn|€|\$|£|usd|eur|item"
    r"|bestell\w*|auftrag\w*|замовлен\w*|заказ\w*)[\w\s.:]{0,12}$",
    re.IGNORECASE,
)
DATED = re.compile(
    r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{2,4})(?:\s\d{1,2})?|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d"
)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[\s. ]000){1,5}|[1-9]\d{0,2}(?:([ .]))\d{3}(?:\1\d{3}){1,5}")
AMERICAN = re.compile(r"(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]\s?[2-9]\d{2}[-. ]\d{4}")
STREETS = (
    r"(?<!\w)\d{1,5}[a-zA-Z]?,? (?:[A-Z][\w'’.-]{0,40} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Court|Close"
    r"|Crescent|Square|Terrace|Way|Place|Boulevard|Blvd|Row|Gardens)\b",
    r"(?<!\w)[A-ZÄÖÜ][\w-]{0,40}(?:straße|strasse|str\.|weg|platz|allee|gasse|laan|straat|gatan|vej)\s\d{1,4}[a-z]?(?!\w)",
    r"(?<!\w)\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|chemin|impasse|quai) "
    r"(?:d[eu]s? |la |l['’]){0,4}[A-ZÉÈ][\w'’-]{1,40}(?: [A-ZÉÈ][\w-]{1,40}){0,5}",
    r"(?<!\w)(?:[Cc]alle|[Aa]venida|[Pp]laza|[Vv]ia|[Vv]iale|[Pp]iazza|[Rr]ua)(?: d[eia]\w{0,2})? "
    r"[A-ZÁÉÍÓÚ][\w-]{1,40}(?: [A-Z][\w-]{1,40})?,? (?:n[º°.] ?)?\d{1,4}(?!\w)",
    r"(?<!\w)(?:ул\.|улица|улице|вул\.|вулиц[яі]|просп\.|проспект|бул\.|бульвар|пер\.)\s?[А-ЯІЇЄ][\w’'-]{1,40},?\s(?:д\.\s?|буд\.\s?)?\d{1,4}[а-я]?(?!\w)",
    r"(?<!\w)(?:GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    r"(?<=, )[A-Z]{2} \d{5}(?:-\d{4})?(?!\w)",
    r"〒\s?\d{3}-\d{4}",
    r"(?<!\w)P\.?\s?O\.? Box \d{1,9}",
)
HAS_DIGIT = re.compile(r"\d")
ADDRESS = re.compile("|".join(f"(?:{street})" for street in STREETS))


@dataclass(frozen=True)
class Spot:
    """A passage that may be personal, and what readers would see instead."""

    start: int
    end: int
    kind: MaskKind
    words: str
    shown_as: str


def spot(text: str, *, nominee: str = "", company: str = "") -> list[Spot]:
    """List what may be personal in a story, in its order; `nominee` is a person's name, never a team's."""
    spots: list[Spot] = []
    for start, end, kind in _candidates(text, nominee, company):
        if all(end <= other.start or start >= other.end for other in spots):
            words = text[start:end]
            shown = initial_of(words) if kind is MaskKind.NAME else SHOWN_AS[kind]
            spots.append(Spot(start, end, kind, words, shown))
    return sorted(spots, key=lambda each: each.start)


def _candidates(text: str, nominee: str, company: str) -> Iterator[tuple[int, int, MaskKind]]:
    for match in EMAIL.finditer(text):
        yield *match.span(), MaskKind.EMAIL
    if HAS_DIGIT.search(text):
        yield from _numbered(text)
    for start, end in find_full_names(text, nominee=nominee, company=company):
        yield start, end, MaskKind.NAME


def _numbered(text: str) -> Iterator[tuple[int, int, MaskKind]]:
    """Find what always has a digit in it, so that the many stories without one cost nothing here."""
    for start, end in _accounts(text):
        yield start, end, MaskKind.ACCOUNT
    for match in ADDRESS.finditer(text):
        yield *match.span(), MaskKind.ADDRESS
    for match in DIGITS.finditer(text):
        if _is_phone(match.group(), text[: match.start()]):
            yield *match.span(), MaskKind.PHONE


def _accounts(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in IBAN.finditer(text) if _is_iban(match.group()))
    yield from (match.span() for match in CARD.finditer(text) if _is_card(match.group()))
    yield from (match.span(1) for match in ACCOUNT.finditer(text) if not DATED.fullmatch(match.group(1)))


def _is_iban(words: str) -> bool:
    plain = words.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def _is_card(words: str) -> bool:
    digits = [int(digit) for digit in words if digit.isdecimal()]
    doubled = [sum(divmod(2 * digit, 10)) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return len(digits) >= 13 and sum(doubled) % 10 == 0


def _is_phone(words: str, before: str) -> bool:
    """Tell a telephone number from a date, a sum or a number that counts something."""
    digits = sum(character.isdecimal() for character in words)
    if DATED.match(words) or THOUSANDS.fullmatch(words) or not 6 <= digits <= 15:
        return False
    if words.startswith(("+", "00")):
        return digits >= 8
    if COUNTED.search(before[-40:]):
        return False
    if CALL.search(before[-40:]) or AMERICAN.fullmatch(words):
        return True
    return words.lstrip("(").startswith("0") and 9 <= digits <= 12
