"""What the queue has learnt from curators, and what they set by hand: show it, switch it, go back, try a sentence."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.accounts.signing_in import current_session
from app.errors import Missing
from app.listening.forms import LearningForm
from app.listening.learning.ranking import LINE, Ranked
from app.listening.models import AuthorWeight, WordWeight
from app.listening.queries import learning as queries
from app.listening.queries.learning import Weighed
from app.listening.service import learning as service
from app.listening.teaching.using import find_ranker
from app.web.actions import act

learning = Blueprint("learning", __name__, url_prefix="/curate/learning")
Step = Callable[[LearningForm, User], object]

STEPS: Mapping[str, Step] = {
    "on": lambda _form, by: act(service.switch, is_on=True, by=by),
    "off": lambda _form, by: act(service.switch, is_on=False, by=by),
    "hold": lambda form, by: act(service.hold, number_in(form), by=by),
    "let_go": lambda _form, by: act(service.let_go, by=by),
    "word": lambda form, by: act(
        service.weigh_words, form.words.data or "", weight=int(str(form.word_weight.data)), by=by
    ),
    "author": lambda form, by: act(
        service.weigh_author,
        str(form.network.data),
        handle=form.handle.data or "",
        weight=int(str(form.author_weight.data)),
        by=by,
    ),
    "remove_word": lambda form, by: act(service.remove_weight, WordWeight, number_in(form), by=by),
    "remove_author": lambda form, by: act(service.remove_weight, AuthorWeight, number_in(form), by=by),
}
SOON = "The queue follows within minutes."
SAID = {
    "on": f"What was learnt orders the queue again. {SOON}",
    "off": f"The rule alone orders the queue now. Verdicts are still kept. {SOON}",
    "hold": f"This version stays in use until you let it go. {SOON}",
    "let_go": f"Each new version is used as it is learnt. {SOON}",
    "word": f"The words are weighed. {SOON}",
    "author": f"The author is weighed. {SOON}",
    "remove_word": f"The words count no more than others. {SOON}",
    "remove_author": f"The author counts no more than others. {SOON}",
}
ANCHORS = {"hold": "versions", "let_go": "versions", "word": "words", "remove_word": "words", "author": "authors"}


@learning.route("", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show what was learnt, and do what a button asks for."""
    page = queries.show_learning()
    form = LearningForm(word=named(page.words, "word"), author=named(page.authors, "author"), view=page, line=LINE)
    if not form.validate_on_submit():
        return form.answer()
    action = str(form.action.data)
    if action == "try":
        return form.answer(200, tried=tried(form.sentence.data or ""))
    if action not in STEPS:
        raise Missing
    STEPS[action](form, current_session().user)
    flash(SAID[action])
    return redirect(url_for(".show", _anchor=ANCHORS.get(action)), 303)


def tried(sentence: str) -> Ranked:
    """Rank a sentence as a post would be, without keeping it."""
    return find_ranker().rank(sentence)


def number_in(form: LearningForm) -> int:
    """Read which row is meant."""
    typed = form.number.data or ""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise Missing
    return int(typed)


def named(weights: Sequence[Weighed], which: str) -> Weighed | None:
    """Find the weight that is to be changed."""
    wanted = request.args.get(which, "")
    return next((each for each in weights if str(each.id) == wanted), None)
