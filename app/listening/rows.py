"""A mention with what stands beside it, and how its state reads to a curator."""

from dataclasses import dataclass

from app import clock
from app.companies.models import Company
from app.listening.answering.replies import place_words
from app.listening.models import Claim, Mention, Outreach
from app.listening.rules import MentionState, OutreachState
from app.nominations.rules import LIVE, UNDECIDED
from app.nominations.rules import State as NominationState

AGAINST = ": -"
SUREST = 99
CAME_TRUE = LIVE | {NominationState.REJECTED}
WAITING = (MentionState.NEW, MentionState.CLAIMED, MentionState.SNOOZED)
NOMINATION_WORDS = {
    NominationState.UNCONFIRMED: "Nomination begun, not confirmed yet",
    NominationState.ACCEPTED: "Nominated, and the nomination is accepted",
    NominationState.REJECTED: "Nominated, but not accepted",
    **dict.fromkeys(UNDECIDED, "Nominated, waiting to be moderated"),
    **dict.fromkeys((NominationState.WITHDRAWN, NominationState.ERASED), "Nominated, then withdrawn"),
    NominationState.EXPIRED: "Nomination begun, never confirmed",
    NominationState.REPLACED: "Nominated again later",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mention with everything the queue says about it."""

    mention: Mention
    claim: Claim | None
    company: Company | None
    handle: str
    outreach: Outreach | None
    nomination: NominationState | None
    ran_out: Claim | None = None
    copies: int = 0

    @property
    def author(self) -> str:
        """Name the author as briefly as possible."""
        mention = self.mention
        handle = f"@{mention.author_handle}" if mention.author_handle else ""
        return mention.author_name or handle or f"Somebody {place_words(mention.network)}"

    @property
    def is_free(self) -> bool:
        """Tell whether anybody may claim the mention; a claim that ran out does not count."""
        return self.mention.state in WAITING and self.claim is None

    @property
    def came_true(self) -> bool:
        """Tell whether the author's nomination stands, or was read and decided."""
        return self.nomination in CAME_TRUE

    @property
    def nomination_words(self) -> str:
        """Say what the author's nomination has come to."""
        return NOMINATION_WORDS.get(self.nomination, "No nomination yet") if self.nomination else "No nomination yet"

    @property
    def outreach_state(self) -> OutreachState | None:
        """Return the state of the reply as shown, where a nomination outshines the stored one."""
        if self.came_true:
            return OutreachState.NOMINATED
        return self.outreach.state if self.outreach else None

    @property
    def state(self) -> MentionState:
        """Return the state shown: a live nomination of its author outshines the stored one."""
        if self.came_true:
            return MentionState.NOMINATED
        is_open = self.is_free and (self.mention.state is not MentionState.SNOOZED or self.is_back)
        return MentionState.NEW if is_open else self.mention.state

    @property
    def is_back(self) -> bool:
        """Tell whether the mention was put off and its time has come."""
        until = self.mention.snoozed_until
        return (
            self.mention.state in (MentionState.NEW, MentionState.SNOOZED)
            and until is not None
            and until <= clock.now()
        )

    @property
    def posted(self) -> str:
        """Write when the post was made, short enough for a list."""
        moment = self.mention.posted_at
        return f"{moment.day} {moment:%b %Y, %H:%M}"

    @property
    def signs(self) -> list[tuple[str, bool]]:
        """List the reasons behind the score, each with whether it speaks for praise."""
        return [(reason.removesuffix(AGAINST), not reason.endswith(AGAINST)) for reason in self.mention.reasons]

    @property
    def percent(self) -> int | None:
        """Return how sure the score is, in per cent; none for a language without a word table."""
        return None if self.mention.score is None else min(round(self.mention.score * 100), SUREST)

    @property
    def company_name(self) -> str:
        """Name the company that was found, or what the first handle calls it."""
        return self.company.name if self.company else self.handle
