"""Find what could name a company in a post: handles, web addresses, names."""

import re
from dataclasses import dataclass

from app.companies.rules import domain_of, name_key

HANDLE = re.compile(r"(?<![\w@])@(\w{2,50})")
DOMAIN = re.compile(r"(?<![\w@.-])((?:[a-z0-9-]+\.)+[a-z]{2,12})\b", re.IGNORECASE)
WORD = re.compile(r"#?[\w&][\w&'’.-]*")
LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Clues:
    """What a post says that could be a company."""

    handles: tuple[str, ...]
    domains: frozenset[str]
    names: frozenset[str]


def clues_in(text: str) -> Clues:
    """List the clues of a post."""
    handles = tuple(dict.fromkeys(match.group(1) for match in HANDLE.finditer(text)))
    domains = frozenset(filter(None, (domain_of(match.group(1)) for match in DOMAIN.finditer(text))))
    return Clues(handles, domains, frozenset(names_in(text)))


def names_in(text: str) -> set[str]:
    """Return the keys of all runs of up to three words that begin like a name."""
    words = [word.strip("#.'’-") for word in WORD.findall(text)]
    runs = (
        words[start : start + length]
        for start, word in enumerate(words)
        if word[:1].isupper() or word[:1].isdigit()
        for length in range(1, LONGEST_NAME + 1)
    )
    return {key for run in runs if len(key := name_key(" ".join(run))) > 1}
