"""What a judge's own page of interests shows, and for which seasons they still have to answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.companies.models import Company
from app.errors import Missing
from app.extensions import db
from app.judging.interests.matching import find_companies, list_interests
from app.judging.interests.rules import InterestKind
from app.judging.interests.wording import KINDS
from app.judging.models import Assignment, Declaration, Interest
from app.judging.rules import AssignmentState
from app.nominations.models import Entry
from app.programme.models import Season


@dataclass(frozen=True)
class Shown:
    """One tie as its judge sees it, with the companies of the register that it means now."""

    interest: Interest
    companies: list[str]

    @property
    def kind(self) -> str:
        """Say what kind of tie it is."""
        return KINDS[self.interest.kind]

    @property
    def is_about_a_company(self) -> bool:
        """Tell whether companies are looked up for it."""
        return self.interest.kind is not InterestKind.PERSON

    @property
    def years(self) -> str:
        """Say how long it lasted, as far as was told."""
        since, until = self.interest.since_year, self.interest.until_year
        if since and until:
            return f"{since} to {until}"
        return f"since {since}" if since else f"until {until}" if until else ""


@dataclass(frozen=True)
class Declared:
    """A judge's list, what they said of it, and the seasons they have not answered for."""

    shown: list[Shown]
    declarations: list[Declaration]
    due: list[Season]

    @property
    def has_own(self) -> bool:
        """Tell whether the judge declared anything."""
        return any(each.interest.is_own for each in self.shown)


def get_declared(judge: User) -> Declared:
    """Return what a judge declared, and what is still to be answered."""
    seasons = {each.id for each in list_seasons_to_declare_for(judge)}
    told = (
        select(Declaration)
        .where(Declaration.judge_id == judge.id, Declaration.season_id.in_(seasons))
        .options(joinedload(Declaration.season))
        .order_by(Declaration.declared_at, Declaration.id)
    )
    return Declared(
        shown=show(list_interests(judge.id)),
        declarations=list(db.session.scalars(told)),
        due=list_seasons_due(judge),
    )


def show(interests: Sequence[Interest]) -> list[Shown]:
    """Put beside each tie the names of the companies that it means now."""
    known = find_companies(interests)
    numbers = {number for found in known.values() for number in found}
    rows = db.session.execute(select(Company.id, Company.name).where(Company.id.in_(numbers)))
    names = dict(rows.all())
    return [Shown(each, sorted(names[number] for number in known[each.id])) for each in interests]


def list_seasons_due(judge: User) -> list[Season]:
    """List the seasons for which a judge has not yet said what they are tied to."""
    seasons = list_seasons_to_declare_for(judge)
    told = select(Declaration.season_id).where(Declaration.judge_id == judge.id)
    answered = set(db.session.scalars(told))
    return [each for each in seasons if each.id not in answered]


def list_seasons_to_declare_for(judge: User) -> list[Season]:
    """List the seasons whose judging is not over: the current one, and those a judge was asked in."""
    asked = (
        select(Entry.season_id)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .where(Assignment.judge_id == judge.id, Assignment.state != AssignmentState.RELEASED)
    )
    query = (
        select(Season)
        .where(Season.judging_closes_at > clock.now(), or_(Season.is_current, Season.id.in_(asked)))
        .order_by(Season.judging_opens_at, Season.id)
    )
    return list(db.session.scalars(query))


def find_declaration(judge: User, season: Season) -> Declaration | None:
    """Find what a judge said of one season."""
    return db.session.scalar(select(Declaration).filter_by(judge_id=judge.id, season_id=season.id))


def get_interest(judge: User, public_id: str) -> Interest:
    """Return a tie that a judge declared themselves and that stands."""
    row = get_standing_interest(public_id)
    if row.judge_id != judge.id or not row.is_own:
        raise Missing
    return row


def get_standing_interest(public_id: str) -> Interest:
    """Return a tie that stands, whoever declared it."""
    row = db.session.scalar(select(Interest).filter_by(public_id=public_id, removed_at=None))
    if row is None:
        raise Missing
    return row
