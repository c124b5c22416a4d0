"""Which companies the public has heard of: those with a public story, found without counting any."""

from sqlalchemy import ColumnElement, FromClause, Select, String, bindparam, case, func, literal, or_, select

from app.companies.models import Company
from app.extensions import db, table_of
from app.nominations.models import Nomination
from app.nominations.queries.stories import NO_NUMBER, is_public_story
from app.nominations.queries.unnamed import is_unnamed
from app.web.engine import run

PAGE = 30


def list_told_companies(*, before: str = "") -> list[tuple[str, str, str]]:
    """List companies with a public story, the last to be entered first: what the next page begins below, address, name.

    Hops from company to company in the index of public stories, so that a page costs the same at any size. The
    address is empty where the company stands higher up already, by the number of another that was merged with it.
    """
    rows = run(READ_TOLD, {"before": before})
    return [tuple(row) for row in rows]


def _read_told() -> Select[str, str, str]:
    cursor = Company.__table__.alias("cursor")
    start = select(cursor.c.id).where(cursor.c.slug == bindparam("before", type_=String)).scalar_subquery()
    below = Nomination.company_id < func.coalesce(start, NO_NUMBER)
    first = select(func.max(Nomination.company_id).label("id"), literal(1).label("place")).where(is_public_story())
    hop = first.where(below).cte("hop", recursive=True)
    next_down = (
        select(func.max(Nomination.company_id))
        .where(is_public_story(), Nomination.company_id < hop.c.id)
        .scalar_subquery()
    )
    hop = hop.union_all(select(next_down, hop.c.place + 1).where(hop.c.id.is_not(None), hop.c.place <= PAGE))
    named = Company.__table__.alias("named")
    return (
        select(named.c.slug, case((_is_hidden(named, hop.c.id), ""), else_=Company.slug), Company.name)
        .join_from(hop, named, named.c.id == hop.c.id)
        .join(Company, Company.id == func.coalesce(named.c.merged_into_id, named.c.id))
        .order_by(hop.c.id.desc())
    )


def _is_hidden(named: FromClause, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Tell whether a company stands higher up already, or is not named in public."""
    return _stands_higher(number).exists() | is_unnamed(named.c, table_of(Company).c)


def _stands_higher(number: ColumnElement[int]) -> Select[int]:
    twin = Company.__table__.alias("twin")
    return (
        select(Nomination.id)
        .join(twin, twin.c.id == Nomination.company_id)
        .where(is_public_story(), twin.c.id > number)
        .where(or_(twin.c.id == Company.id, twin.c.merged_into_id == Company.id))
        .correlate(Company, number.table)
    )


READ_TOLD = _read_told()


def keep_told(slugs: list[str]) -> list[str]:
    """Keep those companies about which, or about a duplicate of which, there is a public story; the order stays."""
    if not slugs:
        return []
    told = [_first_story(Company.id), _first_story_of_duplicates()]
    is_named = Company.slug.in_(slugs) & Company.unnamed_at.is_(None)
    statement = select(Company.slug).where(is_named, told[0].exists() | told[1].exists())
    known = set(db.session.scalars(statement))
    return [slug for slug in slugs if slug in known]


def _first_story(company_id: object) -> Select[int]:
    return select(Nomination.id).where(is_public_story(), Nomination.company_id == company_id).correlate(Company)


def _first_story_of_duplicates() -> Select[int]:
    duplicate = Company.__table__.alias("duplicate")
    return (
        select(Nomination.id)
        .join(duplicate, duplicate.c.id == Nomination.company_id)
        .where(is_public_story(), duplicate.c.merged_into_id == Company.id)
        .correlate(Company)
    )
