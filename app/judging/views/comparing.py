"""A judge's pages of a tie-break: two entries side by side, one choice, and the way back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.errors import Missing
from app.judging.deciding import tie_breaks
from app.judging.deciding.comparing import Comparison, OwnTie, get_own, read_sides
from app.judging.deciding.forms import ChoiceForm
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.route("/judge/ties/<public_id>", methods=["GET", "POST"])
def compare(public_id: str) -> ResponseReturnValue:
    """Show the next pair, or the one that is asked for, and take a choice; with none left, all that was chosen."""
    own = get_own(current_user, public_id)
    comparison = own.find(request.values.get("pair", ""))
    if comparison is None or not own.is_open:
        return Form(page="judging/compared.html", own=own).answer(200)
    form = _choice_form(own, comparison)
    if not form.validate_on_submit():
        return form.answer()
    act(tie_breaks.vote, own.tie, comparison.pair, chosen=_entry(comparison, form), by=current_user)
    return redirect(url_for(".compare", public_id=public_id), 303)


def _choice_form(own: OwnTie, comparison: Comparison) -> ChoiceForm:
    chosen = {comparison.first.id: comparison.first.public_id, comparison.second.id: comparison.second.public_id}
    stored = {"chosen": chosen.get(comparison.chosen or 0), "pair": comparison.key}
    return ChoiceForm(
        page="judging/compare.html", data=stored, comparison=comparison, own=own, sides=read_sides(comparison)
    )


def _entry(comparison: Comparison, form: ChoiceForm) -> int:
    entries = {comparison.first.public_id: comparison.first.id, comparison.second.public_id: comparison.second.id}
    return entries[str(form.chosen.data)]


@views.post("/judge/ties/<public_id>/undo")
def take_back_choice(public_id: str) -> ResponseReturnValue:
    """Forget one choice, so that its pair is compared anew."""
    own = get_own(current_user, public_id)
    comparison = next((each for each in own.made if each.key == request.form.get("pair")), None)
    if comparison is None:
        raise Missing()
    if Form().validate_on_submit():
        act(tie_breaks.take_back, own.tie, comparison.pair, by=current_user)
        flash("Taken back. Compare the two again when you like.")
    return redirect(url_for(".compare", public_id=public_id, pair=comparison.key), 303)


@views.post("/judge/ties/<public_id>/finish")
def finish_tie(public_id: str) -> ResponseReturnValue:
    """Hand in what a judge chose."""
    own = get_own(current_user, public_id)
    form = Form(page="judging/compared.html", own=own)
    if not form.validate_on_submit():
        return form.answer()
    act(tie_breaks.finish, own.tie, by=current_user)
    flash("Handed in. Thank you.")
    return redirect(url_for(".compare", public_id=public_id), 303)
