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
    flash(send_now(form) if request.form.get("action") == "now" else keep(form))
    return redirect(url_for(".show"), 303)


def waiting_for(digest: Digest | None) -> int | None:
    """Count what a letter would hold now."""
    return len(queries.list_best(digest)) if digest else None


def keep(form: DigestForm) -> str:
    """Keep the choice, and say what follows from it."""
    is_on = bool(form.is_on.data)
    act(service.set_digest, form.order, is_on=is_on, by=current_session().user)
    return "Saved. The letter comes at the hour you chose." if is_on else "Saved. No letter is sent."


def send_now(form: DigestForm) -> str:
    """Keep the choice as it was, and queue one letter by what is typed now."""
    by = current_session().user
    digest = queries.find_digest(by)
    digest = act(service.set_digest, form.order, is_on=digest is not None and digest.is_on, by=by)
    act(service.queue_now, digest)
    return f"A letter is on its way to {by.email}. Those asked for in a row come some minutes apart."


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
