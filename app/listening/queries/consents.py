"""Read which found posts may be shown in public, by the word of their authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import User
from app.extensions import db
from app.listening.answering.replies import author_address, network_name
from app.listening.entities import Piece, pieces_of
from app.listening.models import Consent, Mention
from app.listening.rules import MentionState

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """A post as its author allowed it to be shown: unaltered, with name, time and the way back to it."""

    network: str
    name: str
    handle: str
    profile: str | None
    pieces: Sequence[Piece]
    lang: str
    url: str
    posted_at: datetime

    @property
    def network_name(self) -> str:
        """Return the network's name as people write it."""
        return network_name(self.network)


def find_consent(mention: Mention) -> Consent | None:
    """Find the standing leave to show a post."""
    wanted = select(Consent).where(Consent.mention_id == mention.id, Consent.withdrawn_at.is_(None))
    return db.session.scalar(wanted.options(joinedload(Consent.recorded_by).lazyload(User.role_rows)))


def list_quotes(company_ids: Sequence[int]) -> list[Quote]:
    """List the posts about a company whose authors let us show them, the newest first."""
    wanted = (
        select(Mention)
        .join(Consent, Consent.mention_id == Mention.id)
        .where(
            Consent.withdrawn_at.is_(None),
            Mention.company_id.in_(company_ids),
            Mention.text != "",
            Mention.state != MentionState.GONE,
            Mention.is_members_only.is_(False),
        )
        .order_by(Mention.posted_at.desc(), Mention.id.desc())
    )
    return [quote_of(mention) for mention in db.session.scalars(wanted.limit(SHOWN))]


def quote_of(mention: Mention) -> Quote:
    """Show a post as its network asks for."""
    return Quote(
        network=mention.network,
        name=mention.author_name or mention.author_handle,
        handle=mention.author_handle,
        profile=author_address(mention.network, mention.author_handle),
        pieces=pieces_of(mention.text, mention.network),
        lang=mention.lang,
        url=mention.url,
        posted_at=mention.posted_at,
    )
