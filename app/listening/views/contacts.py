"""Whom we do not write to: look somebody up, put them on the list, take them off."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signing_in import current_session
from app.listening.forms import ContactForm
from app.listening.queries.contacts import get_refused, list_refused, look_up, reason_words
from app.listening.rules import ContactReason
from app.listening.service.contacts import allow_contact, refuse_contact
from app.web.actions import act
from app.web.forms import Form

contacts = Blueprint("contacts", __name__, url_prefix="/curate/contacts")


@contacts.route("", methods=["GET", "POST"])
def list_contacts() -> ResponseReturnValue:
    """List whom we do not write to; look somebody up, or put them on the list."""
    form = ContactForm(known=None, **listed())
    if not form.validate_on_submit() or form.person is None:
        return form.answer()
    if form.action.data == "look":
        return form.answer(200, known=look_up(form.person))
    reason = ContactReason(form.reason.data)
    act(refuse_contact, form.person.network, form.person.hashes, reason=reason, by=current_session().user)
    flash("They are on the list. Their open posts are gone from the queue.")
    return redirect(url_for(".list_contacts"), 303)


@contacts.route("/<public_id>/allow", methods=["GET", "POST"])
def allow(public_id: str) -> ResponseReturnValue:
    """Take somebody off the list, once the curator has said so twice."""
    contact = get_refused(public_id)
    form = Form(page="listening/contact_allow.html", contact=contact, reason=reason_words(contact))
    if not form.validate_on_submit():
        return form.answer()
    act(allow_contact, contact, by=current_session().user)
    flash("They are off the list and may be written to.")
    return redirect(url_for(".list_contacts"), 303)


def listed() -> dict[str, Any]:
    """Gather the list as it stands beside the form."""
    after = request.args.get("after", "")
    refused, following = list_refused(after)
    return {"refused": refused, "following": following, "after": after, "reason_words": reason_words}
