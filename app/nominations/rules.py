"""States of a nomination, what the form asks, and how addresses are compared."""

import unicodedata
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum

from app.errors import Conflict

STORY_LEAST = 20
STORY_MOST = 5_000
CONFIRM_LIFE = timedelta(hours=72)
ADDRESS_STOP_LIFE = timedelta(days=7)
MINE_LIFE = timedelta(hours=24)
EMPTIED_AFTER = timedelta(days=7)
ORIGIN_LIFE = timedelta(days=30)
BACKUP_LIFE = timedelta(days=35)
DOTLESS_MAIL = frozenset({"gmail.com", "googlemail.com"})


class State(StrEnum):
    """Where a nomination stands."""

    UNCONFIRMED = "unconfirmed"
    SUBMITTED = "submitted"
    HELD = "held"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"


_UNDECIDED = frozenset({State.SUBMITTED, State.HELD, State.ASKED})
_LEAVING = frozenset({State.WITHDRAWN, State.ERASED})

MOVES: dict[State, frozenset[State]] = {
    State.UNCONFIRMED: frozenset({State.SUBMITTED, State.EXPIRED}) | _LEAVING,
    State.SUBMITTED: frozenset({State.HELD, State.ASKED, State.ACCEPTED, State.REJECTED, State.REPLACED}) | _LEAVING,
    State.HELD: frozenset({State.SUBMITTED, State.ASKED, State.ACCEPTED, State.REJECTED, State.REPLACED}) | _LEAVING,
    State.ASKED: frozenset({State.SUBMITTED, State.HELD, State.ACCEPTED, State.REJECTED, State.REPLACED}) | _LEAVING,
    State.ACCEPTED: frozenset({State.SUBMITTED, State.REPLACED}) | _LEAVING,
    State.REJECTED: frozenset({State.SUBMITTED}) | _LEAVING,
    State.EXPIRED: frozenset({State.ERASED}),
    State.REPLACED: _LEAVING,
    State.WITHDRAWN: frozenset({State.ERASED}),
    State.ERASED: frozenset(),
}
UNDECIDED = _UNDECIDED
LIVE = _UNDECIDED | {State.ACCEPTED}
EDITABLE = _UNDECIDED | {State.UNCONFIRMED}
READDRESSABLE = LIVE | {State.REJECTED}

ENDED = _LEAVING | {State.EXPIRED, State.REPLACED}
DID = {
    State.SUBMITTED: "put this nomination back in the queue",
    State.HELD: "held this nomination",
    State.ASKED: "asked the nominator a question",
    State.ACCEPTED: "accepted this nomination",
    State.REJECTED: "did not accept this nomination",
}

IN_WORDS = {
    State.UNCONFIRMED: "waiting for you to confirm it",
    State.SUBMITTED: "with our curators",
    State.HELD: "with our curators",
    State.ASKED: "waiting for your answer",
    State.ACCEPTED: "accepted",
    State.REJECTED: "not accepted",
    State.EXPIRED: "not confirmed in time",
    State.REPLACED: "replaced by a newer one",
    State.WITHDRAWN: "withdrawn",
    State.ERASED: "erased",
}

WHY_NOT_EDITABLE = {
    State.ACCEPTED: "A curator has accepted it as it stands, so the words can no longer be changed.",
    State.REJECTED: "A curator has decided it, so it can no longer be changed. You may nominate again.",
    State.EXPIRED: "It was not confirmed in time, so it can no longer be changed. You may nominate again.",
    State.REPLACED: "You sent a newer one about the same company, so this one can no longer be changed.",
    State.WITHDRAWN: "You withdrew it, so it can no longer be changed.",
    State.ERASED: "It is erased, so there is nothing left to change.",
}


class Feeling(StrEnum):
    """How the nominator felt when it ended."""

    SATISFIED = "satisfied"
    GRATEFUL = "grateful"
    CONFIDENT = "confident"
    RELIEVED = "relieved"
    CONFUSED = "confused"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"


class Quality(StrEnum):
    """The six steps of good support, any of which may have stood out."""

    ATTENTION = "attention"
    ATTITUDE = "attitude"
    LISTENING = "listening"
    RESOLUTION = "resolution"
    EXPECTATIONS = "expectations"
    APPRECIATION = "appreciation"


class Solved(StrEnum):
    """Whether the problem was solved."""

    FIRST_CONTACT = "first_contact"
    IN_THE_END = "in_the_end"
    NOT_YET = "not_yet"


class Channel(StrEnum):
    """Where the support was given."""

    PHONE = "phone"
    EMAIL = "email"
    CHAT = "chat"
    SOCIAL = "social"
    IN_PERSON = "in_person"
    SELF_SERVICE = "self_service"
    OTHER = "other"


class Relation(StrEnum):
    """What the nominator is to the company."""

    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    PARTNER = "partner"
    OTHER = "other"


class Medium(StrEnum):
    """How a nomination came in that a curator typed."""

    PHONE = "phone"
    PAPER = "paper"
    IN_PERSON = "in_person"


class Reason(StrEnum):
    """Why a nomination was not accepted, as the nominator is told."""

    NOT_SUPPORT = "not_support"
    NO_STORY = "no_story"
    WRONG_COMPANY = "wrong_company"
    ADVERT = "advert"
    ABUSE = "abuse"
    TOO_LARGE = "too_large"


REASON_SENTENCES = {
    Reason.NOT_SUPPORT: "The story is not about customer support.",
    Reason.NO_STORY: "The story says too little about what happened for judges to read it fairly.",
    Reason.WRONG_COMPANY: "We could not tell which company the story is about.",
    Reason.ADVERT: "The story reads as an advert rather than an experience.",
    Reason.ABUSE: "The story holds words about people that we cannot publish.",
    Reason.TOO_LARGE: "The company has more staff than this category honours.",
}


def require_move(now: State, then: State) -> None:
    """Refuse a move that the table does not allow."""
    if then not in MOVES[now]:
        raise Conflict(f"This nomination is {IN_WORDS[now]}, so this can no longer be done.")


def identity_of(address: str) -> str:
    """Fold an address to the person behind it, for counting only; letters go to the address as typed."""
    local, _, domain = unicodedata.normalize("NFC", address.strip()).casefold().rpartition("@")
    with suppress(UnicodeError):
        domain = domain.encode("idna").decode()
    local = local.partition("+")[0] or local
    if domain in DOTLESS_MAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"
