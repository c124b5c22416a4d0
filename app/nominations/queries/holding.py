"""Everything we hold about one nomination, in plain words, for the person it belongs to."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.mail.about import list_letters_about
from app.mail.queries import is_news_refused
from app.mail.service import recipient_of
from app.nominations.models import AddressChange, Entering, Mask, Nomination, NominationRevision
from app.nominations.queries.following import list_questions
from app.nominations.queries.links import subjects_of
from app.nominations.queries.outcomes import find_outcome, find_shortlisted
from app.nominations.rules import IN_WORDS, REASON_SENTENCES, State
from app.nominations.weighing import SIGNAL_WORDS, Signal
from app.nominations.wording import CHANNELS, FEELINGS, QUALITIES, RELATIONS, SOLVED

Held = dict[str, Any]
PURPOSES = {
    "nomination_confirm": "please confirm your nomination",
    "nomination_decided": "accepted or not accepted",
    "nomination_asked": "a curator has a question",
    "nomination_new_address": "please confirm your new address",
    "nomination_old_address": "somebody asked for another address",
    "nomination_mine": "the list of your nominations",
    "shortlisted": "on the shortlist",
    "outcome": "the result",
}


def gather(nomination: Nomination) -> Held:
    """Return everything we hold about a nomination; what is erased is not there to be returned."""
    outcome, shortlisted = find_outcome(nomination), find_shortlisted(nomination)
    address = nomination.written.email
    return {
        "reference": nomination.reference,
        "season": nomination.season.name,
        "category": nomination.category.name,
        "where it stands": IN_WORDS[nomination.state],
        "dates": _dates(nomination),
        "reason it was not accepted": REASON_SENTENCES[nomination.reason] if nomination.reason else None,
        "word from the curator": nomination.note,
        "entry it counts towards": nomination.entry.title if nomination.entry else None,
        "shortlist": shortlisted.sentence if shortlisted else None,
        "outcome": outcome.sentence if outcome else None,
        "public story": f"/stories/{nomination.story_id}" if nomination.state is State.ACCEPTED else None,
        "taken off the site": nomination.is_off_site,
        "news by letter": "refused" if address and is_news_refused(recipient_of(address)) else "wanted",
        "what you wrote": [_version(revision) for revision in nomination.revisions if not revision.erased_at],
        "questions": [_question(each) for each in list_questions(nomination)],
        "passages readers do not see": _masks(nomination),
        "changes of address": _address_changes(nomination),
        "letters": _letters(nomination),
        "how it came in": _arrival(nomination),
    }


def _dates(nomination: Nomination) -> Held:
    names = {
        "sent": nomination.created_at,
        "to be confirmed by": nomination.confirm_until,
        "confirmed": nomination.confirmed_at,
        "decided": nomination.decided_at,
        "ended": nomination.ended_at,
    }
    return {name: _instant(at) for name, at in names.items()}


def _version(revision: NominationRevision) -> Held:
    return {
        "version": revision.number,
        "written": _instant(revision.created_at),
        "company": revision.company_name,
        "website": revision.website,
        "team or person": revision.nominee,
        "story": revision.story,
        "feeling": FEELINGS[revision.feeling] if revision.feeling else None,
        "what stood out": [QUALITIES[each] for each in QUALITIES if each in revision.qualities],
        "solved": SOLVED[revision.solved] if revision.solved else None,
        "in touch by": CHANNELS[revision.channel] if revision.channel else None,
        "relation to the company": RELATIONS[revision.relation] if revision.relation else None,
        "link": revision.link,
        "name": revision.name,
        "email address": revision.email,
        "name shown with the story": revision.show_name,
    }


def _question(question: Any) -> Held:
    return {
        "question": question.question,
        "asked": _instant(question.asked_at),
        "answer": question.answer,
        "answered": _instant(question.answered_at),
    }


def _masks(nomination: Nomination) -> list[Held]:
    stories = {revision.number: revision.story or "" for revision in nomination.revisions}
    rows = db.session.scalars(select(Mask).filter_by(nomination_id=nomination.id).order_by(Mask.revision, Mask.start))
    return [
        {
            "version": row.revision,
            "passage": stories.get(row.revision, "")[row.start : row.end],
            "readers see": row.shown_as,
            "hidden": _instant(row.made_at),
            "shown again": _instant(row.lifted_at),
        }
        for row in rows
    ]


def _address_changes(nomination: Nomination) -> list[Held]:
    rows = db.session.scalars(select(AddressChange).filter_by(nomination_id=nomination.id).order_by(AddressChange.id))
    return [
        {"new address": row.email, "asked": _instant(row.asked_at), "confirmed": _instant(row.confirmed_at)}
        for row in rows
    ]


def _letters(nomination: Nomination) -> list[Held]:
    return [
        {
            "about": PURPOSES.get(each.purpose, each.purpose),
            "queued": _instant(each.created_at),
            "sent": _instant(each.sent_at),
            "state": each.state.value,
        }
        for each in list_letters_about(subjects_of(nomination))
    ]


def _arrival(nomination: Nomination) -> Held:
    entering = db.session.scalar(select(Entering).filter_by(nomination_id=nomination.id))
    known = {signal.value: SIGNAL_WORDS[signal] for signal in Signal}
    return {
        "code of the reply that led you here": nomination.outreach_code,
        "typed in by a curator, from": entering.medium.value if entering else None,
        "consent noted then": entering.consent_how if entering else None,
        "network it came from": "a keyed hash, kept for 30 days" if nomination.origin else None,
        "what made a curator look twice": [known[each] for each in nomination.signals if each in known],
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
