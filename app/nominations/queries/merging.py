"""What a curator sees before two companies are merged or parted."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.companies.merging import list_below
from app.companies.models import Company, is_one_of
from app.companies.rules import name_key
from app.extensions import db
from app.nominations.joining import Change, list_changes, list_scored
from app.nominations.models import Entry, EntryPerson, Nomination
from app.nominations.rules import State


@dataclass(frozen=True)
class Meeting:
    """Entries of one category that fall together, the one that will stand first, each with its own stories counted."""

    entries: list[tuple[Entry, int]]

    @property
    def stands(self) -> Entry:
        """Return the entry that judges will read."""
        return self.entries[0][0]

    @property
    def stories(self) -> int:
        """Count the stories the entry will rest on."""
        return sum(count for _, count in self.entries)


def list_merge_changes(merged: Company, into: Company) -> list[Change]:
    """Say which entries fall together when one company is merged into another."""
    kept, moved = into.canonical.id, list_below(merged)
    return _changes(merged, into, lambda company: kept if company.id in moved else company.canonical_company_id)


def list_undo_changes(merged: Company) -> list[Change]:
    """Say which entries part when a merged company stands for itself again."""
    moved = list_below(merged)
    return _changes(merged, merged, lambda company: merged.id if company.id in moved else company.canonical_company_id)


def list_late_changes(company: Company) -> list[Change]:
    """Say which entries a company opened since it was merged with others."""
    return _changes(company, company, lambda each: each.canonical_company_id)


def _changes(one: Company, other: Company, stands_for: Callable[[Company], int]) -> list[Change]:
    roots = {one.canonical_company_id, other.canonical_company_id}
    family = select(Company).where(is_one_of(*roots))
    after = {company.id: stands_for(company) for company in db.session.scalars(family)}
    entries = select(Entry).where(Entry.company_id.in_(after)).order_by(Entry.id)
    with_all = entries.options(joinedload(Entry.season), joinedload(Entry.category), joinedload(Entry.company))
    known = db.session.scalars(with_all.execution_options(populate_existing=True)).all()
    return list_changes(known, after, _name_persons([entry.id for entry in known]))


def _name_persons(entry_ids: Sequence[int]) -> dict[int, str]:
    named = select(EntryPerson.entry_id, EntryPerson.full_name).where(EntryPerson.entry_id.in_(entry_ids))
    return {entry_id: name_key(full_name or "") for entry_id, full_name in db.session.execute(named)}


def list_fixed(changes: Sequence[Change]) -> list[Entry]:
    """List the entries that can neither be joined nor parted: judges have begun to score them."""
    open_ones = [change for change in changes if change.entry.season.published_at is None]
    touched = {entry.id: entry for change in open_ones for entry in change.touches}
    scored = list_scored(touched.keys())
    return [entry for entry in touched.values() if entry.id in scored or entry.category.sealed_at is not None]


def list_meetings(changes: Sequence[Change]) -> list[Meeting]:
    """List what falls together, by category."""
    groups: dict[int, list[Entry]] = defaultdict(list)
    for change in changes:
        group = groups[change.after.id]
        group += [change.entry] if group else [change.after, change.entry]
    stories = _count_stories([entry.id for group in groups.values() for entry in group])
    meetings = [Meeting([(entry, stories.get(entry.id, 0)) for entry in group]) for group in groups.values()]
    return sorted(meetings, key=lambda meeting: (meeting.stands.season_id, meeting.stands.category.position))


def _count_stories(entry_ids: Sequence[int]) -> dict[int, int]:
    counted = (
        select(Nomination.entry_id, func.count())
        .where(Nomination.entry_id.in_(entry_ids), Nomination.state == State.ACCEPTED)
        .group_by(Nomination.entry_id)
    )
    return {int(entry_id): count for entry_id, count in db.session.execute(counted) if entry_id is not None}
