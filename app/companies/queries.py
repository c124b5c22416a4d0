"""Find companies by address, name, alias or domain."""

from sqlalchemy import or_, select

from app.companies.models import Company, CompanyAlias
from app.companies.rules import domain_of, name_key
from app.errors import Missing
from app.extensions import db

SUGGESTED = 8


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


def find_company_id(name: str, website: str | None = None) -> int | None:
    """Find the one company a typed name or website means, or None when there is none or it is not clear."""
    key = name_key(name)
    alias = select(CompanyAlias.company_id).where(CompanyAlias.name_key == key)
    named = select(Company.id, Company.merged_into_id).where(or_(Company.name_key == key, Company.id.in_(alias)))
    found = db.session.execute(named.limit(1)).first()
    domain = domain_of(website)
    if found is None and domain:
        by_domain = db.session.execute(
            select(Company.id, Company.merged_into_id).where(Company.domain == domain).limit(2)
        ).all()
        found = by_domain[0] if len(by_domain) == 1 else None
    if found is None:
        return None
    if found.merged_into_id is None:
        return int(found.id)
    return canonical(db.session.get_one(Company, found.id)).id


def list_like(name: str, website: str | None = None) -> list[Company]:
    """List companies a typed name may mean: the same first, then those that begin alike or share the domain."""
    key = name_key(name)
    alias = select(CompanyAlias.company_id).where(CompanyAlias.name_key == key)
    alike = [
        Company.name_key == key,
        Company.id.in_(alias),
        Company.name_key.startswith(key[: max(4, len(key) - 2)], autoescape=True),
    ]
    domain = domain_of(website)
    if domain:
        alike.append(Company.domain == domain)
    statement = select(Company).where(or_(*alike), Company.merged_into_id.is_(None))
    rows = db.session.scalars(statement.order_by(Company.name_key).limit(SUGGESTED))
    return sorted(rows, key=lambda company: (company.name_key != key, company.name_key))
