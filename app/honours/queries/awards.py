"""Awards as everybody may see them: published, and those that were taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from app import clock
from app.companies.models import Company
from app.errors import Missing
from app.extensions import db
from app.honours.models import Revocation
from app.judging.models import Award
from app.judging.rules import AwardState, Outcome
from app.nominations.models import Entry
from app.programme.models import Category, Season

PUBLIC = (AwardState.PUBLISHED, AwardState.REVOKED)


@dataclass(frozen=True)
class ShownAward:
    """One award with what proves it."""

    award: Award
    entry: Entry
    revocation: Revocation | None = None

    @property
    def public_id(self) -> str:
        """Return what its badge and its proof are found by."""
        return self.award.public_id

    @property
    def season(self) -> Season:
        """Return the season it was given in."""
        return self.award.category.season

    @property
    def winner(self) -> str:
        """Name who was honoured, as the public reads it."""
        return self.entry.public_title

    @property
    def company_slug(self) -> str:
        """Return where the company's page stands; empty for one that is not named."""
        return "" if self.entry.company.is_unnamed else self.entry.company.canonical.slug

    @property
    def category(self) -> str:
        """Name what it was given for."""
        return self.award.category.name

    @property
    def is_revoked(self) -> bool:
        """Tell whether it was taken back."""
        return self.award.state is AwardState.REVOKED

    @property
    def honour(self) -> str:
        """Say what it is in a word or two."""
        return "Joint winner" if self.award.outcome is Outcome.SHARED else "Winner"

    @property
    def since(self) -> datetime:
        """Return when it was announced."""
        assert self.award.published_at is not None
        return self.award.published_at

    @property
    def changed_at(self) -> datetime:
        """Return when what is said of it changed last."""
        return self.revocation.revoked_at if self.revocation else self.since


def _given(*states: AwardState) -> Select[Award]:
    """Choose awards of published seasons that honour an entry, the newest season first."""
    return (
        select(Award)
        .join(Award.category)
        .join(Category.season)
        .join(Award.entry)
        .join(Entry.company)
        .where(Award.state.in_(states), Season.published_at <= clock.now())
        .options(contains_eager(Award.category).contains_eager(Category.season))
        .options(contains_eager(Award.entry).contains_eager(Entry.company), joinedload(Award.result))
        .order_by(Season.published_at.desc(), Season.id.desc(), Category.position, Category.id, Award.id)
    )


def get_award(public_id: str) -> ShownAward:
    """Return an award that was announced, taken back or not; nobody hears of any other."""
    award = db.session.scalar(_given(*PUBLIC).where(Award.public_id == public_id))
    if award is None:
        raise Missing
    return _shown([award])[0]


def list_newest(limit: int) -> list[ShownAward]:
    """List the awards that stand, the newest season first."""
    return _shown(db.session.scalars(_given(AwardState.PUBLISHED).limit(limit)).all())


def list_hall() -> list[tuple[Season, list[ShownAward]]]:
    """List the awards that stand by their seasons, the newest first."""
    awards = _shown(db.session.scalars(_given(AwardState.PUBLISHED)).all())
    return [(season, list(group)) for season, group in groupby(awards, lambda award: award.season)]


def list_awards(season: Season) -> list[ShownAward]:
    """List what was given in a season, taken back or not."""
    return _shown(db.session.scalars(_given(*PUBLIC).where(Category.season_id == season.id)).all())


def list_awards_of(company: Company, season: Season) -> list[ShownAward]:
    """List what a company, or what is merged with it, was given in a season, taken back or not."""
    own = Company.canonical_company_id == company.canonical_company_id
    return _shown(db.session.scalars(_given(*PUBLIC).where(own, Category.season_id == season.id)).all())


def _shown(awards: Sequence[Award]) -> list[ShownAward]:
    revoked = [award.id for award in awards if award.state is AwardState.REVOKED]
    query = select(Revocation).where(Revocation.award_id.in_(revoked))
    found = {row.award_id: row for row in db.session.scalars(query)} if revoked else {}
    return [ShownAward(award, award.entry, found.get(award.id)) for award in awards if award.entry]
