"""Gather everything one mention's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import User
from app.listening import counting, queries, replies
from app.listening.entities import Piece, pieces_of
from app.listening.models import Mention, Outreach
from app.listening.queries import Row
from app.listening.replying import link_of
from app.listening.rules import MentionState, OutreachState


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention as its page shows it."""

    row: Row
    earlier: Sequence[Outreach]

    @property
    def mention(self) -> Mention:
        """Return the mention itself."""
        return self.row.mention

    @property
    def pieces(self) -> Sequence[Piece]:
        """Return the words of the post, unaltered, with what its network would link."""
        return pieces_of(self.mention.text, self.mention.network)

    @property
    def network_name(self) -> str:
        """Return the network's name as people write it."""
        return replies.network_name(self.mention.network)

    @property
    def is_known_network(self) -> bool:
        """Tell whether the network offers a page to send a reply from."""
        return self.compose_address is not None

    @property
    def longest(self) -> int | None:
        """Return how long a reply may be here."""
        return counting.longest_on(self.mention.network)

    @property
    def length(self) -> int:
        """Return how long the reply is now, as the network counts."""
        return counting.length_on(self.mention.network, self.row.outreach.text) if self.row.outreach else 0

    @property
    def compose_address(self) -> str | None:
        """Return where the reply can be sent with its words filled in."""
        text = self.row.outreach.text if self.row.outreach else ""
        return replies.compose_address(self.mention.network, post_id=self.mention.version_id, text=text)

    @property
    def author_address(self) -> str | None:
        """Return the page of the author."""
        return replies.author_address(self.mention.network, self.mention.author_handle)

    @property
    def link(self) -> str:
        """Return the link that the reply carries."""
        return link_of(self.row.outreach.code) if self.row.outreach else ""

    def is_mine(self, user: User) -> bool:
        """Tell whether this curator holds the mention now."""
        return self.row.claim is not None and self.row.claim.user_id == user.id

    @property
    def is_free(self) -> bool:
        """Tell whether anybody may claim the mention."""
        waits = self.mention.state in (MentionState.NEW, MentionState.SNOOZED, MentionState.CLAIMED)
        return waits and self.row.claim is None

    @property
    def is_settled(self) -> bool:
        """Tell whether the words are settled and wait for being sent."""
        return self.row.outreach is not None and self.row.outreach.state is OutreachState.OPENED


def get_reading(public_id: str) -> Reading:
    """Return a mention with everything its page shows."""
    mention = queries.get_mention(public_id)
    return Reading(queries.get_row(mention), queries.list_earlier_replies(mention))
