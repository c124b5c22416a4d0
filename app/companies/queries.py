"""Find companies by address, name, alias or domain."""

from sqlalchemy import Integer, bindparam, or_, select, union

from app.companies.lookup import Found, look_up
from app.companies.models import Company, CompanyAlias
from app.companies.rules import name_key
from app.errors import Missing
from app.extensions import db, table_of
from app.web.engine import run

__all__ = ["Found", "canonical", "find_company_id", "get_company", "list_other_names", "look_up"]

READ_COMPANY = select(Company).where(Company.slug == bindparam("slug"))


def get_company(slug: str) -> Company:
    """Return a company by its address, following a merge to the canonical one."""
    company = db.session.scalar(READ_COMPANY, {"slug": slug})
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


_company, _alias = table_of(Company).c, table_of(CompanyAlias).c
_given = bindparam("company", type_=Integer)
_family = select(_company.id).where(or_(_company.id == _given, _company.merged_into_id == _given))
READ_NAMES = union(
    select(_alias.name).where(_alias.company_id.in_(_family)),
    select(_company.name).where(_company.merged_into_id == _given),
)


def list_other_names(company: Company) -> list[str]:
    """List the other names a company goes by: its aliases, and the names of those merged into it with theirs."""
    names = run(READ_NAMES, {"company": company.id}).scalars()
    return sorted(set(names) - {company.name}, key=str.casefold)
