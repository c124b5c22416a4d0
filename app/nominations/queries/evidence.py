"""The page a nominator named as proof: read by judges beside the story, and by no public page."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select

from app.extensions import db
from app.nominations.models import Nomination, NominationRevision


@dataclass(frozen=True)
class Evidence:
    """A link as it was given; the site itself never opens it."""

    address: str

    @property
    def host(self) -> str:
        """Return whose page it is, which says more than a long address."""
        return (urlsplit(self.address).hostname or self.address).removeprefix("www.")


def list_evidence(nominations: Sequence[int]) -> dict[int, Evidence]:
    """List the links of accepted nominations, by nomination, as they are written now."""
    query = (
        select(Nomination.id, NominationRevision.link)
        .join(
            NominationRevision,
            (NominationRevision.nomination_id == Nomination.id)
            & (NominationRevision.number == Nomination.revision_number),
        )
        .where(Nomination.id.in_(nominations), NominationRevision.link.is_not(None))
    )
    return {number: Evidence(link) for number, link in db.session.execute(query) if link}
