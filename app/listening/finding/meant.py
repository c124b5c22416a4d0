"""Decide which company a post means, of those that its clues may name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.listening.finding.clues import Clues, Named, name_in_handle
from app.listening.finding.ordinary import DETERMINING, is_first_name, is_ordinary, is_praise_word

SHORT = 3


class Candidate(NamedTuple):
    """A company of the register that a clue leads to."""

    company_id: int
    canonical_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """What the register holds for the clues of some posts."""

    by_handle: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    by_domain: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    by_name: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)


def choose(clues: Clues, register: Register) -> Candidate | None:
    """Return the company a post is about: the first that is meant, what it is compared with last."""
    set_back: list[Candidate] = []
    for candidates, is_compared in led_to(clues, register):
        chosen = only_one(candidates)
        if chosen is not None and not is_compared:
            return chosen
        if chosen is not None:
            set_back.append(chosen)
    return set_back[0] if set_back else None


def led_to(clues: Clues, register: Register) -> Iterator[tuple[Sequence[Candidate], bool]]:
    """Yield what clues lead to, in the order of trust: handles, addresses, names, names inside handles."""
    for handle in clues.handles:
        low = handle.lower()
        for found in (register.by_handle.get(low, ()), register.by_domain.get(low, ())):
            yield found, low in clues.compared
    for domain in clues.domains:
        yield register.by_domain.get(domain, ()), False
    for named in sorted(clues.names, key=lambda each: -each.length):
        meant = [each for each in register.by_name.get(named.key, ()) if is_meant(named, each.name)]
        yield meant, named.is_compared
    for handle in clues.handles:
        yield register.by_name.get(name_in_handle(handle), ()), handle.lower() in clues.compared


def only_one(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the company where all candidates stand for the same one."""
    return candidates[0] if len({each.canonical_id for each in candidates}) == 1 else None


def is_meant(named: Named, name: str) -> bool:
    """Tell whether a run of words means a company of that name, or only sounds like it."""
    if is_short(name):
        return named.written == name and (named.is_capital or named.is_tag)
    words = named.written.split()
    if named.is_tag:
        return not is_ordinary(named.written)
    if len(words) > 1:
        return is_phrase_meant(named, words)
    return is_word_meant(named, words[0])


def is_short(name: str) -> bool:
    """Tell whether a name is so short that only its very spelling tells it."""
    return len(name) <= SHORT


def is_phrase_meant(named: Named, words: Sequence[str]) -> bool:
    """Decide on two words and more."""
    if not named.is_capital:
        return not all(map(is_ordinary, words))
    return not (named.opens and all(map(is_praise_word, words))) or named.is_served


def is_word_meant(named: Named, word: str) -> bool:
    """Decide on a single word; an ordinary one must stand as only names do."""
    if is_first_name(word) or is_praise_word(word):
        return named.is_capital and (named.is_served if not named.opens else named.is_owner)
    if not is_ordinary(word):
        return named.is_capital or named.is_cued or named.is_served
    if not named.is_capital:
        return False
    if not named.opens:
        return True
    return named.is_owner or (named.is_served and word.lower() not in DETERMINING)
