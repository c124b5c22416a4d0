"""Which company would get which letter to whom, and why others get none."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.companies.contacting import Contact, Reach, reaches_of
from app.companies.models import Company
from app.extensions import db
from app.honours.models import CompanyPage
from app.honours.queries.awards import ShownAward, list_awards
from app.nominations import queries as nominations
from app.nominations.models import Entry, Nomination
from app.nominations.queries.stories import is_public_story
from app.programme.models import Season


@dataclass
class CompanyLetter:
    """One company of a season with what it was honoured or nominated for, and the letter it would get."""

    company: Company
    season: Season
    reach: Reach
    entries: list[Entry] = field(default_factory=list)
    awards: list[ShownAward] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)
    page: CompanyPage | None = None

    @property
    def slug(self) -> str:
        """Name it in forms and addresses."""
        return self.company.slug

    @property
    def contact(self) -> Contact | None:
        """Return whom the letter goes to."""
        return self.reach.chosen

    @property
    def sent_at(self) -> datetime | None:
        """Return when a letter was sent last."""
        return self.page.sent_at if self.page else None

    @property
    def has_won(self) -> bool:
        """Tell whether an award of it stands."""
        return any(not award.is_revoked for award in self.awards)

    @property
    def why_not(self) -> str:
        """Say why no letter can go; empty when one can."""
        if self.reach.refuses:
            return "It asked never to be written to."
        if not self.stories:
            return "No story about it is public, so there is nothing to name."
        if not self.reach.contacts:
            return "No contact is known."
        return "" if self.contact else "No contact is proven."

    @property
    def is_ready(self) -> bool:
        """Tell whether it would get its first letter now."""
        return not self.why_not and self.sent_at is None


def list_letters(season: Season) -> list[CompanyLetter]:
    """List the companies that were judged in a season, by name."""
    entries = [entry for category in season.categories for entry in nominations.list_entries(category)]
    companies = {entry.company.canonical.id: entry.company.canonical for entry in entries}
    reaches = reaches_of(list(companies.values())) if companies else {}
    found = {number: CompanyLetter(company, season, reaches[number]) for number, company in companies.items()}
    for entry in entries:
        found[entry.company.canonical.id].entries.append(entry)
    for award in list_awards(season):
        if award.entry.company.canonical.id in found:
            found[award.entry.company.canonical.id].awards.append(award)
    for number, story_id in _list_stories(season):
        if number in found:
            found[number].stories.append(story_id)
    for page in db.session.scalars(select(CompanyPage).filter_by(season_id=season.id).order_by(CompanyPage.sent_at)):
        if page.company.canonical.id in found:
            found[page.company.canonical.id].page = page
    return sorted(found.values(), key=lambda letter: letter.company.name.casefold())


def find_letter(season: Season, slug: str) -> CompanyLetter | None:
    """Find the letter of one company."""
    return next((letter for letter in list_letters(season) if letter.slug == slug), None)


def _list_stories(season: Season) -> list[tuple[int, str]]:
    """List the public stories of a season with the company each is about, oldest first."""
    query = (
        select(Company.canonical_company_id, Nomination.story_id)
        .select_from(Nomination)
        .join(Nomination.entry)
        .join(Entry.company)
        .where(Entry.season_id == season.id, is_public_story())
        .order_by(Nomination.id)
    )
    return [(number, story_id) for number, story_id in db.session.execute(query)]
