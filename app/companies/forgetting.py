"""Take a company from the register that stood there only because of one nomination."""

from sqlalchemy import delete, func, select, update

from app.audit import service as audit
from app.companies.merging import hold
from app.companies.models import Company, CompanyContact, CompanyMerge, CompanySpelling
from app.companies.spellings import RULES
from app.extensions import db
from app.web.links import new_public_id

NOT_NAMED = "A company no longer named"


def is_only_typed(company: Company) -> bool:
    """Tell whether no curator ever checked, renamed or merged a company; it is held until the action ends."""
    hold(company)
    merges = select(func.count()).where((CompanyMerge.merged_id == company.id) | (CompanyMerge.kept_id == company.id))
    return company.is_unchecked and not company.aliases and not db.session.scalar(merges)


def forget(company: Company, *, by: str) -> None:
    """Empty what was typed about a company; its row stays for the entries that point at it, under no name."""
    mark = new_public_id()
    db.session.execute(delete(CompanySpelling).where(CompanySpelling.company_id == company.id))
    company.slug, company.name, company.name_key = f"unnamed-{mark}", f"{NOT_NAMED} ({mark})", f"unnamed {mark}"
    contacts = update(CompanyContact).where(CompanyContact.company_id == company.id)
    db.session.execute(contacts.values(name="", role="", address="", found_at="", word=""))
    company.website = company.domain = None
    company.x_handle = company.bluesky_handle = company.mastodon_handle = None
    company.is_unchecked, company.names_noted = False, RULES
    db.session.flush()
    audit.record("company forgotten", about=company, by=by)
