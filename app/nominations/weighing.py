"""What looks scripted or arranged about a nomination, and how much it weighs; nobody is refused for it.

A signal is a reason for a person to look. Together they must reach the threshold before a nomination is held, and
no signal that a browser without JavaScript gives off reaches it alone.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

THRESHOLD = 10


class Signal(StrEnum):
    """A reason to look twice; the value is what is stored."""

    NO_PROOF = "no_proof"
    FAILED_PROOF = "failed_proof"
    NO_OPENED = "no_opened"
    TOO_FAST = "too_fast"
    HONEYPOT = "honeypot"
    DISPOSABLE = "disposable"
    LINKS = "links"
    MANY_LINKS = "many_links"
    OWN_DOMAIN = "own_domain"
    NEAR_COPY = "near_copy"
    NEAR_COPIES = "near_copies"
    ORIGIN_BURST = "origin_burst"
    ORIGIN_FLOOD = "origin_flood"
    COMPANY_BURST = "company_burst"
    OUTREACH_BURST = "outreach_burst"
    UNPROVEN_FLOOD = "unproven_flood"


WEIGHTS: dict[Signal, int] = {
    Signal.NO_PROOF: 2,
    Signal.FAILED_PROOF: 2,
    Signal.NO_OPENED: 1,
    Signal.TOO_FAST: 3,
    Signal.HONEYPOT: 8,
    Signal.DISPOSABLE: 5,
    Signal.LINKS: 2,
    Signal.MANY_LINKS: 6,
    Signal.OWN_DOMAIN: 7,
    Signal.NEAR_COPY: 5,
    Signal.NEAR_COPIES: 10,
    Signal.ORIGIN_BURST: 4,
    Signal.ORIGIN_FLOOD: 10,
    Signal.COMPANY_BURST: 3,
    Signal.OUTREACH_BURST: 3,
    Signal.UNPROVEN_FLOOD: 8,
}

SIGNAL_WORDS: dict[Signal, str] = {
    Signal.NO_PROOF: "The browser solved no puzzle; a browser without JavaScript never does",
    Signal.FAILED_PROOF: "The browser's puzzle was forged, used before or ran out",
    Signal.NO_OPENED: "It was sent without opening our form",
    Signal.TOO_FAST: "The form was filled in less than three seconds",
    Signal.HONEYPOT: "It filled a field that people do not see",
    Signal.DISPOSABLE: "The address is of a kind that is thrown away after use",
    Signal.LINKS: "The story holds two links or more",
    Signal.MANY_LINKS: "The story holds five links or more",
    Signal.OWN_DOMAIN: "The address belongs to the company, but the nominator says “customer”",
    Signal.NEAR_COPY: "Somebody else sent nearly the same words",
    Signal.NEAR_COPIES: "Three or more other people sent nearly the same words",
    Signal.ORIGIN_BURST: "Very many nominations came from the same network in a short time",
    Signal.ORIGIN_FLOOD: "More nominations came from the same network than any office sends",
    Signal.COMPANY_BURST: "Very many nominations of this company were confirmed within an hour",
    Signal.OUTREACH_BURST: "One reply's link brought many nominations, so it was passed around",
    Signal.UNPROVEN_FLOOD: "It came in the middle of a flood of nominations from scripts",
}

UNPROVEN = frozenset({Signal.NO_PROOF, Signal.FAILED_PROOF})


@dataclass(frozen=True)
class Marks:
    """What was noticed while a nomination came in: its signals, and a keyed hash of the network it came from."""

    signals: tuple[Signal, ...] = ()
    origin: str | None = None

    @property
    def is_proven(self) -> bool:
        """Tell whether the browser did the work that slows scripts down, or a curator typed it."""
        return not UNPROVEN & set(self.signals)

    def columns(self) -> dict[str, Any]:
        """Return the columns as they are stored."""
        return {"signals": list(self.signals), "origin": self.origin, "is_proven": self.is_proven}


def weigh(signals: Iterable[str]) -> int:
    """Add up the weights of signals, each counted once; a code no longer known weighs nothing."""
    known = {Signal(each) for each in signals if each in set(Signal)}
    return sum(WEIGHTS[each] for each in known)


def is_heavy(signals: Iterable[str]) -> bool:
    """Tell whether a person should look before the nomination goes on."""
    return weigh(signals) >= THRESHOLD


def joined(earlier: Collection[str], later: Collection[str]) -> list[str]:
    """Put signals together without repeats, in the order of the table."""
    return [each.value for each in Signal if each in earlier or each in later]
