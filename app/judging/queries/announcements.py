"""What is announced: to nominators by letter, to everybody on the winners' pages and in the published file."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.accounts.models import User
from app.companies.models import Company
from app.errors import Missing
from app.extensions import db, table_of
from app.judging import visibility
from app.judging.models import Award
from app.judging.queries.decisions import list_decision, list_decisions, list_unsigned
from app.judging.queries.entrants import ANNOUNCED
from app.judging.queries.files import file_of
from app.judging.rules import AwardState, Outcome
from app.nominations import queries as nominations
from app.nominations.models import Entry, Nomination
from app.nominations.queries.links import status_link, unsubscribe_link
from app.nominations.queries.outcomes import Outcome as NominationOutcome
from app.nominations.queries.outcomes import tells_outcome
from app.nominations.rules import State
from app.programme import queries as programme
from app.programme.models import Category, Season
from app.web.engine import run


def list_nominators(season: Season) -> list[tuple[str, str]]:
    """List one live nomination and its address for each nominator of each category that is decided."""
    decisions = list_decisions(season)
    return [
        nominator
        for category in season.categories
        if decisions[category.id]
        for nominator in nominations.list_nominator_addresses(category)
    ]


def list_short_of_stories(season: Season) -> list[Category]:
    """List the categories whose decision rests on an entry that has no story any more."""
    decisions = list_decisions(season)
    return [category for category in season.categories if _is_short_of_stories(category, decisions[category.id])]


def _is_short_of_stories(category: Category, awards: list[Award]) -> bool:
    if not awards:
        return False
    standing = {entry.public_id for entry in nominations.list_entries(category)}
    return not standing.issuperset(json.loads(awards[0].result.document)["entries"])


def list_overtaken(season: Season) -> list[Category]:
    """List the categories whose result was computed anew since they were decided."""
    decisions = list_decisions(season)
    return [category for category in season.categories if _is_overtaken(category, decisions[category.id])]


def _is_overtaken(category: Category, awards: list[Award]) -> bool:
    newest = visibility.find_newest_result(category) if awards else None
    return newest is not None and newest.id != awards[0].result_id


@dataclass(frozen=True)
class PublishedAward:
    """One award as the public sees it."""

    public_id: str
    category_name: str
    category_slug: str
    winner_name: str
    company_name: str
    company_slug: str
    citation: str
    outcome: Outcome
    score: str
    sha256: str


def list_awards(season: Season) -> list[PublishedAward]:
    """List a season's published awards in the order of its categories; before publication there are none."""
    query = (
        select(Award)
        .join(Award.category)
        .where(Category.season_id == season.id, Award.state == AwardState.PUBLISHED)
        .options(joinedload(Award.entry).joinedload(Entry.company), joinedload(Award.result))
        .order_by(Category.position, Category.id, Award.id)
    )
    return [_published(award) for award in db.session.scalars(query)]


_company = table_of(Company).c
FIND_AWARD = (
    select(table_of(Award).c.id)
    .join_from(table_of(Award), table_of(Entry), table_of(Entry).c.id == table_of(Award).c.entry_id)
    .join(table_of(Company), _company.id == table_of(Entry).c.company_id)
    .where(table_of(Award).c.state == AwardState.PUBLISHED)
    .where(func.coalesce(_company.merged_into_id, _company.id) == bindparam("company", type_=Integer))
    .limit(1)
)


def has_award(company_id: int) -> bool:
    """Tell whether a company, or a duplicate of it, has an award that stands."""
    return run(FIND_AWARD, {"company": company_id}).first() is not None


def list_awards_of(company_id: int, seasons: Collection[Season]) -> list[tuple[Season, PublishedAward]]:
    """List a company's published awards of some seasons, newest season first, with those of its duplicates."""
    query = (
        select(Award)
        .join(Award.category)
        .join(Award.entry)
        .join(Entry.company)
        .where(Award.state == AwardState.PUBLISHED, Company.canonical_company_id == company_id)
        .where(Category.season_id.in_([season.id for season in seasons]))
        .options(contains_eager(Award.category).joinedload(Category.season), contains_eager(Award.entry))
        .options(contains_eager(Award.entry, Entry.company), joinedload(Award.result))
        .order_by(Category.season_id.desc(), Category.position, Award.id)
    )
    return [(award.category.season, _published(award)) for award in db.session.scalars(query)]


