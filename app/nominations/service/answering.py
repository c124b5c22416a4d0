"""Answer what a curator asked."""

from app import clock
from app.audit import service as audit
from app.errors import Conflict
from app.nominations.models import Nomination, NominationQuestion
from app.nominations.rules import State, require_move
from app.nominations.service.sending import NOMINATOR
from app.web.engine import lock


def answer(question: NominationQuestion, *, words: str) -> Nomination:
    """Give a curator the answer, once; the nomination goes back into their queue."""
    nomination = lock(question.nomination)
    lock(question)
    if question.answered_at is not None:
        raise Conflict("This question was answered already.")
    if nomination.state is not State.ASKED:
        raise Conflict("A curator has gone on meanwhile, so this question needs no answer any more.")
    require_move(nomination.state, State.SUBMITTED)
    question.answer = words
    question.answered_at = clock.now()
    nomination.state = State.SUBMITTED
    audit.record("question answered", about=nomination, by=NOMINATOR)
    return nomination
