"""What the curators' pages of the register ask."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.companies.lookup import look_up
from app.companies.models import Company, CompanyMerge
from app.companies.rules import domain_of
from app.errors import Missing
from app.extensions import db

PAGE = 30
FOUND = 12
WITH_ALIASES = selectinload(Company.aliases)


def get_own(slug: str) -> Company:
    """Return a company by its own address, merged or not."""
    company = db.session.scalar(select(Company).filter_by(slug=slug))
    if company is None:
        raise Missing
    return company


def list_companies(*, unchecked: bool, before: int | None = None) -> list[Company]:
    """List companies that stand for themselves, the newest first, a page at a time from below a number."""
    query = select(Company).where(Company.merged_into_id.is_(None)).order_by(Company.id.desc()).limit(PAGE + 1)
    if unchecked:
        query = query.where(Company.is_unchecked)
    if before is not None:
        query = query.where(Company.id < before)
    return list(db.session.scalars(query.options(WITH_ALIASES)))


def search(typed: str) -> list[Company]:
    """List the companies a curator may mean: by address in the register or on the web, then by name."""
    text = typed.strip()
    own = [Company.slug == text.lower()]
    domain = domain_of(text)
    if domain:
        own.append(Company.domain == domain)
    exact = select(Company).where(own[0] if len(own) == 1 else own[0] | own[1]).order_by(Company.id).limit(FOUND)
    found = {company.slug: company for company in db.session.scalars(exact.options(WITH_ALIASES))}
    slugs = [each.slug for each in look_up(text, FOUND) if each.slug not in found]
    alike = select(Company).where(Company.slug.in_(slugs)).options(WITH_ALIASES)
    named = {row.slug: row for row in db.session.scalars(alike)}
    return [*found.values(), *(named[slug] for slug in slugs if slug in named)]


def list_twins(company: Company) -> list[Company]:
    """List the companies that may be this one twice."""
    rows = list_alike(company.name, company.domain)
    return [row for row in rows if row.canonical_company_id != company.canonical_company_id]


def list_alike(name: str, domain: str | None) -> list[Company]:
    """List the companies of a like name, or with the same website."""
    same_site = select(Company).where(
        Company.domain == domain, Company.domain.is_not(None), Company.merged_into_id.is_(None)
    )
    alike = select(Company).where(Company.slug.in_([each.slug for each in look_up(name)]))
    rows = [*db.session.scalars(same_site.order_by(Company.id).limit(FOUND)), *db.session.scalars(alike)]
    return list(dict.fromkeys(rows))


def list_merges(company: Company) -> list[CompanyMerge]:
    """List the merges that hold a company now, in either part, the newest first."""
    query = select(CompanyMerge).where(
        CompanyMerge.undone_at.is_(None),
        (CompanyMerge.merged_id == company.id) | (CompanyMerge.kept_id == company.id),
    )
    return list(db.session.scalars(_with_all(query)))


def list_all_merges(before: int | None = None) -> list[CompanyMerge]:
    """List the merges that stand, the newest first, a page at a time from below a number."""
    query = select(CompanyMerge).where(CompanyMerge.undone_at.is_(None)).limit(PAGE + 1)
    return list(db.session.scalars(_with_all(query if before is None else query.where(CompanyMerge.id < before))))


def _with_all(query: Select[CompanyMerge]) -> Select[CompanyMerge]:
    whole = (CompanyMerge.merged, CompanyMerge.kept, CompanyMerge.merged_by)
    return query.order_by(CompanyMerge.id.desc()).options(*(joinedload(part) for part in whole))


def get_merge(public_id: str) -> CompanyMerge:
    """Return a merge by its public id."""
    row = db.session.scalar(select(CompanyMerge).filter_by(public_id=public_id))
    if row is None:
        raise Missing
    return row
