"""Addresses of new companies that no other has."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from app.companies.models import Company
from app.companies.rules import slug_of
from app.extensions import db
from app.web.links import new_public_id

LONGEST = 48
PAGES = frozenset({"suggest", "new", "merges"})


def free_slugs(names: Sequence[str]) -> Callable[[str], str]:
    """Return what gives each of these names an address of its own."""
    bases = {_base(name) for name in names}
    taken = {*PAGES, *db.session.scalars(select(Company.slug).where(Company.slug.in_(bases)))}

    def take(name: str) -> str:
        base = _base(name)
        slug = base if base not in taken else f"{base}-{new_public_id()}"
        taken.add(slug)
        return slug

    return take


def _base(name: str) -> str:
    return slug_of(name)[:LONGEST].strip("-") or "company"
