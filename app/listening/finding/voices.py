"""Tell who speaks in a post: a customer, the company, or somebody who works there."""

import re
from typing import NamedTuple

from app.companies.names import name_key
from app.listening.finding.clues import name_in_handle, plain_handle
from app.listening.finding.ordinary import is_first_name, is_ordinary
from app.listening.rules import Voice

LONGEST_NAME, SHORTEST_INSIDE = 200, 5
SUPPORT_HANDLE = re.compile(
    r"^ask[A-Z_]\w{2,}$|^\w{3,}(?:_?(?:Cares|HelpDesk|Helpdesk|CustServ|CustomerCare|CustomerService|Official|_?Assist)"
    r"|_(?:help|support|cares?|cs|official)|[a-z](?:Support|Help|Helps|Care))(?:_?(?:UK|US|USA|IE|EU))?$"
)
NO_COMPANY = re.compile(
    r"^(?:i|we|they|please|pls|need|needs?|my|me|send|god|self|mental|the|can|some)_?[a-z]*_?(?:help|support|cares?)$",
    re.I,
)
SUPPORT_WORDS = re.compile(
    r"[\s|(\[,–—-]*\b(?:official|support|helps?|help ?desk|customer (?:services?|care|support|success)|cares?|service"
    r"|team|press|news|jobs|careers|hq|uk|usa?|ireland|europe|global|inc|ltd)\b[\s)\]]*$|^the |[™®✓✔]",
    re.IGNORECASE,
)
SUPPORT_NAME = re.compile(
    r"\b(?:official (?:account|support)|customer (?:service|care|support)|support team|help ?desk)\b", re.I
)
WORKS_THERE = re.compile(r"^(?:[^\W\d_]+ ){1,2}(?:at|from|@|\||-|–|·|of)\s*(.+)$")
FANS = frozenset("fan fans lover love loves sucks suck hater hates fail fails watch news users user problems".split())
AT_WORK = re.compile(
    r"\b(?:[Ww]e|us|[Ii] work|[Ii] worked|[Ii]['’]ve worked|[Mm]y (?:job|colleagues|team))(?: here| over)?"
    r"(?: at| for| with) @?([A-Z0-9][\w&'’.-]*(?: [A-Z][\w&'’.-]*){0,3})"
)
RECRUITS = re.compile(
    r"\b(?:we(?:'|’)?re|we are|now|is|are) (?:hiring|recruiting)\b(?!.*\?)|\bjoin our (?:\w+ ){0,3}team\b"
    r"|\bapply (?:now|today|here|online)\b|\bsend (?:us )?your cv\b|#(?:hiring|nowhiring|jobs|vacancy)\b",
    re.IGNORECASE,
)
OWN_WORDS = re.compile(
    r"\bwe pride ourselves\b|\bproud of (?:our|my) (?:\w+ ){0,3}(?:team|staff|colleagues|agents|crew)\b"
    r"|\bour (?:award[- ]winning|dedicated|friendly) (?:\w+ ){0,3}(?:team|staff|agents|advisers|advisors)\b",
    re.IGNORECASE,
)
OWN_HANDLE = "the author is the company"
OWN_NAME = "the author bears the company's name"
SUPPORT_ACCOUNT = "the author answers for a company"
WORKS_FOR_IT = "the author works there"
RECRUITING = "looks for staff"
SPEAKS_FOR_IT = "speaks for the company"


class Author(NamedTuple):
    """What is known of who wrote a post."""

    handle: str
    name: str


class Speaker(NamedTuple):
    """Who speaks, and why we think so; nothing for a customer."""

    voice: Voice = Voice.CUSTOMER
    reason: str = ""


CUSTOMER = Speaker()


def names_of(author: Author) -> tuple[str, ...]:
    """Return the keys by which an author could be a company of the register."""
    return tuple(filter(None, dict.fromkeys((base_of_name(author.name), name_in_handle(author.handle)))))


def base_of_name(name: str) -> str:
    """Return the key of a display name without what companies add to theirs."""
    bare = name[:LONGEST_NAME]
    for _ in range(3):
        bare = SUPPORT_WORDS.sub("", bare).strip()
    return name_key(bare) if bare else ""


def speaker_of(
    author: Author, text: str, *, is_registered: bool, own: frozenset[str], company: frozenset[str]
) -> Speaker:
    """Tell who speaks.

    `is_registered`: a company of the register has this handle or domain; `own`: those of the author's names that
    are names of companies; `company`: the names of the company the post is about.
    """
    known = known_by_name(author, is_registered=is_registered, own=own)
    if known is not CUSTOMER:
        return known
    says_so = (name_key(match[1]) in company for match in AT_WORK.finditer(text))
    if any(works_for(author, key) for key in company) or any(says_so):
        return Speaker(Voice.STAFF, WORKS_FOR_IT)
    return known_by_words(text)


def known_by_name(author: Author, *, is_registered: bool, own: frozenset[str]) -> Speaker:
    """Tell a company by its handle or name."""
    if is_registered:
        return Speaker(Voice.COMPANY, OWN_HANDLE)
    if any(bears(author, key) for key in own):
        return Speaker(Voice.COMPANY, OWN_NAME)
    return Speaker(Voice.COMPANY, SUPPORT_ACCOUNT) if answers_for_one(author) else CUSTOMER


def known_by_words(text: str) -> Speaker:
    """Tell a company by what no customer would write."""
    if RECRUITS.search(text):
        return Speaker(Voice.COMPANY, RECRUITING)
    return Speaker(Voice.COMPANY, SPEAKS_FOR_IT) if OWN_WORDS.search(text) else CUSTOMER


def bears(author: Author, key: str) -> bool:
    """Tell whether an author goes by a company's name; a person may be called like one by chance."""
    if is_first_name(key):
        return False
    in_name, in_handle = base_of_name(author.name) == key, name_in_handle(author.handle) == key
    if is_ordinary(key):
        has_more = plain_handle(author.handle) != key or name_key(author.name) != key
        return in_name and in_handle and (has_more or name_key(author.name) == plain_handle(author.handle))
    return in_name or in_handle


def answers_for_one(author: Author) -> bool:
    """Tell whether handle or name are those of an account that answers customers."""
    handle = author.handle.partition("@")[0].partition(".")[0]
    if SUPPORT_HANDLE.match(handle) and not NO_COMPANY.match(handle):
        return True
    return SUPPORT_NAME.search(author.name) is not None


def works_for(author: Author, key: str) -> bool:
    """Tell whether an author says to be of a company: Sara at Brightline, brightline_sara."""
    match = WORKS_THERE.match(author.name)
    if match and base_of_name(match[1]) == key:
        return True
    if len(key) < SHORTEST_INSIDE or is_ordinary(key):
        return False
    parts = [part for part in re.split(r"[_.\d]+|(?<=[a-z])(?=[A-Z])", author.handle.partition("@")[0]) if part]
    low = [part.lower() for part in parts]
    return len(low) > 1 and key in low and any(map(is_first_name, low)) and not FANS.intersection(low)
