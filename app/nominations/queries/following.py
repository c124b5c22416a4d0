"""Everything a nominator's private page shows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.errors import Missing
from app.extensions import db
from app.mail.queries import is_news_refused
from app.mail.service import recipient_of
from app.nominations.masking import Hiding, mask
from app.nominations.models import Mask, Nomination, NominationQuestion
from app.nominations.names import find_name, initial_of
from app.nominations.queries.links import find_waiting_address
from app.nominations.queries.masks import Hidden
from app.nominations.queries.moderation import named_person
from app.nominations.queries.outcomes import Outcome, Thanked, find_outcome, find_shortlisted, find_thanks
from app.nominations.queries.timeline import Choice, Step, list_choices, list_steps
from app.nominations.rules import IN_WORDS, UNDECIDED, State


@dataclass(frozen=True)
class Following:
    """A nomination as its nominator sees it."""

    nomination: Nomination
    questions: list[NominationQuestion]
    masks: list[Mask]
    outcome: Outcome | None
    shortlisted: Outcome | None
    thanked: Thanked | None
    waiting_address: str | None
    wants_no_news: bool
    now: datetime

    @property
    def in_words(self) -> str:
        """Say where it stands."""
        return IN_WORDS[self.nomination.state]

    @property
    def steps(self) -> list[Step]:
        """Return what happened and what is to come."""
        news, refused = (self.shortlisted, self.outcome), self.wants_no_news
        return list_steps(self.nomination, self.questions, news, self.now, wants_no_news=refused)

    @property
    def choices(self) -> list[Choice]:
        """Return what can be done now, and why something can no longer be done."""
        return list_choices(self.nomination)

    @property
    def open_question(self) -> NominationQuestion | None:
        """Return the question that waits for an answer."""
        return find_open_question(self.nomination, self.questions)

    @property
    def as_read(self) -> str:
        """Return the story as readers see it, empty when no curator hid anything; see `is_to_come`."""
        hidden: list[Hiding] = [*self.masks, *(_initials(self.nomination) if self.is_to_come else ())]
        return mask(self.nomination.written.story or "", hidden).text if self.masks else ""

    @property
    def is_to_come(self) -> bool:
        """Tell whether readers see it only once a curator has decided; the person it names then has an initial."""
        return self.nomination.state in UNDECIDED

    @property
    def is_erased(self) -> bool:
        """Tell whether nothing is left to show."""
        return self.nomination.state is State.ERASED

    @property
    def is_public(self) -> bool:
        """Tell whether everybody can read the story now."""
        return self.nomination.state is State.ACCEPTED and not self.nomination.is_off_site


def follow(nomination: Nomination, now: datetime) -> Following:
    """Gather what a nominator may know about a nomination."""
    address = nomination.written.email
    return Following(
        nomination=nomination,
        questions=list_questions(nomination),
        masks=list_masks(nomination, nomination.revision_number),
        outcome=find_outcome(nomination),
        shortlisted=find_shortlisted(nomination),
        thanked=find_thanks(nomination),
        waiting_address=find_waiting_address(nomination),
        wants_no_news=bool(address) and is_news_refused(recipient_of(address or "")),
        now=now,
    )


def list_questions(nomination: Nomination) -> list[NominationQuestion]:
    """List what curators asked and what was answered, oldest first; emptied ones are gone."""
    asked = select(NominationQuestion).filter_by(nomination_id=nomination.id, erased_at=None)
    return list(db.session.scalars(asked.order_by(NominationQuestion.id)))


def get_question(nomination: Nomination, number: str) -> NominationQuestion:
    """Return one of a nomination's questions by its number as it was sent; raise Missing for anything else."""
    for question in list_questions(nomination):
        if str(question.id) == number:
            return question
    raise Missing


def find_open_question(nomination: Nomination, questions: list[NominationQuestion]) -> NominationQuestion | None:
    """Find the question that waits for an answer."""
    waiting = [each for each in questions if each.answered_at is None]
    return waiting[-1] if waiting and nomination.state is State.ASKED else None


def _initials(nomination: Nomination) -> list[Hidden]:
    """Find where the person it is about is named, which accepting it hides."""
    name = named_person(nomination)
    spans = find_name(nomination.written.story or "", name) if name else []
    return [Hidden(start, end, initial_of(name)) for start, end in spans]


def list_masks(nomination: Nomination, revision: int) -> list[Mask]:
    """List the passages of a revision that readers do not see."""
    own = select(Mask).filter_by(nomination_id=nomination.id, revision=revision, lifted_at=None)
    return list(db.session.scalars(own.order_by(Mask.start)))
