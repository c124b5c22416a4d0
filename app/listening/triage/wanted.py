"""What a curator wants to see of the queue: which part, filtered by what, from where on. It lives in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from app.listening.rules import MentionState, Voice

NO_TABLE = "none"
LONGEST_SEARCH = 300
FILTERS = ("q", "network", "lang", "watch", "company", "voice")
VOICE_WORDS: Mapping[str, str] = {
    Voice.CUSTOMER: "Customers",
    Voice.COMPANY: "The company itself",
    Voice.STAFF: "Its own staff",
}


class Show(StrEnum):
    """Which mentions the queue shows."""

    OPEN = "open"
    MINE = "mine"
    SNOOZED = "snoozed"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    ALL = "all"


STATES: Mapping[Show, tuple[MentionState, ...]] = {
    Show.OPEN: (MentionState.NEW, MentionState.CLAIMED),
    Show.MINE: (MentionState.CLAIMED,),
    Show.SNOOZED: (MentionState.SNOOZED,),
    Show.ANSWERED: (MentionState.SENT, MentionState.NOMINATED),
    Show.DISMISSED: (MentionState.DISMISSED,),
    Show.ALL: tuple(state for state in MentionState if state is not MentionState.GONE),
}


class Chip(NamedTuple):
    """One filter that is on, in words, and the address of the queue without it."""

    name: str
    words: str
    without: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of the queue, its filters, and the mention after which a page begins."""

    show: Show = Show.OPEN
    after: str = ""
    q: str = ""
    network: str = ""
    lang: str = ""
    watch: str = ""
    company: str = ""
    voice: str = ""

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything narrows the part down."""
        return any(getattr(self, name) for name in FILTERS)

    @property
    def is_unscored(self) -> bool:
        """Tell whether posts in languages without a word table are wanted, newest first."""
        return self.lang == NO_TABLE

    @property
    def is_best_first(self) -> bool:
        """Tell whether the surest praise comes first; what was searched for or let go comes newest first."""
        return not self.q and not self.is_unscored and not self.is_let_go

    @property
    def is_let_go(self) -> bool:
        """Tell whether the part of what was dismissed is wanted, what was let go last first."""
        return self.show is Show.DISMISSED and not self.q

    def values(self, **changes: str | Show) -> dict[str, Any]:
        """Return what of it stands in an address, with some of it changed; where a page begins is left out."""
        changed = replace(self, **{"after": "", **changes})  # type: ignore[arg-type]
        own: dict[str, Any] = {name: getattr(changed, name) for name in ("show", "after", *FILTERS)}
        return {name: str(value) for name, value in own.items() if value and value is not Show.OPEN}

    @property
    def here(self) -> dict[str, Any]:
        """Return what stands in the address of this very page."""
        return self.values(after=self.after)

    def chips(self, names: Mapping[str, str]) -> list[Chip]:
        """List the filters that are on, each in words and with the way to be rid of it."""
        on = [name for name in FILTERS if getattr(self, name)]
        return [Chip(name, names.get(name, getattr(self, name)), self.values(**{name: ""})) for name in on]


def wanted_of(given: Mapping[str, str]) -> Wanted:
    """Read what is wanted from an address; a search without a part looks everywhere."""
    filters = {name: given.get(name, "").strip()[:LONGEST_SEARCH] for name in FILTERS}
    fallback = Show.ALL if filters["q"] else Show.OPEN
    named = given.get("show", "")
    show = Show(named) if named in set(Show) else fallback
    if filters["voice"] not in set(Voice):
        filters["voice"] = ""
    if show is Show.ALL and not filters["q"]:
        show = Show.OPEN
    return Wanted(show=show, after=given.get("after", "")[:20], **filters)
