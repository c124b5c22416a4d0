"""Gather what stands around one reply: its words and length, where it is sent, how many went out today."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import User
from app.listening.answering import addresses, counting
from app.listening.answering.undoing import may_unsend
from app.listening.answering.wording import Words
from app.listening.contacting.caps import Today, count_today
from app.listening.entities import Piece, pieces_of
from app.listening.models import Consent, Mention, Outreach
from app.listening.queries.consents import find_consent
from app.listening.queries.templates import find_home, list_fitting
from app.listening.rows import Row
from app.listening.rules import OutreachState

MASTODON = "mastodon"


@dataclass(frozen=True, slots=True)
class Panel:
    """One reply as its curator sees it."""

    mention: Mention
    user: User
    outreach: Outreach | None
    templates: Sequence[Words]
    today: Today | None
    home: str
    consent: Consent | None

    @property
    def text(self) -> str:
        """Return the words of the reply."""
        return self.outreach.text if self.outreach else ""

    @property
    def longest(self) -> int | None:
        """Return how long a reply may be here."""
        return counting.longest_on(self.mention.network)

    @property
    def length(self) -> int:
        """Return how long the reply is now, as the network counts."""
        return counting.length_on(self.mention.network, self.text)

    @property
    def address(self) -> str | None:
        """Return where the network takes the reply."""
        return addresses.address_to_reply(self.mention, text=self.text, home=self.home)

    @property
    def is_filled_in(self) -> bool:
        """Tell whether that page shows the words by itself."""
        return self.mention.network == "x"

    @property
    def asks_for_home(self) -> bool:
        """Tell whether it matters where the curator has an account."""
        return self.mention.network == MASTODON

    @property
    def preview(self) -> Sequence[Piece]:
        """Return the words as the author will see them."""
        return pieces_of(self.text, self.mention.network)

    @property
    def is_settled(self) -> bool:
        """Tell whether the words are settled and wait for being sent."""
        return self.outreach is not None and self.outreach.state is OutreachState.OPENED

    @property
    def may_unsend(self) -> bool:
        """Tell whether this curator may still say that it was not sent."""
        return self.outreach is not None and may_unsend(self.outreach, self.user)


def panel_of(row: Row, user: User) -> Panel:
    """Gather what a curator needs around the reply to one post, and nothing where there is none."""
    mention, outreach = row.mention, row.outreach
    is_writing = row.claim is not None and row.claim.user_id == user.id and outreach is not None
    return Panel(
        mention,
        user,
        outreach,
        templates=list_fitting(mention) if is_writing else (),
        today=count_today(mention.network, user, but=outreach) if is_writing else None,
        home=find_home(user) if is_writing and mention.network == MASTODON else "",
        consent=find_consent(mention),
    )
