"""The blueprint of the curators' pages, and what several of them need."""

from typing import Any

from flask import Blueprint, request

from app import clock
from app.accounts.models import User
from app.accounts.signing_in import current_session
from app.errors import Missing
from app.nominations import queries
from app.nominations.forms.entering import MEDIA
from app.nominations.forms.hiding import KINDS
from app.nominations.models import Nomination
from app.nominations.queues import count_in_words
from app.nominations.rules import REASON_SENTENCES, State
from app.nominations.service import stamp_of
from app.nominations.views.blueprint import WORDS

curate = Blueprint("curate", __name__, url_prefix="/curate/nominations")
curate.add_app_template_filter(count_in_words, "count_words")
curate.add_app_template_filter(stamp_of, "stamp")

SAID = {
    State.ACCEPTED: "Accepted",
    State.REJECTED: "Not accepted",
    State.HELD: "Held",
    State.ASKED: "The nominator is asked",
    State.SUBMITTED: "Back in the queue",
}


def curator() -> User:
    """Return who is at work."""
    return current_session().user


def words() -> dict[str, Any]:
    """Return the words every page about one nomination shows."""
    return {
        **WORDS,
        "may_undo": may_undo,
        "said": SAID,
        "kinds": KINDS,
        "media": MEDIA,
        "reason_words": REASON_SENTENCES,
    }


def may_undo(nomination: Nomination) -> bool:
    """Tell whether what was done can be taken back."""
    if nomination.state in {State.HELD, State.ASKED}:
        return True
    return nomination.state in {State.ACCEPTED, State.REJECTED} and clock.now() < nomination.season.judging_opens_at


def find_done() -> Nomination | None:
    """Find the nomination that was just dealt with, to offer its undoing."""
    try:
        return queries.get_nomination(request.args["done"]) if request.args.get("done") else None
    except Missing:
        return None
