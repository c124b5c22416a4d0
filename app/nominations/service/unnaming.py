"""With the last nomination about a company that nobody else knows, the company's name goes too."""

from sqlalchemy import or_, select

from app.companies.forgetting import forget, is_only_typed
from app.companies.models import Company
from app.extensions import db
from app.nominations.models import Entry, Nomination
from app.nominations.rules import State


def forget_company_of(nomination: Nomination, *, by: str) -> None:
    """Forget the company of an erased nomination, when a nomination brought it and no other speaks of it."""
    company = nomination.entry.company if nomination.entry else nomination.company
    if company is not None and is_only_typed(company) and not _is_spoken_of(company):
        forget(company, by=by)


def _is_spoken_of(company: Company) -> bool:
    entries = select(Entry.id).where(Entry.company_id == company.id)
    others = select(Nomination.id).where(
        or_(Nomination.company_id == company.id, Nomination.entry_id.in_(entries)), Nomination.state != State.ERASED
    )
    return db.session.scalar(others.limit(1)) is not None
