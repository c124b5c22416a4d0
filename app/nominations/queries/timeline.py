"""Where a nomination stands, step by step in plain words, and what its nominator can do now or no longer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.nominations.models import Nomination, NominationQuestion
from app.nominations.queries.outcomes import Outcome
from app.nominations.rules import (
    BACKUP_LIFE,
    EDITABLE,
    IN_WORDS,
    LIVE,
    MOVES,
    REASON_SENTENCES,
    UNDECIDED,
    WHY_NOT_EDITABLE,
    State,
)

News = tuple[Outcome | None, Outcome | None]
CURATORS_READ = "Usually within two days of your confirming it."
NO_LETTER = "This page tells you the result. You asked for no news by letter."
FROZEN = "From here on judges read it as it stands; you can still withdraw or erase it."


@dataclass(frozen=True)
class Step:
    """One step on the way; without `at` it has no time yet, without `is_done` it is still to come.

    A planned one is shown by its day, all others to the minute.
    """

    title: str
    at: datetime | None
    words: str = ""
    more: str = ""
    link: str = ""
    link_words: str = "See the winners"
    is_done: bool = True
    is_planned: bool = False


@dataclass(frozen=True)
class Choice:
    """Something a nominator may want to do; when it is not possible now, `why_not` says why."""

    name: str
    title: str
    words: str
    why_not: str = ""


def list_steps(
    nomination: Nomination,
    questions: Sequence[NominationQuestion],
    news: News,
    now: datetime,
    *,
    wants_no_news: bool = False,
) -> list[Step]:
    """List what happened in the order it happened, then what is still to come.

    `news` says whether the entry is on the shortlist, and how it ended, as far as everybody may know.
    """
    past = [step for step in _happened(nomination, questions, news, now) if step.at is not None]
    past.sort(key=lambda step: step.at or now)
    return past + list(_to_come(nomination, now, wants_no_news=wants_no_news))


def _happened(
    nomination: Nomination, questions: Sequence[NominationQuestion], news: News, now: datetime
) -> Iterator[Step]:
    yield Step("Sent", nomination.created_at)
    yield Step("Confirmed by you", nomination.confirmed_at)
    yield from _changed(nomination)
    for question in questions:
        yield Step("A curator asked you something", question.asked_at, question.question or "")
        yield Step("You answered", question.answered_at, question.answer or "")
    yield from _decided(nomination)
    if nomination.state is State.ACCEPTED and now >= nomination.season.judging_opens_at:
        yield Step("Frozen for the judges", nomination.season.judging_opens_at, FROZEN)
    shortlisted, outcome = news
    if nomination.state is State.ACCEPTED and shortlisted:
        words, link = "See the shortlist", shortlisted.link
        yield Step("On the shortlist", shortlisted.at, shortlisted.sentence, link=link, link_words=words)
    if nomination.state is State.ACCEPTED and outcome:
        yield Step("Announced", nomination.season.published_at, outcome.sentence, link=outcome.link)
    if nomination.ended_at:
        yield Step(IN_WORDS[nomination.state].capitalize(), nomination.ended_at)


def _changed(nomination: Nomination) -> Iterator[Step]:
    """Keep the date of each change; where there were several, say which one counts."""
    changes = nomination.revisions[1:] if nomination.state is not State.ERASED else []
    for each in changes:
        counts = len(changes) > 1 and each.number == nomination.revision_number
        yield Step("Changed by you", each.created_at, "This is the version that counts." if counts else "")


def _decided(nomination: Nomination) -> Iterator[Step]:
    if nomination.state is State.ACCEPTED:
        where = f"It counts towards {nomination.entry.title}." if nomination.entry else ""
        yield Step("Read by a curator and accepted", nomination.decided_at, where)
    elif nomination.state is State.REJECTED:
        reason = REASON_SENTENCES.get(nomination.reason, "") if nomination.reason else ""
        yield Step("Read by a curator and not accepted", nomination.decided_at, reason, nomination.note or "")


def _to_come(nomination: Nomination, now: datetime, *, wants_no_news: bool) -> Iterator[Step]:
    season, state = nomination.season, nomination.state
    if state is State.UNCONFIRMED:
        words = (
            "Press the button behind the link in your letter, until the moment below. Unconfirmed, it does not count."
        )
        yield Step("Waiting for you to confirm", nomination.confirm_until, words, is_done=False)
    if state is State.ASKED:
        yield Step("Waiting for your answer", None, is_done=False)
    if state in UNDECIDED | {State.UNCONFIRMED}:
        yield Step("Read by a curator", None, CURATORS_READ, is_done=False)
    if state not in LIVE | {State.UNCONFIRMED}:
        return
    if now < season.judging_opens_at:
        yield Step("Frozen for the judges", season.judging_opens_at, FROZEN, is_done=False, is_planned=True)
    if season.published_at is None:
        words = NO_LETTER if wants_no_news else "You hear from us, whatever the result."
        yield Step("Announced", season.announced_at, words, is_done=False, is_planned=True)


def list_choices(nomination: Nomination) -> list[Choice]:
    """List what a nominator can do, with the reason where something is no longer possible."""
    state = nomination.state
    in_words = IN_WORDS[state]
    may_leave = State.WITHDRAWN in MOVES[state]
    return [
        Choice(
            "edit",
            "Change what you wrote",
            "Until a curator has decided. Earlier versions are kept until you erase them.",
            "" if state in EDITABLE else WHY_NOT_EDITABLE[state],
        ),
        _site_choice(nomination),
        Choice(
            "withdraw",
            "Withdraw it",
            "It no longer counts and nobody reads it. This cannot be undone.",
            "" if may_leave else f"It is {in_words}, so there is nothing to withdraw.",
        ),
        Choice("data", "Download what we hold", "Everything about this nomination, in one file."),
        Choice(
            "erase",
            "Erase it",
            "Your words, name and address are removed from these pages and our database at once and for good, "
            f"from backups within {BACKUP_LIFE.days} days.",
        ),
    ]


def _site_choice(nomination: Nomination) -> Choice:
    if nomination.state not in LIVE:
        why_not = f"It is {IN_WORDS[nomination.state]}, so its story is not on the site."
        return Choice("site", "Take the story off the site", "", why_not)
    if nomination.is_off_site:
        return Choice("site", "Put the story back on the site", "It is off the site now. Judges read it all the same.")
    return Choice("site", "Take the story off the site", "Judges still read it; the public does not.")
