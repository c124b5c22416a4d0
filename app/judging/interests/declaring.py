"""Declare a tie, take it back, and say that the list is complete; an organiser may note one they know of."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.accounts.rules import Role
from app.audit import service as audit
from app.companies import queries as companies
from app.companies.models import Company
from app.companies.rules import domain_of, name_key
from app.errors import Conflict, Forbidden, Refused
from app.extensions import db
from app.judging.interests.declared import find_declaration, list_seasons_to_declare_for
from app.judging.interests.rules import InterestKind, is_everybodys
from app.judging.interests.sealed import leaves_sealed_marks
from app.judging.interests.settling import hold_work_of, settle
from app.judging.models import Declaration, Interest
from app.mail.rules import LARGE_PROVIDERS
from app.nominations.models import Entry
from app.web.engine import lock


@dataclass(frozen=True)
class Told:
    """What somebody said of a tie: its kind, the words typed, the company chosen for them, and its years."""

    kind: InterestKind
    words: str
    company: str = ""
    since_year: int | None = None
    until_year: int | None = None


def declare(judge: User, *, told: Told, by: User) -> tuple[Interest, list[Entry]]:
    """Keep a tie, take from the judge what it bars, and return it with the entries that others take over."""
    if by.id != judge.id and not by.has_role(Role.ORGANISER):
        raise Forbidden("Only organisers can note a tie of somebody else.")
    hold_work_of(judge)
    row = _new_interest(judge, told, by)
    _require_new(row)
    with leaves_sealed_marks(judge, by=by):
        db.session.add(row)
    audit.record("interest declared", about=row, by=by, judge=judge.public_id, kind=row.kind)
    if row.is_own:
        _renew_declarations(judge)
    return row, settle(judge, by=by)


def remove(interest: Interest, *, by: User) -> Interest:
    """Take a tie back; what it barred stays with whoever took over."""
    held = lock(interest)
    if held.declared_by_id != by.id and (held.is_own or not by.has_role(Role.ORGANISER)):
        raise Forbidden("Only whoever declared a tie can take it back; what an organiser noted, an organiser.")
    if held.removed_at is None:
        with leaves_sealed_marks(held.judge, by=by):
            held.removed_at, held.removed_by_id = clock.now(), by.id
        audit.record("interest removed", about=held, by=by, judge=held.judge.public_id, kind=held.kind)
        _renew_declarations(held.judge)
    return held


def complete(*, has_none: bool, by: User) -> list[Declaration]:
    """Let a judge say for every season that is not over that the list is complete, or that there is nothing to tell."""
    standing = _has_interests(by)
    if has_none and standing:
        raise Refused("You have declared ties. Take them back first, if there are none.")
    if not has_none and not standing:
        raise Refused("You have declared nothing yet. Add a tie, or say that you have none.")
    made = []
    for season in list_seasons_to_declare_for(by):
        row = find_declaration(by, season) or Declaration(judge_id=by.id, season_id=season.id)
        row.has_none, row.declared_at = has_none, clock.now()
        db.session.add(row)
        db.session.flush()
        audit.record("interests complete", about=row, by=by, season=season.slug, none=has_none)
        made.append(row)
    return made


def _new_interest(judge: User, told: Told, by: User) -> Interest:
    company = _chosen(told)
    words = company.name if company else told.words
    return Interest(
        judge=judge,
        judge_id=judge.id,
        kind=told.kind,
        words=words,
        name_key=name_key(words),
        domain=_domain_in(told),
        company_id=company.id if company else None,
        since_year=told.since_year,
        until_year=told.until_year,
        declared_by=by,
        declared_by_id=by.id,
        declared_at=clock.now(),
    )


def _chosen(told: Told) -> Company | None:
    """Return the company that was chosen from the register, for the kinds that are about one."""
    if told.kind in {InterestKind.DOMAIN, InterestKind.PERSON} or not told.company:
        return None
    return companies.get_company(told.company)


def _domain_in(told: Told) -> str | None:
    """Return the domain that was typed; a company may be named by one, a domain has to be one."""
    typed = told.words.strip().lower()
    domain = domain_of(typed if "/" in typed else typed.rpartition("@")[2])
    if told.kind is InterestKind.DOMAIN:
        if domain is None:
            raise Refused("Enter a domain such as brightline.example", field="words")
        if is_everybodys(domain, LARGE_PROVIDERS):
            raise Refused("Everybody can have an address there. Enter a domain of one organisation", field="words")
        return domain
    is_shared = domain is None or is_everybodys(domain, LARGE_PROVIDERS)
    return None if told.kind is InterestKind.PERSON or is_shared else domain


def _require_new(row: Interest) -> None:
    same = select(Interest.id).filter_by(judge_id=row.judge_id, kind=row.kind, name_key=row.name_key, removed_at=None)
    with db.session.no_autoflush:
        if db.session.scalar(same.limit(1)) is not None:
            raise Conflict(f"{row.words} is on the list already.", field="words")


def _has_interests(judge: User) -> bool:
    own = select(Interest.id).filter_by(judge_id=judge.id, removed_at=None)
    return db.session.scalar(own.where(Interest.declared_by_id == judge.id).limit(1)) is not None


def _renew_declarations(judge: User) -> None:
    """Let what was said of seasons that are not over agree with the list as it is now."""
    for season in list_seasons_to_declare_for(judge):
        if row := find_declaration(judge, season):
            row.has_none, row.declared_at = not _has_interests(judge), clock.now()
    db.session.flush()
