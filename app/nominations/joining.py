"""Which entries stand and which are joined into another; pure but for the rows it is given."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from app.nominations.models import Entry

Teller = Callable[[Collection[int]], Collection[int]]
_tellers: list[Teller] = []


def tells_scored(teller: Teller) -> Teller:
    """Let judging, on the floor above, say which entries have a scorecard."""
    _tellers.append(teller)
    return teller


def list_scored(entry_ids: Collection[int]) -> set[int]:
    """List those of the entries that judges have begun to score, by number."""
    return {entry_id for teller in _tellers for entry_id in teller(entry_ids)}


@dataclass(frozen=True)
class Change:
    """An entry that is judged in another place than before: `before` and `after` name the one that stands for it."""

    entry: Entry
    before: Entry
    after: Entry

    @property
    def touches(self) -> list[Entry]:
        """Return every entry whose stories this changes."""
        return list({entry.id: entry for entry in (self.after, self.before, self.entry)}.values())


def list_changes(entries: Iterable[Entry], stands_for: Mapping[int, int], persons: Mapping[int, str]) -> list[Change]:
    """Say what changes when `stands_for` names the canonical company of each company.

    Entries of one canonical company, category and nominee fall together, and the oldest of them stands; people with
    one initial but other names, as `persons` gives them by entry, stay apart. Where the season is published nothing
    falls together any more, but what is joined can part.
    """
    known = {entry.id: entry for entry in entries}
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for _, entry in sorted(known.items()):
        apart = entry.standing_id if entry.season.published_at else None
        nominee = (entry.nominee_key, persons.get(entry.id))
        groups[entry.category_id, nominee, stands_for[entry.company_id], apart].append(entry)
    return [
        Change(entry, before=known[entry.standing_id], after=group[0])
        for group in groups.values()
        for entry in group
        if entry.standing_id != group[0].id
    ]
