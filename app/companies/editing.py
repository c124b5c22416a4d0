"""What curators change on one company: its names, addresses and size; and that they checked it."""

from dataclasses import dataclass, fields

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.companies.counting import leaves_scorecards_counting
from app.companies.models import Company, CompanyAlias
from app.companies.noting import note_names
from app.companies.registering import free_slugs
from app.companies.rules import Staff, domain_of, name_key
from app.errors import Conflict
from app.extensions import db
from app.web.engine import lock


@dataclass(frozen=True)
class Profile:
    """What a curator fills in about a company."""

    name: str
    website: str | None = None
    x_handle: str | None = None
    bluesky_handle: str | None = None
    mastodon_handle: str | None = None
    staff: Staff = Staff.UNKNOWN


class Taken(Conflict):
    """A name belongs to another company, which may be the same one twice."""

    status = 422

    def __init__(self, name: str, *, owner: Company, is_alias: bool) -> None:
        role = "an alias" if is_alias else "the name"
        kept = f", which is merged into {owner.canonical.name}" if owner.merged_into else ""
        super().__init__(f"“{name}” is {role} of {owner.name}{kept} already.", field="name")
        self.owner = owner


def add_company(*, profile: Profile, by: User) -> Company:
    """Enter a company that a curator knows, so that it needs no check."""
    _require_free(profile.name)
    company = Company(slug=free_slugs([profile.name])(profile.name), created_at=clock.now())
    db.session.add(company)
    _fill(company, profile)
    note_names([company])
    audit.record("company registered", about=company, by=by)
    return company


@leaves_scorecards_counting()
def edit_company(company: Company, *, profile: Profile, by: User) -> Company:
    """Change what is known of a company; under a new name, the old one still leads here."""
    lock(company)
    _require_its_own(company)
    _require_free(profile.name, company)
    before = {each.name: getattr(company, each.name) for each in fields(Profile)}
    _fill(company, profile)
    changed = [name for name, value in before.items() if getattr(company, name) != value]
    if not changed:
        return company
    db.session.flush()
    if company.name_key != name_key(before["name"]):
        _swap_names(company, before["name"])
    note_names([company])
    audit.record("company edited", about=company, by=by, changed=", ".join(changed))
    return company


@leaves_scorecards_counting()
def add_alias(company: Company, *, name: str, by: User) -> Company:
    """Let another name lead to a company; safe to repeat."""
    lock(company)
    _require_its_own(company)
    owner = _require_free(name, company)
    if owner is None:
        company.aliases.append(CompanyAlias(name=name, name_key=name_key(name)))
        note_names([company])
        audit.record("company name added", about=company, by=by)
    return company


@leaves_scorecards_counting()
def remove_alias(company: Company, *, name: str, by: User) -> Company:
    """Let a name lead to a company no longer."""
    lock(company)
    _require_its_own(company)
    for alias in [each for each in company.aliases if each.name == name]:
        company.aliases.remove(alias)
        db.session.delete(alias)
        note_names([company])
        audit.record("company name removed", about=company, by=by)
    return company


def mark_checked(company: Company, *, by: User) -> Company:
    """Note that a curator looked at a company that a nomination brought in; safe to repeat."""
    lock(company)
    if company.is_unchecked:
        company.is_unchecked = False
        db.session.flush()
        audit.record("company checked", about=company, by=by)
    return company


def _fill(company: Company, profile: Profile) -> None:
    for each in fields(Profile):
        setattr(company, each.name, getattr(profile, each.name))
    company.name_key = name_key(profile.name)
    company.domain = domain_of(profile.website)


def _swap_names(company: Company, old: str) -> None:
    """Keep the old name as an alias; an alias that became the name is one no longer."""
    for alias in [each for each in company.aliases if each.name_key == company.name_key]:
        company.aliases.remove(alias)
        db.session.delete(alias)
    db.session.flush()
    company.aliases.append(CompanyAlias(name=old, name_key=name_key(old)))


def _require_its_own(company: Company) -> None:
    if company.merged_into is not None:
        raise Conflict(f"{company.name} is merged into {company.merged_into.name}. Change that one, or undo the merge.")


def _require_free(name: str, company: Company | None = None) -> Company | None:
    """Return the company if the name is its own already, None if it is nobody's; raise Taken if it is another's."""
    key = name_key(name)
    alias = db.session.scalar(select(CompanyAlias).filter_by(name_key=key))
    owner = alias.company if alias else db.session.scalar(select(Company).filter_by(name_key=key))
    if owner is not None and owner is not company:
        raise Taken(name, owner=owner, is_alias=alias is not None)
    return owner
