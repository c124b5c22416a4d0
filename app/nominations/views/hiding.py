"""What readers see: hide a passage and show it again, move to another category, and names of staff."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import Conflict, Missing
from app.nominations import queries, service
from app.nominations.forms.hiding import MaskForm, MoveForm, PersonForm
from app.nominations.masking import MaskKind
from app.nominations.models import Entry
from app.nominations.service.placing import find_person
from app.nominations.views.curating import curate, curator, words
from app.nominations.views.moderating import show_conflict, show_decided
from app.programme import queries as programme
from app.programme.rules import Recognises
from app.web.actions import act
from app.web.forms import Form


@curate.route("/<reference>/masks", methods=["GET", "POST"])
def mask(reference: str) -> ResponseReturnValue:
    """Hide a passage from readers."""
    nomination = queries.get_nomination(reference)
    form = MaskForm(
        nomination, page="nominations/mask.html", desk=queries.read_desk(nomination, clock.now()), **words()
    )
    if not form.validate_on_submit():
        return form.answer()
    try:
        places = act(
            service.mask_passage,
            nomination,
            passage=form.passage.data or "",
            kind=MaskKind(form.kind.data),
            shown_as=form.shown_as.data or "",
            start=form.place,
            read=form.read,
            by=curator(),
        )
    except Conflict as refusal:
        return show_conflict(nomination, form, refusal)
    flash(f"Hidden in {places} places." if places > 1 else "The passage is hidden.")
    return redirect(url_for(".moderate", reference=reference), 303)


@curate.post("/<reference>/masks/<mask_id>/lift")
def lift_mask(reference: str, mask_id: str) -> ResponseReturnValue:
    """Show a hidden passage again."""
    nomination = queries.get_nomination(reference)
    if not Form().validate_on_submit():
        return show_decided(nomination, 422)
    if not (mask_id.isdecimal() and len(mask_id) < 10):
        raise Missing
    act(service.lift_mask, nomination, mask_id=int(mask_id), by=curator())
    flash("Readers see the passage again.")
    return redirect(url_for(".moderate", reference=reference), 303)


@curate.route("/<reference>/category", methods=["GET", "POST"])
def move(reference: str) -> ResponseReturnValue:
    """Move a nomination to the category it belongs to."""
    nomination = queries.get_nomination(reference)
    desk = queries.read_desk(nomination, clock.now())
    form = MoveForm(nomination, categories=desk.categories, page="nominations/move.html", desk=desk, **words())
    if not form.validate_on_submit():
        return form.answer()
    category, was = programme.get_category(nomination.season, form.category.data or ""), nomination.category.slug
    act(service.move, nomination, category=category, read=form.read, by=curator())
    return redirect(url_for(".moderate", reference=reference, was=was), 303)


@curate.route("/entries/<public_id>", methods=["GET", "POST"])
def show_person(public_id: str) -> ResponseReturnValue:
    """Show who stands behind an entry; correct it, and record or withdraw consent to be named."""
    entry = queries.get_entry(public_id)
    if entry.category.recognises is not Recognises.PERSON:
        raise Missing
    person = find_person(entry)
    form = PersonForm(
        page="nominations/person.html",
        entry=entry,
        person=person,
        full_name=person.full_name if person else "",
        role=person.role if person else "",
    )
    if not form.validate_on_submit():
        return form.answer()
    flash(_change(entry, form))
    return redirect(url_for(".show_person", public_id=public_id), 303)


def _change(entry: Entry, form: PersonForm) -> str:
    if form.action.data == "consent":
        act(service.record_consent, entry, how=form.how.data or "", by=curator())
        return "Consent is recorded. The name now stands wherever the initial stood."
    if form.action.data == "withdraw":
        act(service.withdraw_consent, entry, by=curator())
        return "The consent is withdrawn. Readers see the initial again."
    act(service.change_person, entry, full_name=form.full_name.data or "", role=form.role.data or "", by=curator())
    return "Saved."
