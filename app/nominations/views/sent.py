"""The page after a nomination was sent: the letter again, the right address, a link to share, and another one."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import psycopg
from flask import Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Missing, TooMany, Unavailable
from app.nominations.forms.sent import AddressForm, AgainForm
from app.nominations.queries import get_nomination
from app.nominations.queries.sent import Sent, find_sender, find_sent
from app.nominations.service import correcting
from app.nominations.views.blueprint import views
from app.nominations.views.here import was_sent_here
from app.web.actions import act
from app.web.links import public_link

PAGE = "nominations/sent.html"
LETTERS_MOST = 3
WITHIN = 6 * 3600
SENT_AGAIN = "If your nomination still waits to be confirmed, we send its letter again."
TAKES_TIME = "We send one letter in ten minutes to an address, so it can take that long."


@views.get("/nominate/sent")
def sent() -> ResponseReturnValue:
    """Say what happens next; the forms, and where the letter goes, only to the browser that sent it."""
    found = _get_sent(request.args.get("reference", ""))
    own = {"form": AddressForm()} if was_sent_here(found.reference) else {}
    return render_template(PAGE, **own, **_shown(found))


@views.post("/nominate/sent/again")
def send_again() -> ResponseReturnValue:
    """Send the letter once more, three times in six hours at most; the answer is the same for everybody."""
    found = _get_sent(request.form.get("reference", ""))
    form = AgainForm()
    if not form.validate():
        return _refused(AddressForm(formdata=None), found, form.csrf_token.errors)
    if was_sent_here(found.reference) and _count_letters(found.reference) <= LETTERS_MOST:
        act(correcting.send_again, get_nomination(found.reference))
    flash(f"{SENT_AGAIN} {TAKES_TIME}")
    return _back_to(found)


@views.post("/nominate/sent/address")
def correct_address() -> ResponseReturnValue:
    """Send the letter to the right address, for the browser that sent the nomination."""
    found = _get_sent(request.form.get("reference", ""))
    if not was_sent_here(found.reference):
        flash("This browser no longer knows that you sent it, so nothing was changed.", "notice")
        return _back_to(found)
    form = AddressForm(page=PAGE, **_shown(found))
    if not form.validate():
        return form.answer()
    if _count_letters(found.reference) > LETTERS_MOST:
        raise TooMany("You asked for several letters. Wait six hours, then correct the address", retry_after=WITHIN)
    act(correcting.correct_address, get_nomination(found.reference), address=form.email.data or "")
    flash(f"The address is corrected, and we send the letter there. {TAKES_TIME}")
    return _back_to(found)


def _get_sent(reference: str) -> Sent:
    found = find_sent(reference) if "\x00" not in reference else None
    if found is None:
        raise Missing
    return found


def _shown(found: Sent) -> dict[str, Any]:
    about = {"company": found.company} if found.company else {}
    link = public_link("nominations.nominate", category=found.category, **about)
    is_here = was_sent_here(found.reference)
    sender = find_sender(found.reference) if is_here else None
    address = sender[1] if sender and found.is_waiting else ""
    standing = {"nomination": found, "reference": found.reference, "link": link, "address": address}
    return {**standing, "is_here": is_here, "is_kept": sender is not None}


def _refused(form: AddressForm, found: Sent, why: Sequence[str]) -> Response:
    form.refusals.extend(why)
    return make_response(render_template(PAGE, form=form, **_shown(found)), 422)


def _back_to(found: Sent) -> ResponseReturnValue:
    return redirect(url_for(".sent", reference=found.reference), 303)


def _count_letters(reference: str) -> int:
    """Count one more letter asked for by whoever sent this nomination."""
    try:
        return int(current_app.extensions["counters"].incr(f"letter again {reference}", WITHIN))
    except (sqlite3.Error, psycopg.Error) as error:
        raise Unavailable from error
