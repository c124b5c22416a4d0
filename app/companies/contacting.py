"""Whom letters to a company may go to, whether it wants any, and whether it may be named.

All of it holds for the whole family of a company: itself and what is merged with it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.companies.models import Company, CompanyContact, is_one_of
from app.companies.rules import SHARED_SITES, is_under
from app.errors import Conflict, Missing, Refused
from app.extensions import db
from app.mail.rules import LARGE_PROVIDERS, domain_of


@dataclass(frozen=True)
class Person:
    """Somebody at a company as a curator found them; `word` says why they are right where the domain does not."""

    name: str
    role: str
    address: str
    found_at: str
    word: str = ""


@dataclass(frozen=True)
class Contact:
    """A contact with what proves it now: the company's domain, a curator's word, or nothing yet."""

    row: CompanyContact
    by_domain: str

    @property
    def is_proven(self) -> bool:
        """Tell whether a letter may go there."""
        return bool(self.by_domain or self.row.word)


@dataclass(frozen=True)
class Reach:
    """How a family of companies can be written to."""

    contacts: list[Contact]
    refuses: bool

    @property
    def chosen(self) -> Contact | None:
        """Return whom a letter goes to: the proven one who was entered last."""
        return next((each for each in self.contacts if each.is_proven), None)


def add_contact(company: Company, *, person: Person, by: User) -> CompanyContact:
    """Enter whom a letter to a company may go to; nothing is sent."""
    address = person.address.lower()
    if any(contact.row.address == address for contact in reach_of(company).contacts):
        raise Refused("This address is entered already.", field="address")
    row = CompanyContact(
        company_id=company.id,
        name=person.name,
        role=person.role,
        address=address,
        found_at=person.found_at,
        word=person.word,
        entered_by_id=by.id,
        entered_at=clock.now(),
    )
    db.session.add(row)
    db.session.flush()
    proof = "word" if person.word else "domain" if _proving(address, _domains([company])) else "none"
    audit.record("contact entered", about=company, by=by, contact=row.public_id, proof=proof)
    return row


def strike(company: Company, *, contact: str, by: User) -> CompanyContact:
    """Strike a contact off: no letter goes there any more, and what was kept about them is gone."""
    family = select(Company.id).where(is_one_of(company.canonical_company_id))
    query = select(CompanyContact).where(CompanyContact.public_id == contact, CompanyContact.company_id.in_(family))
    row = db.session.scalar(query)
    if row is None:
        raise Missing
    if row.struck_at is None:
        row.struck_by_id, row.struck_at = by.id, clock.now()
        row.name = row.role = row.address = row.found_at = row.word = ""
        audit.record("contact struck off", about=company, by=by, contact=row.public_id)
    return row


def refuse_letters(company: Company, *, by: Actor | str) -> None:
    """Never write to a company again, however it is merged."""
    if company.canonical.letters_refused_at is None:
        company.canonical.letters_refused_at = clock.now()
        audit.record("company wants no letters", about=company.canonical, by=by)


def want_letters(company: Company, *, by: Actor | str) -> None:
    """Let letters go to a company again that asked for it."""
    for row in _family(company):
        if row.letters_refused_at is not None:
            row.letters_refused_at = None
            audit.record("company wants letters again", about=row, by=by)


def withhold_name(company: Company, *, by: User) -> None:
    """Name a company nowhere in public from now on."""
    if company.canonical.unnamed_at is not None:
        raise Conflict(f"{company.canonical.name} is named nowhere in public already.")
    company.canonical.unnamed_at = clock.now()
    audit.record("company's name withheld", about=company.canonical, by=by)


def name_again(company: Company, *, by: User) -> None:
    """Name a company in public again."""
    for row in _family(company):
        if row.unnamed_at is not None:
            row.unnamed_at = None
            audit.record("company named again", about=row, by=by)


def reach_of(company: Company) -> Reach:
    """Say how one company can be written to."""
    return reaches_of([company])[company.canonical_company_id]


def reaches_of(companies: Collection[Company]) -> dict[int, Reach]:
    """Say how companies can be written to, by the number of the one that stands for each; the newest contact first."""
    roots = {company.canonical_company_id for company in companies}
    members = list(db.session.scalars(select(Company).where(is_one_of(*roots))))
    query = (
        select(CompanyContact)
        .where(CompanyContact.company_id.in_([each.id for each in members]), CompanyContact.struck_at.is_(None))
        .order_by(CompanyContact.id.desc())
    )
    contacts = list(db.session.scalars(query))
    return {root: _reach(root, members, contacts) for root in roots}


def _reach(root: int, members: Sequence[Company], contacts: Sequence[CompanyContact]) -> Reach:
    family = [each for each in members if each.canonical_company_id == root]
    domains, ids = _domains(family), {each.id for each in family}
    own = [Contact(row, _proving(row.address, domains)) for row in contacts if row.company_id in ids]
    return Reach(own, any(each.letters_refused_at for each in family))


def _family(company: Company) -> list[Company]:
    return list(db.session.scalars(select(Company).where(is_one_of(company.canonical_company_id))))


def _domains(companies: Collection[Company]) -> set[str]:
    """List what companies are found at; a domain where anybody can have an address or a page proves nothing."""
    return {each.domain for each in companies if each.domain} - LARGE_PROVIDERS - SHARED_SITES


def _proving(address: str, domains: Collection[str]) -> str:
    """Return the domain that proves an address, or nothing."""
    host = domain_of(address)
    return next((domain for domain in sorted(domains) if is_under(host, domain)), "")
