"""Gather everything one mention's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import User
from app.listening import queries
from app.listening.answering import replies
from app.listening.answering.panel import Panel, panel_of
from app.listening.entities import Piece, pieces_of
from app.listening.models import Mention, MentionNote, Outreach
from app.listening.queries import QueuePage, Show
from app.listening.rows import Row
from app.listening.rules import DISMISS_REASONS, OutreachState


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention as its page shows it."""

    row: Row
    earlier: Sequence[Outreach]
    panel: Panel
    notes: Sequence[MentionNote] = ()

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
    def author_address(self) -> str | None:
        """Return the page of the author."""
        return replies.author_address(self.mention.network, self.mention.author_handle)

    @property
    def dismissed_words(self) -> str:
        """Say why the mention was let go."""
        return DISMISS_REASONS[self.mention.dismissed_reason] if self.mention.dismissed_reason else ""

    @property
    def waits(self) -> bool:
        """Tell whether somebody wrote to this person and nothing came back yet."""
        return any(each.state is OutreachState.SENT and each.answered_at is None for each in self.earlier)


def read(row: Row, user: User) -> Reading:
    """Return a mention with everything its page shows."""
    return Reading(
        row, queries.list_earlier_replies(row.mention), panel_of(row, user), notes=queries.list_notes(row.mention)
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What a curator has before them: a part of the queue and one mention of it."""

    show: Show
    after: str
    user: User
    page: QueuePage
    reading: Reading

    @property
    def is_mine(self) -> bool:
        """Tell whether this curator holds the open mention now."""
        return self.reading.row.claim is not None and self.reading.row.claim.user_id == self.user.id

    def again(self) -> "Desk":
        """Read everything anew, after something has happened."""
        opened = queries.get_mention(self.reading.mention.public_id)
        return lay_out(self.show, after=self.after, user=self.user, opened=opened)


def lay_out(show: Show, *, after: str, user: User, opened: Mention) -> Desk:
    """Lay out a part of the queue with one mention open."""
    page = queries.list_queue(show, after=after, user=user, opened=opened)
    return Desk(show, after, user, page, read(page.opened or queries.rows_of([opened])[0], user))
