"""How far a tie reaches, and which entries are within: plain values in, pairs out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.judging.interests.rules import has_lapsed, names_meet, parents_of

Pair = tuple[int, int]


@dataclass(frozen=True)
class Reach:
    """How far one tie of a judge reaches: these companies, a domain, a person, or one entry."""

    judge_id: int
    words: str
    ref: str = ""
    roots: frozenset[int] = frozenset()
    domain: str | None = None
    person: frozenset[str] = frozenset()
    entry_id: int | None = None
    until_year: int | None = None


@dataclass(frozen=True)
class Met:
    """An entry as ties are held against it: the company that stands for its own, domains, and who it is about."""

    entry_id: int
    root: int
    domains: frozenset[str]
    people: tuple[frozenset[str], ...]
    judged_in: int


class Reaches:
    """Ties by what they reach, so that each entry asks only after its own."""

    def __init__(self, reaches: Iterable[Reach]) -> None:
        """Sort ties by company, domain, entry, and each word of a name."""
        self._by: dict[tuple[str, object], list[Reach]] = defaultdict(list)
        for reach in reaches:
            for key in _keys_of(reach):
                self._by[key].append(reach)

    def to(self, entry: Met) -> Iterator[Reach]:
        """Yield the ties that reach an entry and have not lapsed."""
        keys: list[tuple[str, object]] = [("root", entry.root), ("entry", entry.entry_id)]
        keys += [("domain", parent) for domain in entry.domains for parent in parents_of(domain)]
        found = [reach for key in keys for reach in self._by.get(key, ())]
        for name in entry.people:
            met = (reach for word in name for reach in self._by.get(("word", word), ()))
            found += (reach for reach in met if names_meet(reach.person, name))
        yield from (reach for reach in found if not has_lapsed(reach.until_year, entry.judged_in))


def _keys_of(reach: Reach) -> Iterator[tuple[str, object]]:
    yield from (("root", root) for root in reach.roots)
    yield from (("word", word) for word in reach.person)
    if reach.domain:
        yield "domain", reach.domain
    if reach.entry_id:
        yield "entry", reach.entry_id


def ties_between(reaches: Iterable[Reach], entries: Iterable[Met]) -> dict[Pair, str]:
    """Say which judge is tied to which entry, in the words of the last tie found."""
    known = Reaches(reaches)
    return {(reach.judge_id, entry.entry_id): reach.words for entry in entries for reach in known.to(entry)}
