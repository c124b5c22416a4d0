"""Gather everything one mention's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import User
from app.errors import Gone, Missing
from app.listening import queries
from app.listening.answering import replies
from app.listening.answering.panel import Panel, panel_of
from app.listening.entities import Piece, pieces_of
from app.listening.models import Mention, MentionNote, Outreach
from app.listening.queries import QueuePage
from app.listening.queries.around import Around, look_around
from app.listening.queries.choices import Choices, language_name, list_choices
from app.listening.queries.triage import Batch, find_batch
from app.listening.rows import Row
from app.listening.rules import DISMISS_REASONS, OutreachState
from app.listening.triage.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention as its page shows it."""

    row: Row
    earlier: Sequence[Outreach]
    panel: Panel
    around: Around
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
    def language(self) -> str:
        """Return the language of the post as people call it."""
        return language_name(self.mention.lang)

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
    mention = row.mention
    around = look_around(mention, copies=row.copies)
    panel = panel_of(row, user)
    return Reading(row, queries.list_earlier_replies(mention), panel, around, notes=queries.list_notes(mention))


@dataclass(frozen=True, slots=True)
class Desk:
    """What a curator has before them: a part of the queue and one mention of it."""

    wanted: Wanted
    user: User
    page: QueuePage
    reading: Reading
    choices: Choices
    done: Batch | None = None

    @property
    def is_mine(self) -> bool:
        """Tell whether this curator holds the open mention now."""
        return self.reading.row.claim is not None and self.reading.row.claim.user_id == self.user.id

    def again(self) -> "Desk":
        """Read everything anew, after something has happened."""
        return lay_out(self.wanted, user=self.user, opened=self.reading.mention.public_id)


def lay_out(wanted: Wanted, *, user: User, opened: str, done: str = "") -> Desk:
    """Lay out a part of the queue with one mention open, and what was done a moment ago."""
    page = queries.list_queue(wanted, user=user, opened=opened)
    if page.opened is None:
        raise Missing
    if page.opened.mention.is_wiped:
        raise Gone
    return Desk(wanted, user, page, read(page.opened, user), list_choices(wanted), find_batch(done, user))
