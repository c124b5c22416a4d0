"""Let one company stand for another, and take it back. Entries follow in nominations, whose verbs call these."""

from collections import defaultdict

from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies.models import Company, CompanyMerge, is_one_of
from app.errors import Conflict, Refused
from app.extensions import db


def hold(*companies: Company) -> None:
    """Read companies with all that are merged with them as they are now, and keep them so until the action ends."""
    roots = {company.canonical_company_id for company in companies}
    family = select(Company).where(is_one_of(*roots))
    held = family.order_by(Company.id).with_for_update(of=Company).execution_options(populate_existing=True)
    db.session.scalars(held).all()
    if {company.canonical_company_id for company in companies} != roots:
        raise Conflict("Somebody else has just merged one of these companies. Open the page again to see it.")


def require_apart(merged: Company, into: Company) -> Company:
    """Return the company that will be kept, or say why these two cannot be merged."""
    kept = into.canonical
    if merged.id == into.id:
        raise Refused("Choose another company: this one cannot be merged into itself.")
    if merged.merged_into is not None:
        raise Conflict(f"{merged.name} is merged into {merged.merged_into.name} already. Undo that first.")
    if kept.id == merged.id:
        raise Conflict(f"{into.name} is merged into {merged.name} already.")
    return kept


def merge(merged: Company, *, into: Company, by: User) -> CompanyMerge:
    """Let another company stand for this one and for all that it stood for; both must be held."""
    kept = require_apart(merged, into)
    row = CompanyMerge(merged=merged, kept=kept, merged_by=by, merged_at=clock.now())
    db.session.add(row)
    db.session.flush()
    _point(list_below(merged) - {merged.id}, kept)
    _point({merged.id}, kept)
    audit.record("company merged", about=merged, by=by, into=kept.logged_as)
    audit.record("company took in another", about=kept, by=by, other=merged.logged_as)
    return row


def part(row: CompanyMerge, *, by: User) -> Company:
    """Let a merged company stand for itself again, with what had been merged into it; both must be held."""
    if row.undone_at is not None:
        raise Conflict("This merge was undone already.")
    merged, kept = row.merged, row.merged.canonical
    below = list_below(merged)
    row.undone_at, row.undone_by_id = clock.now(), by.id
    db.session.flush()
    _point({merged.id}, None)
    _point(below - {merged.id}, merged)
    audit.record("merge undone", about=merged, by=by, apart_from=kept.logged_as)
    audit.record("merge taken back", about=kept, by=by, other=merged.logged_as)
    return merged


def list_below(company: Company) -> set[int]:
    """List a company and all that were merged into it, at any depth and not undone, by number."""
    root = company.canonical_company_id
    family = select(Company.id).where(Company.merged_into_id == root)
    rows = select(CompanyMerge.merged_id, CompanyMerge.kept_id).where(
        CompanyMerge.undone_at.is_(None), CompanyMerge.merged_id.in_(family)
    )
    below: dict[int, list[int]] = defaultdict(list)
    for merged_id, kept_id in db.session.execute(rows):
        below[kept_id].append(merged_id)
    found, ahead = {company.id}, [company.id]
    while ahead:
        ahead = [child for parent in ahead for child in below[parent]]
        found.update(ahead)
    return found


def _point(ids: set[int], at: Company | None) -> None:
    """Set the pointers at once, in an order in which the database finds them one step deep at every moment."""
    if ids:
        db.session.execute(update(Company).where(Company.id.in_(ids)).values(merged_into_id=at.id if at else None))
    for row in db.session.scalars(select(Company).where(Company.id.in_(ids))):
        db.session.refresh(row)
