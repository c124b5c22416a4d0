"""Find companies by address, name, alias or domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from app.companies.lookup import Found, look_up
from app.companies.models import Company, CompanyAlias
from app.companies.rules import name_key
from app.errors import Gone, Missing
from app.extensions import db, table_of
from app.web.engine import run

__all__ = ["Found", "ShownCompany", "canonical", "find_company_id", "get_company", "get_shown_company", "look_up"]

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


@dataclass(frozen=True)
class ShownCompany:
    """A company as its page shows it: with its other names, and the numbers of it and of its duplicates."""

    id: int
    slug: str
    name: str
    domain: str | None
    other_names: list[str]
    members: list[int]


def _read_shown() -> Select[Any]:
    """Choose a company that an address leads to, with a row for each of its duplicates and of all their aliases."""
    company, alias = table_of(Company).c, table_of(CompanyAlias).c
    asked, member = table_of(Company).alias("asked"), table_of(Company).alias("member")
    return (
        select(company.id, company.slug, company.name, company.domain, member.c.id, member.c.name, alias.name)
        .join_from(asked, table_of(Company), company.id == func.coalesce(asked.c.merged_into_id, asked.c.id))
        .join(member, or_(member.c.id == company.id, member.c.merged_into_id == company.id))
        .join(table_of(CompanyAlias), alias.company_id == member.c.id, isouter=True)
        .add_columns(func.coalesce(asked.c.unnamed_at, company.unnamed_at))
        .where(asked.c.slug == bindparam("slug"))
    )


READ_SHOWN = _read_shown()


def get_shown_company(slug: str) -> ShownCompany:
    """Return what the page of a company shows, following a merge; there is none of one that is not to be named."""
    rows: Sequence[Any] = run(READ_SHOWN, {"slug": slug}).all()
    if not rows:
        raise Missing
    if rows[0][-1] is not None:
        raise Gone
    number, own_slug, name, domain = rows[0][:4]
    other_names = {each for row in rows for each in row[5:7] if each not in {None, name}}
    return ShownCompany(
        id=number,
        slug=own_slug,
        name=name,
        domain=domain,
        other_names=sorted(other_names, key=str.casefold),
        members=sorted({row[4] for row in rows}),
    )
