"""Say in words what is missing when a category cannot be planned, and what would help."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.judging.assigning.checking import Findings
from app.judging.assigning.ground import Ground, Pair, loads_of
from app.judging.assigning.splits import FEWEST_SHARED

MOST_NAMED = 5


def say_what_is_missing(
    ground: Ground, pairs: Iterable[Pair], findings: Findings, names: Mapping[str, str], title: str
) -> list[str]:
    """List the reasons, the plainest first; only the first kind that applies, since it hides the others."""
    words = Words(ground, frozenset(pairs), findings, names, title)
    for kind in (words.too_few_judges, words.too_few_without_conflict, words.caps_too_low, words.apart):
        if found := list(kind()):
            return found
    return [f"{title}: no fair plan was found. Ask for one more judge an entry, or invite one more judge."]


class Words:
    """The sentences about one category."""

    def __init__(
        self, ground: Ground, pairs: frozenset[Pair], findings: Findings, names: Mapping[str, str], title: str
    ) -> None:
        self._ground = ground
        self._pairs = pairs
        self._findings = findings
        self._names = names
        self._title = title

    def too_few_judges(self) -> Iterator[str]:
        """Say when the whole panel is smaller than what one entry needs."""
        wanted, judges = self._ground.wanted, self._ground.judges
        able = max((self._count_able(entry) for entry in self._findings.short), default=wanted)
        if self._findings.short and len(judges) < wanted and able < wanted:
            has = f"only {_counted(len(judges), 'judge')} ({self._list(judges)})" if judges else "nobody"
            yield (
                f"{self._title} needs {_counted(wanted, 'judge')} an entry, but its panel has {has}:"
                f" invite {wanted - able} more."
            )

    def too_few_without_conflict(self) -> Iterator[str]:
        """Name the entries that too few may judge, those with the same few together."""
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for entry in self._findings.short:
            if self._count_able(entry) < self._ground.wanted:
                alike[tuple(self._able(entry))].append(entry)
        wanted = self._ground.wanted
        for able, entries in sorted(alike.items(), key=lambda each: sorted(each[1])):
            few = f"only {len(able)} without a conflict ({self._list(able)})" if able else "nobody without a conflict"
            has = "has" if len(entries) == 1 else "have"
            yield (
                f"{self._title} needs {_counted(wanted, 'judge')} an entry, but {self._list(entries)} {has} {few}:"
                f" invite {wanted - len(able)} more."
            )

    def caps_too_low(self) -> Iterator[str]:
        """Say by how much the caps fall short, and whose they are."""
        missing = sum(self._findings.short.values())
        if not missing:
            return
        loads = loads_of(self._pairs, self._ground.judges)
        full = [judge for judge, cap in sorted(self._ground.caps.items()) if loads.get(judge, 0) >= cap]
        entries = self._list(self._findings.short)
        yield (
            f"{self._title}: the caps are too low by {missing}. {self._list(full)} can take no more,"
            f" and {entries} still {'lacks' if len(self._findings.short) == 1 else 'lack'} judges:"
            " raise the caps or invite more people."
        )

    def apart(self) -> Iterator[str]:
        """Say which judges would keep to themselves, and why nothing can be changed."""
        split = self._findings.split
        if split.is_enough:
            return
        few = self._list(sorted(split.group))
        if self._ground.wanted == 1:
            yield (
                f"{self._title}: with one judge an entry nobody scores what another scores, so marks cannot be"
                " compared: ask for at least two judges an entry."
            )
        elif not split.shared:
            yield f"{self._title}: {few} would share no entry with the other judges, because {self._because()}."
        else:
            yield (
                f"{self._title}: of the {split.of} entries on one side, {few} and the other judges would share only"
                f" {split.shared} ({split.percent} %, where {FEWEST_SHARED} % are needed), because {self._because()}."
            )

    def _because(self) -> str:
        if self._pairs <= self._ground.kept:
            return "every entry has its judges already: release some who have not begun, or ask for one more an entry"
        if self._ground.kept:
            return "conflicts and work already begun leave no other choice: ask for one more judge an entry"
        return "conflicts leave no other choice: ask for one more judge an entry, or invite somebody without conflicts"

    def _count_able(self, entry: str) -> int:
        return len(self._able(entry))

    def _able(self, entry: str) -> list[str]:
        keeping = [judge for judge, each in self._ground.kept if each == entry]
        return sorted({*keeping, *self._ground.able(entry)}, key=self._name)

    def _name(self, public_id: str) -> str:
        return self._names.get(public_id, public_id)

    def _list(self, ids: Sequence[str] | Mapping[str, object]) -> str:
        """Name a few, and count the others."""
        named = sorted(map(self._name, ids))
        if len(named) > MOST_NAMED + 1:
            return f"{', '.join(named[:MOST_NAMED])} and {len(named) - MOST_NAMED} more"
        return ", ".join(named)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
