"""A small register in which merges matter: like companies, entries that fall together, stories in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import User
from app.companies.models import Company, CompanyMerge
from app.extensions import db
from app.nominations import queries
from app.nominations.models import Entry, Nomination
from app.nominations.service.merging import merge_companies, undo_merge
from app.programme.models import Category
from app.web.actions import act
from tests.make import make_category, make_company, make_entry, make_nomination, make_season, make_user


@dataclass
class Register:
    """The companies by letter, the categories, and a curator."""

    companies: dict[str, Company]
    categories: list[Category]
    curator: User

    def merge(self, merged: str, into: str) -> CompanyMerge:
        """Merge two companies by letter."""
        return act(merge_companies, self.companies[merged], into=self.companies[into], by=self.curator)

    def undo(self, merge: CompanyMerge) -> Company:
        """Take a merge back."""
        return act(undo_merge, merge, by=self.curator)

    def standing(self) -> list[CompanyMerge]:
        """List the merges that are not undone."""
        db.session.rollback()
        return list(db.session.scalars(select(CompanyMerge).filter_by(undone_at=None).order_by(CompanyMerge.id)))


def make_register(letters: Sequence[str] = "ABCD", *, only: str = "", phase: str = "judging") -> Register:
    """Make companies that each have an entry and a story in two categories, a team's and their own.

    With `only`, just those whose letter begins with it have entries.
    """
    season = make_season(phase=phase)
    whole = make_category(season=season, slug="whole", name="Company of the year")
    team = make_category(season=season, slug="team", name="Team of the year", recognises="team")
    companies = {letter: make_company(f"{letter} Water", domain=f"{letter.lower()}.example") for letter in letters}
    for letter, company in companies.items():
        if not letter.startswith(only):
            continue
        tell(whole, company, f"Company {letter} answered within the hour, and kept its word the week after.")
        tell(team, company, f"The night team of {letter} stayed on the line until it worked.", "Night team")
    return Register(companies, [whole, team], make_user(role="curator"))


def tell(category: Category, company: Company, story: str, nominee: str = "") -> Nomination:
    """Make an accepted story from before judging opened, with its entry."""
    entry = db.session.scalar(select(Entry).filter_by(category_id=category.id, company_id=company.id))
    entry = entry or make_entry(category=category, company=company, nominee=nominee)
    nomination = make_nomination(state="accepted", entry=entry, story=story)

    def date_back() -> None:
        nomination.decided_at = category.season.nominations_open_at

    act(date_back)
    return nomination


def judged(category: Category) -> list[tuple[str, list[str]]]:
    """Show a category as judges read it: each entry by its title, with its stories."""
    db.session.rollback()
    db.session.expire_all()
    rows = [
        (entry.title, [story.text for story in queries.list_stories_of(entry)])
        for entry in queries.list_entries(category)
    ]
    return sorted(rows)
