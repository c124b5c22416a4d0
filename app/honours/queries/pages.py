"""A company's own page of a season: found by its link, with the entries it is about."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.companies.models import Company, is_one_of
from app.errors import Missing
from app.extensions import db
from app.honours.models import CompanyPage, CompanyWish, Thanks
from app.nominations.models import Entry, Nomination
from app.nominations.queries.entries import stands_with_story
from app.nominations.queries.stories import is_public_story
from app.nominations.rules import State
from app.programme.models import Season
from app.web.links import is_genuine, is_well_formed, public_id_in, public_link, token_for

PURPOSE = "company"


def token_of(page: CompanyPage) -> str:
    """Return what opens a company's page."""
    return token_for(PURPOSE, page.public_id, page.generation)


def link_of(page: CompanyPage, endpoint: str = "company.show") -> str:
    """Return the private address of a company's page."""
    return public_link(endpoint, token=token_of(page))


def get_page(token: str) -> CompanyPage:
    """Return the page a link opens; missing for any other text, and for links that were ended."""
    page = get_page_once_sent(token)
    if not opens(token, page):
        raise Missing
    if page.season.published_at is None or clock.now() < page.season.published_at:
        raise Missing
    return page


def opens(token: str, page: CompanyPage) -> bool:
    """Tell whether a link to this page was not ended."""
    return is_genuine(token, PURPOSE, page.generation)


def get_page_once_sent(token: str) -> CompanyPage:
    """Return the page of any link that was sent, also of one that was ended since."""
    page = db.session.scalar(select(CompanyPage).filter_by(public_id=public_id_in(token)))
    if page is None or not is_well_formed(token):
        raise Missing
    if not any(is_genuine(token, PURPOSE, generation) for generation in range(page.generation + 1)):
        raise Missing
    return page


def find_page(company: Company, season: Season) -> CompanyPage | None:
    """Find the page of a company for a season, or of one merged with it: the one that was written about last."""
    own = select(Company.id).where(is_one_of(company.canonical_company_id))
    query = select(CompanyPage).where(CompanyPage.company_id.in_(own), CompanyPage.season_id == season.id)
    return db.session.scalar(query.order_by(CompanyPage.sent_at.desc(), CompanyPage.id.desc()).limit(1))


def list_entries_of(company: Company, season: Season) -> list[Entry]:
    """List what a company, or one merged with it, was judged for in a season."""
    own = select(Company.id).where(is_one_of(company.canonical_company_id))
    query = select(Entry).where(Entry.season_id == season.id, Entry.company_id.in_(own), stands_with_story())
    return list(db.session.scalars(query.options(joinedload(Entry.company)).order_by(Entry.category_id, Entry.id)))


def list_nominations_of(company: Company, season: Season) -> list[Nomination]:
    """List the accepted nominations of a company in a season, oldest first."""
    own = select(Company.id).where(is_one_of(company.canonical_company_id))
    query = select(Nomination).join(Nomination.entry).where(Entry.season_id == season.id, Entry.company_id.in_(own))
    return list(db.session.scalars(query.where(Nomination.state == State.ACCEPTED).order_by(Nomination.id)))


def find_public_story(company: Company, season: Season, story_id: str) -> Nomination | None:
    """Find a public story about a company in a season by its address."""
    own = select(Company.id).where(is_one_of(company.canonical_company_id))
    query = select(Nomination).join(Nomination.entry).where(Entry.season_id == season.id, Entry.company_id.in_(own))
    return db.session.scalar(query.where(Nomination.story_id == story_id, is_public_story()))


def find_thanks(page: CompanyPage) -> Thanks | None:
    """Find what a company wrote to those who told about it."""
    return db.session.scalar(select(Thanks).filter_by(page_id=page.id))


def find_thanks_for(nomination: Nomination) -> Thanks | None:
    """Find the thanks that were passed on to the nominator of a nomination."""
    if nomination.entry is None or nomination.state is not State.ACCEPTED:
        return None
    page = find_page(nomination.entry.company, nomination.season)
    thanks = find_thanks(page) if page else None
    return thanks if thanks and thanks.is_passed_on else None


def list_wishes(page: CompanyPage) -> Sequence[CompanyWish]:
    """List what a company asked for, the newest first."""
    return db.session.scalars(select(CompanyWish).filter_by(page_id=page.id).order_by(CompanyWish.id.desc())).all()
