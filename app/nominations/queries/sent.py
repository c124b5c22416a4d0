"""What the page after sending needs, and what a browser that sent one nomination may take along to the next."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.companies.models import Company
from app.extensions import db
from app.nominations.models import Nomination, NominationRevision
from app.nominations.queries.finding import is_current_revision
from app.nominations.rules import State
from app.programme.models import Category

FOLLOW = "The link in your letter shows where it stands."
TITLES = {
    State.UNCONFIRMED: "Check your mail to confirm",
    State.EXPIRED: "Your nomination was not confirmed in time",
    State.WITHDRAWN: "Your nomination was withdrawn",
    State.REPLACED: "A newer nomination stands in its place",
    State.ERASED: "Your nomination was erased",
}
STANDINGS = {
    State.EXPIRED: "It does not count. You can send it again with the form.",
    State.WITHDRAWN: "It no longer counts. The link in your letter shows what is still kept.",
    State.REPLACED: "You nominated the same company in the same category again, and the newer nomination counts.",
    State.ERASED: "What you wrote, your name and your address are gone from it.",
}


@dataclass(frozen=True)
class Sent:
    """A nomination as the page after sending shows it: nothing personal."""

    reference: str
    state: State
    category: str
    company: str | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether it still has to be confirmed."""
        return self.state is State.UNCONFIRMED

    @property
    def title(self) -> str:
        """Say in a heading where it stands."""
        return TITLES.get(self.state, "Your nomination is confirmed")

    @property
    def standing(self) -> str:
        """Say in a sentence where it stands, or nothing while it waits to be confirmed."""
        return "" if self.is_waiting else STANDINGS.get(self.state, FOLLOW)


def find_sent(reference: str) -> Sent | None:
    """Find a nomination that was sent; its company is named only as the register knows it."""
    named = aliased(Company)
    row = db.session.execute(
        select(Nomination.reference, Nomination.state, Category.slug, Company.name)
        .join(Category, Category.id == Nomination.category_id)
        .join(named, named.id == Nomination.company_id, isouter=True)
        .join(Company, Company.id == named.canonical_company_id, isouter=True)
        .where(Nomination.reference == reference)
    ).first()
    return Sent(*row) if row else None


def find_sender(reference: str) -> tuple[str, str] | None:
    """Find name and address under a nomination; the caller makes sure that its own sender is asking."""
    row = db.session.execute(
        select(NominationRevision.name, NominationRevision.email)
        .join(Nomination, is_current_revision())
        .where(Nomination.reference == reference, NominationRevision.email.is_not(None))
    ).first()
    return (row.name or "", row.email) if row else None
