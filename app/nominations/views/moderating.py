"""One nomination on a curator's desk: everything about it, and the decision."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.companies import queries as companies
from app.companies.rules import Staff
from app.errors import Conflict
from app.nominations import queries, service
from app.nominations.forms import DecisionForm
from app.nominations.forms.hiding import MaskForm, MoveForm
from app.nominations.models import Nomination
from app.nominations.queries import Desk
from app.nominations.rules import ENDED, UNDECIDED, State
from app.nominations.views.curating import curate, curator, find_done, words
from app.programme.models import Category
from app.programme.rules import Recognises
from app.web.actions import act
from app.web.forms import Form


@curate.route("/<reference>", methods=["GET", "POST"])
def moderate(reference: str) -> ResponseReturnValue:
    """Show one nomination, take a decision, and go on to the next."""
    nomination = queries.get_nomination(reference)
    if nomination.state not in UNDECIDED and request.method == "GET":
        return show_decided(nomination)
    desk = queries.read_desk(nomination, clock.now())
    form = decision_form(desk)
    if not form.validate_on_submit():
        return form.answer()
    was = nomination.state
    try:
        act(_verb(form), nomination, read=form.read, by=curator())
    except Conflict as refusal:
        return show_conflict(nomination, form, refusal)
    following = queries.find_next(nomination, was=was)
    if following is None:
        flash(_all_done(was), "notice")
        return redirect(url_for(".list_nominations", done=reference), 303)
    return redirect(url_for(".moderate", reference=following, done=reference), 303)


def _all_done(was: State) -> str:
    """Say that nothing is left in this part of the queue, and whether other parts still wait."""
    if not queries.count_queue(clock.now()).waiting:
        return "Nothing else waits."
    return {State.HELD: "No other is held; others wait.", State.ASKED: "Nobody else is asked; others wait."}.get(
        was, "Nothing new is left; others are held."
    )


@curate.post("/<reference>/undo")
def undo(reference: str) -> ResponseReturnValue:
    """Take a decision back."""
    nomination = queries.get_nomination(reference)
    if not Form().validate_on_submit():
        return show_decided(nomination, 422)
    try:
        act(service.undo_decision, nomination, stamp=request.form.get("stamp"), by=curator())
    except Conflict as refusal:
        return show_decided(nomination, refusal.status, refusal.sentence)
    where = "It is held again" if nomination.state is State.HELD else "It is back in the queue"
    flash(f"{where}. If the nominator was told already, the next decision is told by another letter.")
    return redirect(url_for(".moderate", reference=reference), 303)


@curate.post("/<reference>/address")
def open_address(reference: str) -> ResponseReturnValue:
    """Show the nominator's name and address; each opening is written down."""
    nomination = queries.get_nomination(reference)
    if not Form().validate_on_submit():
        return show_decided(nomination, 422)
    act(service.open_address, nomination, by=curator())
    return render_template("nominations/address.html", nomination=nomination)


def decision_form(desk: Desk) -> DecisionForm:
    """Build the decision with what was found about the nomination."""
    return DecisionForm(
        desk.nomination,
        entries=desk.offers,
        companies=desk.alike,
        page="nominations/moderate.html",
        **desk_context(desk),
    )


def desk_context(desk: Desk) -> dict[str, Any]:
    """Return what the desk's page shows beside the decision."""
    return {
        "desk": desk,
        "mask_form": MaskForm(desk.nomination, formdata=None),
        "move_form": MoveForm(desk.nomination, categories=desk.categories, formdata=None),
        "done": find_done(),
        "was": _category_before(desk),
        "following": queries.find_next(desk.nomination, was=desk.nomination.state),
        **words(),
    }


def _category_before(desk: Desk) -> Category | None:
    """Find the category a nomination was just moved from, to offer the way back."""
    return next((each for each in desk.categories if each.slug == request.args.get("was")), None)


def show_decided(nomination: Nomination, status: int = 200, sentence: str = "") -> ResponseReturnValue:
    """Show a nomination that is decided or has ended, and what can still be done."""
    desk = queries.read_desk(nomination, clock.now())
    form = Form(page="nominations/decided.html", has_ended=nomination.state in ENDED, **desk_context(desk))
    form.refusals += [sentence] if sentence else []
    return form.answer(status)


def show_conflict(nomination: Nomination, form: DecisionForm | MaskForm, refusal: Conflict) -> ResponseReturnValue:
    """Show how it stands now, with the sentence that says why nothing was saved and with what was typed."""
    nomination = queries.get_nomination(nomination.reference)
    if nomination.state not in UNDECIDED:
        return show_decided(nomination, refusal.status, refusal.sentence)
    desk = queries.read_desk(nomination, clock.now())
    fresh = decision_form(desk)
    fresh.renew()
    fresh.refusals.append(refusal.sentence)
    return fresh.answer(refusal.status)


def _verb(form: DecisionForm) -> Callable[..., Nomination]:
    """Return the one thing that was decided."""
    note = form.note.data or ""
    if form.decision.data == "reject":
        return partial(service.reject, reason=form.why, note=note)
    if form.decision.data == "hold":
        return partial(service.hold, note=form.held_note.data or "")
    if form.decision.data == "ask":
        return partial(service.ask, question=form.question.data or "")
    return partial(service.accept, placing=_placing(form))


def _placing(form: DecisionForm) -> service.Placing:
    staff = Staff(form.staff.data) if form.staff.data else None
    is_person = form.nomination.category.recognises is Recognises.PERSON
    is_named = is_person and form.full_name.raw_data
    if form.entry.data and form.entry.data != "new":
        return service.Placing(entry=queries.get_entry(form.entry.data), staff=staff)
    is_new = form.company.data in {None, "new"}
    return service.Placing(
        company=None if is_new else companies.get_company(form.company.data or ""),
        company_name=form.company_name.data or "",
        nominee=form.nominee.data or "",
        full_name=(form.full_name.data or "") if is_named else None,
        role=(form.role.data or "") if is_named else "",
        staff=staff,
    )