def show_as_published(awards: Iterable[Award]) -> list[PublishedAward]:
    """Show decisions as the public will see them; whose eyes they are for is for the caller to ask."""
    return [_published(award) for award in awards]


def _published(award: Award) -> PublishedAward:
    entry = award.entry
    rows = json.loads(award.result.document)["results"]["entries"]
    scores = {row["entry"]: row["score"] for row in rows}
    return PublishedAward(
        public_id=award.public_id,
        category_name=award.category.name,
        category_slug=award.category.slug,
        winner_name=entry.public_title if entry else "",
        company_name=entry.company.public_name if entry else "",
        company_slug=entry.company.canonical.slug if entry and not entry.company.is_unnamed else "",
        citation=award.citation,
        outcome=award.outcome,
        score=str(Decimal(scores[entry.public_id]).quantize(Decimal(1))) if entry else "",
        sha256=award.result.sha256,
    )


def get_published_file(season_slug: str, category_slug: str) -> bytes:
    """Return the snapshot of a published category, also when its award was taken back; missing until then."""
    season = programme.get_season(season_slug)
    category = programme.get_category(season, category_slug)
    announced = select(Award).where(Award.category_id == category.id, Award.state.in_(ANNOUNCED)).order_by(Award.id)
    award = db.session.scalar(announced.limit(1))
    if season.published_at is None or award is None:
        raise Missing()
    return file_of(award.result, category)


@dataclass(frozen=True)
class Readiness:
    """What a season has for its announcement, and what is still missing."""

    season: Season
    unsigned: list[Category]
    awards: list[Award]
    hidden: list[Category]
    short: list[Category]
    overtaken: list[Category]
    letters: int

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be announced now."""
        return self.season.published_at is None and not self.unsigned and bool(self.awards or self.hidden)


def get_announcement(viewer: User, season: Season) -> Readiness:
    """Return what will be announced, without the categories the viewer judges, and what is still missing."""
    decisions = list_decisions(season)
    own = visibility.list_categories_closed_to(viewer, season) if season.published_at is None else set()
    return Readiness(
        season=season,
        unsigned=list_unsigned(season),
        awards=[award for category_id, awards in decisions.items() if category_id not in own for award in awards],
        hidden=[category for category in season.categories if category.id in own and decisions[category.id]],
        short=list_short_of_stories(season),
        overtaken=list_overtaken(season),
        letters=len(list_nominators(season)),
    )


@dataclass(frozen=True)
class News:
    """What a nominator hears about the category they nominated in."""

    address: str
    nominated: str
    category: Category
    season: Season
    awards: list[PublishedAward]
    has_won: bool
    status_link: str
    unsubscribe_link: str


def find_outcome(reference: str) -> News | None:
    """Find what to tell a nominator; nothing once they have withdrawn or before it is announced."""
    nomination = nominations.get_nomination(reference)
    if nomination.state is not State.ACCEPTED or nomination.written.email is None:
        return None
    category = nomination.category
    decided = [award for award in list_decision(category) if award.state is AwardState.PUBLISHED]
    if not decided:
        return None
    return News(
        address=nomination.written.email,
        nominated=nomination.entry.title if nomination.entry else nomination.written.company_name or "",
        category=category,
        season=nomination.season,
        awards=[_published(award) for award in decided if award.entry],
        has_won=_has_won(nomination, decided),
        status_link=status_link(nomination),
        unsubscribe_link=unsubscribe_link(nomination),
    )


@tells_outcome
def tell_outcome(nomination: Nomination) -> NominationOutcome | None:
    """Say on the nominator's page how it ended, once everybody may know."""
    decided = [award for award in list_decision(nomination.category) if award.state is AwardState.PUBLISHED]
    if not decided:
        return None
    names = " and ".join(award.entry.title for award in decided if award.entry)
    if not names:
        sentence = f"There is no award in {nomination.category.name} this season."
    elif _has_won(nomination, decided):
        sentence = f"It won: the award of {nomination.category.name} goes to {names}."
    else:
        sentence = f"The award of {nomination.category.name} goes to {names}. Your story was read and scored with care."
    return NominationOutcome(sentence, link=f"/winners/{nomination.season.slug}")


def _has_won(nomination: Nomination, decided: list[Award]) -> bool:
    return nomination.entry is not None and nomination.entry.standing_id in {award.entry_id for award in decided}
