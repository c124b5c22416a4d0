"""Keep the look-up right for companies that came in by other ways, or under earlier rules for names."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.companies.models import Company, CompanyAlias
from app.companies.noting import note_names
from app.companies.queries import find_company_id
from app.companies.rules import name_key
from app.companies.spellings import RULES
from app.extensions import db, queue
from app.web.actions import act

BATCH = 200
STALE = select(Company).where(Company.names_noted != RULES)


def note_all() -> None:
    """Note the names of every company for which that was not done by the present rules."""
    while not queue.is_stopping and db.session.scalar(STALE.with_only_columns(Company.id).limit(1)):
        act(note_some)


def note_some() -> None:
    """Note the names of some such companies."""
    stale = STALE.options(selectinload(Company.aliases)).order_by(Company.id).limit(BATCH)
    companies = db.session.scalars(stale).unique().all()
    for company in companies:
        _fold_anew(company)
        for alias in company.aliases:
            _fold_anew(alias)
    note_names(companies)


def _fold_anew(named: Company | CompanyAlias) -> None:
    """Give a name the key of the present rules, unless another company has it; a curator will merge those two."""
    if named.name_key != name_key(named.name) and find_company_id(named.name) is None:
        named.name_key = name_key(named.name)
        db.session.flush()
