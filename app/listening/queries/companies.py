"""Find the company that a post is about."""

from collections.abc import Iterable, Mapping

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from app.companies.models import Company, CompanyAlias
from app.extensions import db
from app.listening.finding import Clues


def find_companies(clues: Mapping[int, Clues]) -> dict[int, Company]:
    """Find the company each post is about: by handle, by web address, by name, in this order of trust."""
    handles = {handle.lower() for each in clues.values() for handle in each.handles}
    domains = {domain for each in clues.values() for domain in each.domains}
    names = {name for each in clues.values() for name in each.names}
    kept = aliased(Company)
    wanted = (
        select(Company, CompanyAlias.name_key, kept)
        .outerjoin(CompanyAlias, and_(CompanyAlias.company_id == Company.id, CompanyAlias.name_key.in_(names)))
        .outerjoin(kept, kept.id == Company.merged_into_id)
        .where(
            or_(
                func.lower(Company.x_handle).in_(handles),
                Company.domain.in_(domains),
                Company.name_key.in_(names),
                CompanyAlias.id.is_not(None),
            )
        )
    )
    found = db.session.execute(wanted).all()
    by_handle = {(row[0].x_handle or "").lower().lstrip("@"): row[2] or row[0] for row in found}
    by_domain = {row[0].domain or "": row[2] or row[0] for row in found}
    by_name = {key: row[2] or row[0] for row in found for key in (row[0].name_key, row[1] or "")}
    named = {
        mention_id: first_of(by_handle, map(str.lower, each.handles))
        or first_of(by_domain, each.domains)
        or longest_of(by_name, each)
        for mention_id, each in clues.items()
    }
    return {mention_id: company for mention_id, company in named.items() if company is not None}


def first_of(companies: Mapping[str, Company], clues: Iterable[str]) -> Company | None:
    """Return the company of the first clue that names one."""
    return next((companies[clue] for clue in clues if clue and clue in companies), None)


def longest_of(companies: Mapping[str, Company], clues: Clues) -> Company | None:
    """Return the company with the longest name found, which is the least likely chance hit."""
    return first_of(companies, sorted(clues.names, key=len, reverse=True))
