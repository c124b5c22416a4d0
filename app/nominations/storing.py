"""The statements behind a new nomination, built once: the public form is the busiest door of the house."""

from datetime import datetime
from typing import Any

from sqlalchemy import Insert, bindparam, func, insert, literal, select

from app.companies.models import Company, CompanyAlias
from app.companies.rules import name_key
from app.extensions import db, table_of
from app.nominations.models import Nomination, NominationRevision
from app.nominations.rules import CONFIRM_LIFE, State
from app.programme.models import Category, Season
from app.programme.rules import NOMINATION_GRACE
from app.web.links import new_public_id
from app.web.prepared import Prepared

GIVEN = ("reference", "story_id", "submission_key", "category_id", "identity", "outreach_code", "confirm_until")
WRITTEN = tuple(
    "company_name website nominee story feeling qualities solved channel relation link name email show_name".split()
)
NOTICED = ("signals", "origin", "is_proven")


def _new_nomination() -> Insert:
    """Insert a nomination if its key is new and its season takes nominations now, naming the company it means."""
    table, season = table_of(Nomination), table_of(Season).c
    given = {name: bindparam(name, type_=table.c[name].type) for name in GIVEN + NOTICED}
    now = bindparam("now", type_=table.c.created_at.type)
    latest_close = bindparam("latest_close", type_=table.c.created_at.type)
    values = given | {
        "season_id": season.id,
        "company_id": _company_meant(),
        "state": literal(State.UNCONFIRMED, table.c.state.type),
        "revision_number": literal(1),
        "generation": literal(0),
        "created_at": now,
    }
    known = select(table.c.id).where(table.c.submission_key == given["submission_key"])
    category = table_of(Category).c
    chosen = (
        select(*values.values())
        .join_from(table_of(Season), table_of(Category), category.season_id == season.id)
        .where(category.id == given["category_id"])
        .where(season.nominations_open_at <= now, season.nominations_close_at > latest_close)
        .where(~known.exists())
    )
    return insert(table).from_select(list(values), chosen).returning(table.c.id)


def _company_meant() -> Any:
    """Find the company of a typed name, by its own name, an alias or what was chosen; after a merge the one kept."""
    company, alias = table_of(Company).c, table_of(CompanyAlias).c
    key = bindparam("company_key", type_=company.name_key.type)
    stands_for = func.coalesce(company.merged_into_id, company.id)
    named = select(stands_for).where(company.name_key == key).scalar_subquery()
    by_alias = (
        select(stands_for)
        .join_from(table_of(CompanyAlias), table_of(Company), company.id == alias.company_id)
        .where(alias.name_key == key)
        .scalar_subquery()
    )
    chosen = bindparam("company_slug", type_=company.slug.type)
    by_choice = select(stands_for).where(company.slug == chosen).scalar_subquery()
    return func.coalesce(named, by_alias, by_choice)


def _new_nomination_and_revision() -> Insert:
    """Insert a nomination and what was written in one round trip, which PostgreSQL can."""
    new = _new_nomination().cte("new")
    table = table_of(NominationRevision)
    typed = {name: bindparam(name, type_=table.c[name].type) for name in WRITTEN}
    now = bindparam("now", type_=table.c.created_at.type)
    values = {"nomination_id": new.c.id, "number": literal(1), "created_at": now, **typed}
    return insert(table).from_select(list(values), select(*values.values())).returning(table.c.nomination_id)


def _new_revision() -> Insert:
    """Insert what was written."""
    table = table_of(NominationRevision)
    names = ("nomination_id", "number", "created_at", *WRITTEN)
    return insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names})


NEW_NOMINATION = Prepared(_new_nomination())
NEW_REVISION = Prepared(_new_revision())
NEW_NOMINATION_AND_REVISION = Prepared(_new_nomination_and_revision())


def insert_nomination(
    *, reference: str, company_slug: str | None, columns: dict[str, Any], now: datetime, **given: Any
) -> int | None:
    """Store a new nomination with what was written; None when its key is known or its season takes none."""
    values = given | {
        "reference": reference,
        "story_id": new_public_id(),
        "company_key": name_key(columns["company_name"]),
        "company_slug": company_slug,
        "confirm_until": now + CONFIRM_LIFE,
        "now": now,
        "latest_close": now - NOMINATION_GRACE,
    }
    if db.engine.dialect.name == "postgresql":
        stored = NEW_NOMINATION_AND_REVISION.run(**values, **columns)
        return stored[0] if stored else None
    stored = NEW_NOMINATION.run(**values)
    if stored is None:
        return None
    insert_revision(stored[0], 1, columns, now)
    return int(stored[0])


def insert_revision(nomination_id: int, number: int, columns: dict[str, Any], now: datetime) -> None:
    """Store what was written, once and for all."""
    NEW_REVISION.run(nomination_id=nomination_id, number=number, created_at=now, **columns)
