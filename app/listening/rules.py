"""Say which states a mention and an outreach can be in, and which moves are allowed."""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from app.errors import Conflict

CLAIM_LASTS = timedelta(minutes=30)
CODE_LASTS = timedelta(days=90)
WAITING_LIFE = timedelta(days=90)
SAME_WORDS_LAST = timedelta(days=30)
UNSEND_WITHIN = timedelta(hours=1)
REPLIES_A_DAY = 20
REPLIES_A_DAY_OF_ALL = 60
CODE_SHAPE = re.compile(r"[A-Za-z]{10}")


class MentionState(StrEnum):
    """What has become of a post that was found."""

    NEW = "new"
    CLAIMED = "claimed"
    SNOOZED = "snoozed"
    SENT = "sent"
    NOMINATED = "nominated"
    DISMISSED = "dismissed"
    GONE = "gone"


class OutreachState(StrEnum):
    """What has become of a reply that a curator writes by hand."""

    DRAFT = "draft"
    OPENED = "opened"
    SENT = "sent"
    VISITED = "visited"
    NOMINATED = "nominated"
    ABANDONED = "abandoned"


class DismissReason(StrEnum):
    """Why a curator lets a post go."""

    NOT_SUPPORT = "not_support"
    NOT_PRAISE = "not_praise"
    SARCASM = "sarcasm"
    ADVERT = "advert"
    OWN_STAFF = "own_staff"
    COMPANY = "company"
    NO_COMPANY = "no_company"
    SPAM = "spam"
    KNOWN = "known"
    OTHER = "other"


class MoveKind(StrEnum):
    """What a curator did with a post that can be undone."""

    DISMISSED = "dismissed"
    SNOOZED = "snoozed"
    CLAIMED = "claimed"


class Voice(StrEnum):
    """Who speaks in a post, as far as handle, name and words tell."""

    CUSTOMER = "customer"
    COMPANY = "company"
    STAFF = "staff"


class AskedBy(StrEnum):
    """Who asked that an author is not written to."""

    AUTHOR = "author"
    CURATOR = "curator"


class ContactReason(StrEnum):
    """Why we do not write to somebody."""

    ASKED = "asked"
    OWN_ACCOUNT = "own_account"
    STAFF = "staff"
    UNWELCOME = "unwelcome"
    OTHER = "other"


class ConsentGiven(StrEnum):
    """How an author said that a post may be shown."""

    REPLY = "reply"
    MESSAGE = "message"
    MAIL = "mail"
    OTHER = "other"


VOICE_REASONS: Mapping[Voice, str] = {
    Voice.COMPANY: "a company speaks for itself: -",
    Voice.STAFF: "its own staff speak: -",
}
ANY_LANGUAGE = "any"
LANGUAGES: Mapping[str, str] = {"en": "English"}
INTERVALS: Mapping[int, str] = {
    15: "every 15 minutes",
    30: "every 30 minutes",
    60: "every hour",
    180: "every 3 hours",
    1440: "once a day",
}

MENTION_MOVES: Mapping[MentionState, frozenset[MentionState]] = {
    MentionState.NEW: frozenset(
        {MentionState.CLAIMED, MentionState.SNOOZED, MentionState.DISMISSED, MentionState.GONE}
    ),
    MentionState.CLAIMED: frozenset(
        {MentionState.NEW, MentionState.SNOOZED, MentionState.SENT, MentionState.DISMISSED, MentionState.GONE}
    ),
    MentionState.SNOOZED: frozenset(
        {MentionState.NEW, MentionState.CLAIMED, MentionState.DISMISSED, MentionState.GONE}
    ),
    MentionState.SENT: frozenset({MentionState.CLAIMED, MentionState.NOMINATED, MentionState.GONE}),
    MentionState.NOMINATED: frozenset({MentionState.GONE}),
    MentionState.DISMISSED: frozenset({MentionState.NEW, MentionState.GONE}),
    MentionState.GONE: frozenset(),
}

OUTREACH_MOVES: Mapping[OutreachState, frozenset[OutreachState]] = {
    OutreachState.DRAFT: frozenset({OutreachState.OPENED, OutreachState.ABANDONED}),
    OutreachState.OPENED: frozenset({OutreachState.DRAFT, OutreachState.SENT, OutreachState.ABANDONED}),
    OutreachState.SENT: frozenset({OutreachState.OPENED, OutreachState.VISITED, OutreachState.NOMINATED}),
    OutreachState.VISITED: frozenset({OutreachState.NOMINATED}),
    OutreachState.NOMINATED: frozenset(),
    OutreachState.ABANDONED: frozenset(),
}

BEING_WRITTEN = (OutreachState.DRAFT, OutreachState.OPENED)
SHORTLISTED = (MentionState.CLAIMED, MentionState.SNOOZED, MentionState.SENT, MentionState.NOMINATED)
WAS_SENT = (OutreachState.SENT, OutreachState.VISITED, OutreachState.NOMINATED)

DISMISS_REASONS: Mapping[DismissReason, str] = {
    DismissReason.NOT_SUPPORT: "Not about support",
    DismissReason.NOT_PRAISE: "Not praise",
    DismissReason.SARCASM: "Sarcasm",
    DismissReason.ADVERT: "An advert",
    DismissReason.OWN_STAFF: "Written by its own staff",
    DismissReason.COMPANY: "Written by the company itself",
    DismissReason.NO_COMPANY: "No company can be named",
    DismissReason.SPAM: "Spam",
    DismissReason.KNOWN: "Already known",
    DismissReason.OTHER: "Another reason",
}

CONTACT_REASONS: Mapping[ContactReason, str] = {
    ContactReason.ASKED: "They asked not to be contacted",
    ContactReason.OWN_ACCOUNT: "It is our own account",
    ContactReason.STAFF: "They work for a company that can be nominated",
    ContactReason.UNWELCOME: "They took a message badly",
    ContactReason.OTHER: "Another reason",
}

CONSENT_WAYS: Mapping[ConsentGiven, str] = {
    ConsentGiven.REPLY: "In an answer on the network",
    ConsentGiven.MESSAGE: "In a direct message",
    ConsentGiven.MAIL: "By mail",
    ConsentGiven.OTHER: "In another way",
}


def require_mention_move(now: MentionState, then: MentionState) -> None:
    """Refuse a move that the table does not hold."""
    if then not in MENTION_MOVES[now]:
        raise Conflict(f"This post is {now}, so it cannot become {then}. Reload the page to see what happened.")


def require_outreach_move(now: OutreachState, then: OutreachState) -> None:
    """Refuse a move that the table does not hold."""
    if then not in OUTREACH_MOVES[now]:
        raise Conflict(f"This reply is {now}, so it cannot become {then}. Reload the page to see what happened.")


def is_code(code: str) -> bool:
    """Tell whether a text has the shape of an outreach code."""
    return CODE_SHAPE.fullmatch(code) is not None
