"""The letter with the best open posts: a curator's choice of hour, and the press that ends it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.errors import Missing
from app.listening.forms import DigestForm
from app.listening.models import Digest
from app.listening.queries import digests as queries
from app.listening.service import digests as service
from app.programme.queries import find_current_season
from app.web.actions import act
from app.web.links import is_genuine, public_id_in

digests = Blueprint("digests", __name__)


@digests.route("/curate/digest", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Choose the hour, the days and the posts, or have one letter now."""
    digest = queries.find_digest(current_user)
    season = find_current_season()
    form = DigestForm(digest, zone=season.zone if season else "UTC", waiting=waiting_for(digest))
    if not form.validate_on_submit():
        return form.answer()
    digest = keep(form)
    flash(send_now(digest) if request.form.get("action") == "now" else saved_words(digest))
    return redirect(url_for(".show"), 303)


def waiting_for(digest: Digest | None) -> int | None:
    """Count what a letter would hold now."""
    return len(queries.list_best(digest)) if digest else None


def keep(form: DigestForm) -> Digest:
    """Keep the choice."""
    return act(service.set_digest, form.order, is_on=bool(form.is_on.data), by=current_session().user)


def saved_words(digest: Digest) -> str:
    """Say what follows from the choice."""
    return "Saved. The letter comes at the hour you chose." if digest.is_on else "Saved. No letter is sent."


def send_now(digest: Digest) -> str:
    """Queue one letter, and say so."""
    if not act(service.queue_now, digest):
        return "Saved. No open post fits just now, so there is nothing to send."
    address = current_session().user.email
    return f"Saved. A letter is on its way to {address}. Those asked for in a row come some minutes apart."


@digests.route("/digest/<token>/stop", methods=["GET", "POST"])
def stop(token: str) -> ResponseReturnValue:
    """Show a button; pressed, or posted by a mail program without cookies (RFC 8058), it ends these letters.

    The address itself is the secret, so no form token is asked for, and it opens nothing else.
    """
    digest = queries.find_by_public_id(public_id_in(token))
    if digest is None or not is_genuine(token, "digest"):
        raise Missing
    is_done = request.method == "POST"
    if is_done:
        act(service.turn_off, digest, by="mail reader")
    return render_template("listening/digest_stop.html", is_done=is_done or not digest.is_on)
