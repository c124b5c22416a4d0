"""Take companies in from a file, batch by batch: the new ones whole, of the known ones what is still empty."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.companies.files import Line, Rejected
from app.companies.models import Company, CompanyAlias, CompanySpelling
from app.companies.noting import note_names
from app.companies.registering import free_slugs
from app.companies.rules import domain_of, handle_of, name_key
from app.extensions import db
from app.web.actions import act

BATCH = 500
COLUMNS = {"x": "x_handle", "bluesky": "bluesky_handle", "mastodon": "mastodon_handle"}


@dataclass(slots=True)
class Imported:
    """What a file brought so far."""

    read: int = 0
    new: int = 0
    completed: int = 0
    known: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def import_companies(lines: Iterable[Line | Rejected], *, by: Actor | str) -> Iterator[Imported]:
    """Store a file's companies, one transaction a batch, and report after each."""
    imported = Imported()
    rest = iter(lines)
    while batch := list(islice(rest, BATCH)):
        taken = act(take_in, [each for each in batch if isinstance(each, Line)], by=by)
        refused = [each for each in batch if isinstance(each, Rejected)] + taken.rejected
        imported.read += len(batch)
        imported.new += taken.new
        imported.completed += taken.completed
        imported.known += taken.known
        imported.rejected += sorted(refused, key=lambda each: each.number)
        yield imported


def take_in(lines: list[Line], *, by: Actor | str) -> Imported:
    """Store one batch with its audit line."""
    taken, register = Imported(), _Register(lines)
    changed = {}
    for line in lines:
        company = register.owner_of(line.name)
        is_new = company is None
        if company is None:
            company = register.add(line)
        is_completed = register.complete(company, line)
        taken.rejected += [Rejected(line.number, line.cells, reason) for reason in register.conflicts_of(company, line)]
        taken.new += is_new
        taken.completed += not is_new and is_completed
        taken.known += not is_new and not is_completed
        if is_new or is_completed:
            changed[id(company)] = company
    note_names(list(changed.values()))
    if changed:
        audit.record("companies imported", about="register", by=by, new=taken.new, completed=taken.completed)
    return taken


class _Register:
    """The companies that the lines of one batch speak of."""

    def __init__(self, lines: list[Line]) -> None:
        keys = {key for line in lines for key in line.keys}
        self._slugs = free_slugs([line.name for line in lines])
        self._owners: dict[str, Company] = {}
        self._handles: dict[tuple[str, str], Company] = {}
        for company in _companies_with(keys):
            for name in (company.name_key, *(alias.name_key for alias in company.aliases)):
                self._owners[name] = company.canonical
        for column in COLUMNS.values():
            self._note_handles(column, {line.handles[each] for line in lines for each in line.handles})

    def owner_of(self, name: str) -> Company | None:
        """Return the company that goes by a name."""
        return self._owners.get(name_key(name))

    def add(self, line: Line) -> Company:
        """Add a company with nothing but its name."""
        key = name_key(line.name)
        company = Company(slug=self._slugs(line.name), name=line.name, name_key=key, created_at=clock.now(), aliases=[])
        db.session.add(company)
        self._owners[key] = company
        return company

    def complete(self, company: Company, line: Line) -> bool:
        """Fill in what is empty and nobody else's; tell whether anything was."""
        changed = False
        if line.website and not company.website:
            company.website, company.domain, changed = line.website, domain_of(line.website), True
        for network, handle in line.handles.items():
            column = COLUMNS[network]
            if not getattr(company, column) and (column, handle) not in self._handles:
                setattr(company, column, handle)
                self._handles[column, handle] = company
                changed = True
        for alias in line.aliases:
            if self.owner_of(alias) is None:
                company.aliases.append(CompanyAlias(name=alias, name_key=name_key(alias)))
                self._owners[name_key(alias)] = company
                changed = True
        return changed

    def conflicts_of(self, company: Company, line: Line) -> Iterator[str]:
        """Say what a line wants for a company that is not so, and was left as it is."""
        if line.website and company.domain != domain_of(line.website):
            yield f"{company.name} has another website already; it was left as it is"
        for network, handle in line.handles.items():
            column = COLUMNS[network]
            owner = self._handles.get((column, handle))
            if owner is not None and owner.canonical is not company:
                yield f"{handle} on {network} belongs to {owner.name}; nothing was moved"
            elif owner is None:
                yield f"{company.name} has another handle on {network} already; it was left as it is"
        for alias in line.aliases:
            owner = self.owner_of(alias)
            if owner is not None and owner is not company:
                yield f"the alias {alias} belongs to {owner.name}; nothing was moved"

    def _note_handles(self, column: str, handles: set[str]) -> None:
        if not handles:
            return
        spelt = CompanySpelling.exact.in_(f"@{handle}" for handle in handles)
        for company in db.session.scalars(select(Company).join(CompanySpelling).where(spelt)):
            self._handles[column, handle_of(getattr(company, column)) or ""] = company


def _companies_with(keys: set[str]) -> Iterable[Company]:
    """Read the companies that go by any of these names, with all their names."""
    by_alias = select(CompanyAlias.company_id).where(CompanyAlias.name_key.in_(keys))
    wanted = select(Company).where(Company.name_key.in_(keys) | Company.id.in_(by_alias))
    return db.session.scalars(wanted.options(selectinload(Company.aliases))).unique().all()
