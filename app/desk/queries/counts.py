"""Everything of the site that the overview counts beside the season: one statement of small ones."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from app.accounts.models import Invitation, SecondFactor, User, UserRole
from app.accounts.rules import Role
from app.companies.models import Company
from app.extensions import db
from app.honours.models import CompanyPage
from app.judging.models import Award, Rubric
from app.judging.models.deciding import Announcement
from app.judging.models.tie_breaks import TieBreak
from app.judging.rules import AwardState
from app.judging.yardsticks.reading import USED_PROFILE
from app.mail.models import Letter
from app.mail.rules import AGAIN, WAITING
from app.nominations.models import Entry, Nomination
from app.nominations.queues import ANSWER_WITHIN, MOST_COUNTED, STATES, Show
from app.nominations.rules import State
from app.programme.models import Category, Season
from app.web.links import settings
from app.web.slots import BACKUP, MINUTE, TimeSlot


@dataclass(frozen=True)
class Counts:
    """People, letters, nominations that wait, and when the site last looked after itself."""

    curators: int
    judges: int
    invited_judges: int
    invited_curators: int
    without_factor: int
    without_factor_since: datetime | None
    rubric_version: int
    waiting: int
    late: int
    waiting_since: datetime | None
    set_aside: int
    set_aside_since: datetime | None
    queued: int
    due_since: datetime | None
    worked_at: datetime | None
    backed_up_at: datetime | None
    ties: int
    ties_since: datetime | None
    prepared_at: datetime | None
    companies_to_tell: int


def count_site(now: datetime, season: Season | None) -> Counts:
    """Count what the overview shows of the site, and of the end of the current season."""
    parts = {**_people(), **_letters(), **_upkeep(), **_ending(season.id if season else 0)}
    for state in STATES[Show.WAITING]:
        parts |= _nominations(state, now, season.id if season else 0)
    row = db.session.execute(select(*(part.scalar_subquery().label(name) for name, part in parts.items()))).one()
    found: dict[str, Any] = dict(row._mapping)
    waits = [found.pop(f"since_{state}") for state in STATES[Show.WAITING]]
    return Counts(
        waiting=sum(found.pop(f"waiting_{state}") for state in STATES[Show.WAITING]),
        late=sum(found.pop(f"late_{state}") for state in STATES[Show.WAITING]),
        waiting_since=min(filter(None, waits), default=None),
        worked_at=_instant(found.pop("worked")),
        backed_up_at=_instant(found.pop("backed_up")),
        rubric_version=found.pop("rubric") or 0,
        **found,
    )


def _people() -> dict[str, Select[Any]]:
    def holding(role: Role) -> Select[int]:
        return select(func.count(User.id)).join(UserRole).where(UserRole.role == role, User.is_active)

    def invited(role: Role) -> Select[int]:
        return select(func.count(Invitation.id)).filter_by(role=role, accepted_at=None, revoked_at=None)

    has_one = select(SecondFactor.user_id).where(SecondFactor.user_id == User.id).exists()
    must = User.role_rows.any(UserRole.role.in_([Role(each) for each in settings().second_factor]))
    return {
        "curators": holding(Role.CURATOR),
        "judges": holding(Role.JUDGE),
        "invited_judges": invited(Role.JUDGE),
        "invited_curators": invited(Role.CURATOR),
        "without_factor": select(func.count(User.id)).where(User.is_active, must, ~has_one),
        "without_factor_since": select(func.min(User.created_at)).where(User.is_active, must, ~has_one),
        "rubric": select(func.max(Rubric.version)).where(Rubric.profile == USED_PROFILE, Rubric.frozen_at.is_not(None)),
    }


def _letters() -> dict[str, Select[Any]]:
    return {
        "set_aside": select(func.count(Letter.id)).where(Letter.state.in_(AGAIN)),
        "set_aside_since": select(func.min(Letter.created_at)).where(Letter.state.in_(AGAIN)),
        "queued": select(func.count(Letter.id)).where(Letter.state.in_(WAITING)),
        "due_since": select(func.min(Letter.due_at)).where(Letter.state.in_(WAITING)),
    }


def _ending(season_id: int) -> dict[str, Select[Any]]:
    """Count tie-breaks under way, and honoured companies still to be told."""
    here = Category.season_id == season_id
    open_ties = here & TieBreak.closed_at.is_(None)
    return {
        "ties": select(func.count(TieBreak.id)).join(Category, Category.id == TieBreak.category_id).where(open_ties),
        "ties_since": select(func.min(TieBreak.opened_at))
        .join(Category, Category.id == TieBreak.category_id)
        .where(open_ties),
        "prepared_at": select(Announcement.prepared_at).where(Announcement.season_id == season_id),
        "companies_to_tell": _untold(season_id),
    }


def _untold(season_id: int) -> Select[int]:
    """Count honoured companies that no letter has gone to and that never asked for none."""
    written, refusing = aliased(Company), aliased(Company)
    told = (
        select(written.canonical_company_id)
        .join(CompanyPage, CompanyPage.company_id == written.id)
        .where(CompanyPage.season_id == season_id, CompanyPage.sent_at.is_not(None))
    )
    refused = select(refusing.canonical_company_id).where(refusing.letters_refused_at.is_not(None))
    return (
        select(func.count(Company.canonical_company_id.distinct()))
        .select_from(Award)
        .join(Entry, Entry.id == Award.entry_id)
        .join(Company, Company.id == Entry.company_id)
        .where(Entry.season_id == season_id, Award.state == AwardState.PUBLISHED)
        .where(Company.canonical_company_id.not_in(told), Company.canonical_company_id.not_in(refused))
    )


def _upkeep() -> dict[str, Select[Any]]:
    return {
        "worked": select(func.max(TimeSlot.slot)).where(TimeSlot.task == "letters"),
        "backed_up": select(func.max(TimeSlot.slot)).where(TimeSlot.task == BACKUP),
    }


def _nominations(state: State, now: datetime, season_id: int) -> dict[str, Select[Any]]:
    """Count the longest waiting of a state, at most a thousand and one: those of the season, and late ones of any."""
    own = select(Nomination.confirmed_at).where(Nomination.state == state, Nomination.confirmed_at.is_not(None))
    first = own.order_by(Nomination.confirmed_at).limit(MOST_COUNTED + 1).subquery()
    at = first.c.confirmed_at
    categories = select(Category.id).where(Category.season_id == season_id)
    here = own.where(Nomination.category_id.in_(categories)).limit(MOST_COUNTED + 1).subquery()
    return {
        f"waiting_{state}": select(func.count(here.c.confirmed_at)),
        f"late_{state}": select(func.count(at)).where(at <= now - ANSWER_WITHIN),
        f"since_{state}": select(func.min(at)),
    }


def _instant(slot: int | None) -> datetime | None:
    return datetime.fromtimestamp(slot * MINUTE, UTC) if slot is not None else None
