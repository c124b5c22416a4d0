"""Read what stands around one post: its near-copies, its author's past with us, and its company's season."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, literal, select

from app.companies.models import Company, is_one_of
from app.extensions import db
from app.listening.models import Contact, ContactName, Mention
from app.listening.watching.matching import stands_in
from app.nominations.models import Nomination
from app.nominations.rules import LIVE
from app.programme.models import Season

COUNTED = 50
COPIES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Around:
    """What a curator should know beside a post."""

    copies: Sequence[Mention]
    first: Mention | None
    posts: int
    refused_at: datetime | None
    nominations: int
    matched: Sequence[str]

    @property
    def posts_words(self) -> str:
        """Say how many other posts of the author we found."""
        return f"{COUNTED} or more" if self.posts >= COUNTED else str(self.posts)


def look_around(mention: Mention, *, copies: int) -> Around:
    """Gather what stands around one post; near-copies are only looked for where there are any."""
    found = db.session.execute(
        select(
            _posts(mention).scalar_subquery(),
            _refused(mention).scalar_subquery(),
            _nominations(mention.company).scalar_subquery() if mention.company else literal(0),
        )
    ).one()
    return Around(
        copies=list_copies(mention) if copies else (),
        first=db.session.get(Mention, mention.copy_of_id) if mention.copy_of_id else None,
        posts=found[0],
        refused_at=found[1],
        nominations=found[2],
        matched=matched_words(mention),
    )


def list_copies(mention: Mention) -> Sequence[Mention]:
    """List the near-copies folded under a post, the newest first."""
    folded = select(Mention).where(Mention.copy_of_id == mention.id, Mention.text != "")
    return db.session.scalars(folded.order_by(Mention.id.desc()).limit(COPIES_SHOWN)).all()


def matched_words(mention: Mention) -> list[str]:
    """List the words of the watch that stand in the post."""
    watch = mention.watch
    words = [*watch.phrases, *(f"#{tag}" for tag in watch.hashtags)] if watch else []
    return [each for each in words if stands_in(mention.text, each)]


def _posts(mention: Mention) -> Select[int]:
    """Count other posts of the same author, no further than it matters."""
    same = select(Mention.id).where(
        Mention.network == mention.network,
        Mention.author_id == mention.author_id,
        Mention.author_id != "",
        Mention.id != mention.id,
    )
    return select(func.count()).select_from(same.limit(COUNTED).subquery())


def _refused(mention: Mention) -> Select[datetime | None]:
    """Find since when the author does not want to be contacted."""
    names = [each for each in (mention.author_hash, mention.handle_hash) if each]
    same = select(ContactName.contact_id).where(ContactName.name_hash.in_(names))
    return select(func.min(Contact.do_not_contact_at)).where(Contact.id.in_(same))


def _nominations(company: Company) -> Select[int]:
    """Count the nominations of a company that stand in the current season, no further than it matters."""
    family = select(Company.id).where(is_one_of(company.canonical_company_id))
    current = select(Season.id).where(Season.is_current).scalar_subquery()
    standing = select(Nomination.id).where(
        Nomination.company_id.in_(family), Nomination.season_id == current, Nomination.state.in_(LIVE)
    )
    return select(func.count()).select_from(standing.limit(COUNTED).subquery())
