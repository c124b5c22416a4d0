"""Find companies by address, name, alias or domain."""

from sqlalchemy import or_, select

from app.companies.lookup import Found, look_up
from app.companies.models import Company, CompanyAlias
from app.companies.rules import name_key
from app.errors import Missing
from app.extensions import db

__all__ = ["Found", "canonical", "find_company_id", "get_company", "list_other_names", "look_up"]


def get_company(slug: str) -> Company:
    """Return a company by its address, following a merge to the canonical one."""
    company = db.session.scalar(select(Company).filter_by(slug=slug))
    if company is None:
        raise Missing
    return canonical(company)


def canonical(company: Company) -> Company:
    """Follow `merged_into` to the company that stands for this one."""
    while company.merged_into_id is not None:
        company = db.session.get_one(Company, company.merged_into_id)
    return company


def find_company_id(name: str) -> int | None:
    """Find the company a typed name means, by its own name or an alias."""
    key = name_key(name)
    alias = select(CompanyAlias.company_id).where(CompanyAlias.name_key == key)
    found = db.session.scalar(select(Company).where(or_(Company.name_key == key, Company.id.in_(alias))).limit(1))
    return canonical(found).id if found else None


def list_other_names(company: Company) -> list[str]:
    """List the other names a company goes by: its aliases, and the names of those merged into it with theirs."""
    family = select(Company.id).where(or_(Company.id == company.id, Company.merged_into_id == company.id))
    aliases = select(CompanyAlias.name).where(CompanyAlias.company_id.in_(family))
    names = select(Company.name).where(Company.merged_into_id == company.id)
    return sorted(set(db.session.scalars(aliases.union(names))) - {company.name}, key=str.casefold)
