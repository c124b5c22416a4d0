"""The curators' pages: the queue of nominations, and the decision on one."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signing_in import current_session
from app.companies import queries as companies
from app.companies.rules import Staff
from app.nominations import queries, service, wording
from app.nominations.forms import DecisionForm
from app.nominations.models import Nomination
from app.nominations.rules import UNDECIDED, State
from app.web.actions import act
from app.web.forms import Form

curate = Blueprint("curate", __name__, url_prefix="/curate/nominations")


@curate.get("")
def list_nominations() -> ResponseReturnValue:
    """Show what waits for a decision, the longest waiting first, or what was decided last."""
    if request.args.get("show") == "decided":
        return render_template("nominations/list_decided.html", nominations=queries.list_decided())
    rows = queries.list_waiting(after=_after())
    more = rows[queries.PAGE - 1] if len(rows) > queries.PAGE else None
    return render_template(
        "nominations/queue.html",
        nominations=rows[: queries.PAGE],
        waiting=queries.count_waiting(),
        now=clock.now(),
        older=url_for(".list_nominations", after=f"{more.confirmed_at.isoformat()} {more.id}")
        if more and more.confirmed_at
        else "",
    )


@curate.route("/<reference>", methods=["GET", "POST"])
def moderate(reference: str) -> ResponseReturnValue:
    """Show one nomination and take a decision."""
    nomination = queries.get_nomination(reference)
    if nomination.state not in UNDECIDED:
        return render_template("nominations/decided.html", nomination=nomination, form=Form(), **_words())
    form = _decision_form(nomination)
    if not form.validate_on_submit():
        return form.answer()
    by = current_session().user
    if form.decision.data == "reject":
        act(service.reject, nomination, reason=form.why, note=form.note.data or "", by=by)
        flash("Not accepted. The nominator will be told why. You can undo it under “Decided”.")
    else:
        act(service.accept, nomination, placing=_placing(form), by=by)
        flash("Accepted. The nominator will be told, and the story is public. You can undo it under “Decided”.")
    return redirect(url_for(".list_nominations"), 303)


@curate.post("/<reference>/undo")
def undo(reference: str) -> ResponseReturnValue:
    """Take a decision back."""
    nomination = queries.get_nomination(reference)
    form = Form(page="nominations/decided.html", nomination=nomination, **_words())
    if not form.validate_on_submit():
        return form.answer()
    act(service.undo_decision, nomination, by=current_session().user)
    flash("The decision is undone. If the nominator was told already, the next decision is told by another letter.")
    return redirect(url_for(".moderate", reference=reference), 303)


@curate.post("/<reference>/address")
def open_address(reference: str) -> ResponseReturnValue:
    """Show the nominator's name and address; each opening is written down."""
    nomination = queries.get_nomination(reference)
    form = Form(page="nominations/decided.html", nomination=nomination, **_words())
    if not form.validate_on_submit():
        return form.answer()
    act(service.open_address, nomination, by=current_session().user)
    return render_template("nominations/address.html", nomination=nomination)


def _decision_form(nomination: Nomination) -> DecisionForm:
    written = nomination.written
    alike = companies.list_like(written.company_name or "", written.website)
    return DecisionForm(
        nomination,
        entries=queries.list_entries_of(alike, nomination.category),
        companies=alike,
        page="nominations/moderate.html",
        **_words(),
    )


def _placing(form: DecisionForm) -> service.Placing:
    staff = Staff(form.staff.data) if form.staff.data else None
    if form.entry.data and form.entry.data != "new":
        return service.Placing(entry=queries.get_entry(form.entry.data), staff=staff)
    is_new = form.company.data in {None, "new"}
    return service.Placing(
        company=None if is_new else companies.get_company(form.company.data or ""),
        company_name=form.company_name.data or "",
        nominee=form.nominee.data or "",
        staff=staff,
    )


def _after() -> tuple[datetime, int] | None:
    """Read where a page begins; what is not one of our own links begins at the start."""
    moment, _, last = request.args.get("after", "").rpartition(" ")
    try:
        instant = datetime.fromisoformat(moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (instant, int(last)) if last.isdecimal() and len(last) < 10 else None


def _words() -> dict[str, Any]:
    return {
        "feelings": wording.FEELINGS,
        "qualities": wording.QUALITIES,
        "solved_words": wording.SOLVED,
        "channels": wording.CHANNELS,
        "relations": wording.RELATIONS,
        "may_undo": _may_undo,
    }


def _may_undo(nomination: Nomination) -> bool:
    return nomination.state in {State.ACCEPTED, State.REJECTED} and clock.now() < nomination.season.judging_opens_at
