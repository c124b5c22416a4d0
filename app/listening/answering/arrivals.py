"""What the form may know of somebody who followed a reply's link: the company and the channel, nothing of the post."""

import re

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import clock
from app.companies.models import Company
from app.extensions import db
from app.listening.finding import Clues, clues_in
from app.listening.models import Mention, Outreach
from app.listening.queries import find_companies
from app.listening.rules import CODE_LASTS, WAS_SENT, MentionState
from app.nominations.arrivals import Arrival, knows_codes
from app.nominations.rules import Channel

SAID_BY = {
    Channel.PHONE: re.compile(r"\b(phone|phoned|telephone|rang|on the line|on hold)\b"),
    Channel.CHAT: re.compile(r"\b(chat|chatted|live agent)\b"),
    Channel.EMAIL: re.compile(r"\b(e-?mails?|e-?mailed)\b"),
    Channel.IN_PERSON: re.compile(r"\b(in (the )?(shop|store|branch)|in person|face to face)\b"),
}


@knows_codes
def find_arrival(code: str) -> Arrival:
    """Say which company and channel the post behind a living code was about, where that is known."""
    mention = db.session.scalar(
        select(Mention)
        .join(Outreach, Outreach.mention_id == Mention.id)
        .where(
            Outreach.code == code,
            Outreach.state.in_(WAS_SENT),
            Outreach.sent_at > clock.now() - CODE_LASTS,
            Mention.state != MentionState.GONE,
        )
        .options(joinedload(Mention.company))
    )
    if mention is None:
        return Arrival()
    clues = clues_in(mention.text)
    company = company_of(mention, clues)
    channel = channel_in(mention.text, clues)
    if company is None:
        return Arrival(channel=channel)
    return Arrival(company=company.name, company_id=company.slug, channel=channel)


def company_of(mention: Mention, clues: Clues) -> Company | None:
    """Return the company a post is about as it is called now; what a curator named counts, even that it is none."""
    if mention.company is not None:
        return mention.company.canonical
    return None if mention.company_by_id is not None else find_companies({0: clues}).get(0)


def has_run_out(code: str) -> bool:
    """Tell whether a code was handed out so long ago that it no longer counts."""
    sent_at = db.session.scalar(select(Outreach.sent_at).where(Outreach.code == code))
    return sent_at is not None and sent_at <= clock.now() - CODE_LASTS


def channel_in(text: str, clues: Clues) -> str:
    """Name the channel a post tells of; one that speaks to the company's own handle was social."""
    told = [channel for channel, words in SAID_BY.items() if words.search(text.lower())]
    if len(told) == 1:
        return told[0]
    return Channel.SOCIAL if clues.handles and not told else ""
