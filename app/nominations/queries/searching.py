"""Find nominations by reference, company, nominee or nominator, as quickly among a million as among a thousand."""

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.companies import queries as companies
from app.companies.models import Company, is_one_of
from app.extensions import db
from app.nominations.models import Nomination, NominationRevision

FOUND = 50
RECENT = 2_000
MEANT = 3
LAST_CHARACTER = "\U0010ffff"
NAMES = (NominationRevision.name, NominationRevision.nominee)
TEXTS = (NominationRevision.company_name, *NAMES)


def list_found(term: str, *, among_all: bool = False, recent: int = RECENT) -> list[int]:
    """List the numbers of the newest nominations a term may mean.

    A part of a word is looked for among the `recent` newest, or with `among_all` among all, which takes longer; a
    company and how a name begins are looked for among all. What is found nowhere may be a misspelt company.
    """
    if among_all:
        return _listed(_with_text(term))
    newest = _newest(NominationRevision.id, recent)
    found = {*_listed(_with_text(term, newest)), *_listed(_beginning_with(term))}
    exact = companies.find_company_id(term)
    found.update(_of_companies([exact] if exact else [], recent))
    return sorted(found or _of_companies(_meant_by(term), recent), reverse=True)[:FOUND]


def _newest(number: InstrumentedAttribute[int], recent: int) -> ColumnElement[bool]:
    return number > select(func.coalesce(func.max(number), 0) - recent).scalar_subquery()


def _with_text(term: str, *among: ColumnElement[bool]) -> Select[int]:
    named = or_(*(column.icontains(term, autoescape=True) for column in TEXTS))
    return select(NominationRevision.nomination_id).where(named, *among).order_by(NominationRevision.id.desc())


def _beginning_with(term: str) -> Select[int]:
    """Take from the indexes of names those that begin with a term, written as names usually are or as it was typed."""
    spellings = dict.fromkeys((term, term.lower(), term.upper(), term.title(), term[:1].upper() + term[1:]))
    taken = [_taken(column, each) for column in NAMES for each in spellings]
    ids = union_all(*taken).subquery()
    return select(ids.c.nomination_id).order_by(ids.c.nomination_id.desc())


def _taken(column: InstrumentedAttribute[str | None], beginning: str) -> Select[int]:
    below, beyond = ("~>=~", "~<~") if db.engine.dialect.name == "postgresql" else (">=", "<")
    within = and_(
        column.bool_op(below)(beginning), column.bool_op(beyond)(beginning + LAST_CHARACTER), column.is_not(None)
    )
    first = select(NominationRevision.nomination_id).where(within).limit(FOUND).subquery()
    return select(first.c.nomination_id)


def _meant_by(term: str) -> list[int]:
    slugs = [each.slug for each in companies.look_up(term, MEANT)]
    return list(db.session.scalars(select(Company.id).where(Company.slug.in_(slugs)))) if slugs else []


def _of_companies(company_ids: list[int], recent: int) -> list[int]:
    """List what the register says is about some companies: those that have an entry, and the newest that have none."""
    if not company_ids:
        return []
    has_entry = Nomination.entry_id.is_not(None)
    kinds = (has_entry, ~has_entry & _newest(Nomination.id, recent))
    family = list(db.session.scalars(select(Company.id).where(is_one_of(*company_ids))))
    ids = union_all(*(_of_one(each, kind) for each in family for kind in kinds)).subquery()
    return _listed(select(ids.c.id).order_by(ids.c.id.desc()))


def _of_one(company_id: int, kind: ColumnElement[bool]) -> Select[int]:
    own = select(Nomination.id).where(Nomination.company_id == company_id, kind)
    return select(own.order_by(Nomination.id.desc()).limit(FOUND).subquery().c.id)


def _listed(statement: Select[int]) -> list[int]:
    return list(db.session.scalars(statement.limit(FOUND)))
