"""What curators do with the register of companies."""

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.companies import queries
from app.companies.models import Company
from app.companies.noting import note_names
from app.companies.registering import free_slugs
from app.companies.rules import Staff, domain_of, name_key
from app.extensions import db

__all__ = ["note_names", "note_staff", "register"]


def register(*, name: str, website: str | None = None, is_unchecked: bool = False, by: Actor | str) -> Company:
    """Add a company to the register, or return the one that goes by this name already."""
    known = queries.find_company_id(name)
    if known is not None:
        return db.session.get_one(Company, known)
    company = Company(
        slug=free_slugs([name])(name),
        name=name,
        name_key=name_key(name),
        website=website,
        domain=domain_of(website),
        is_unchecked=is_unchecked,
        created_at=clock.now(),
    )
    db.session.add(company)
    note_names([company])
    audit.record("company registered", about=company, by=by)
    return company


def note_staff(company: Company, *, staff: Staff, by: Actor | str) -> Company:
    """Note how many people work there, as a curator checked it."""
    if company.staff is not staff:
        company.staff = staff
        db.session.flush()
        audit.record("company size checked", about=company, by=by, staff=staff)
    return company
