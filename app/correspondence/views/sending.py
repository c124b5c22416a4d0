"""Send a letter to many once its count is confirmed, and stop what has not gone."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.correspondence.forms import CountForm
from app.correspondence.queries.audiences import count_recipients
from app.correspondence.queries.broadcasts import count_progress, get_broadcast, subject_of
from app.correspondence.rules import BroadcastState
from app.correspondence.service import broadcasts as service
from app.correspondence.views.blueprint import views
from app.mail.rules import ADDRESS_PACES, DOMAIN_PACE
from app.web.actions import act
from app.web.forms import Form


@views.route("/broadcasts/<public_id>/send", methods=["GET", "POST"])
def send_broadcast(public_id: str) -> ResponseReturnValue:
    """Say how many letters go out, ask for that number, and queue them."""
    broadcast = get_broadcast(public_id)
    here = url_for(".show_broadcast", public_id=public_id)
    if broadcast.state is not BroadcastState.DRAFT:
        return redirect(here, 303)
    form = CountForm(
        page="correspondence/sending.html",
        broadcast=broadcast,
        number=count_recipients(broadcast),
        title=subject_of(broadcast),
        seen=str(broadcast.edition),
        of_address=ADDRESS_PACES[0],
        of_domain=DOMAIN_PACE,
    )
    if not form.validate_on_submit():
        return form.answer()
    count, seen = form.count.data or 0, form.seen_number
    is_sent = act(service.send, broadcast, count=count, seen=seen, by=current_user)
    flash(f"{count} letters are queued." if is_sent and count != 1 else "The letter is queued.")
    return redirect(here, 303)


@views.route("/broadcasts/<public_id>/stop", methods=["GET", "POST"])
def stop_broadcast(public_id: str) -> ResponseReturnValue:
    """Stop what has not gone out."""
    broadcast = get_broadcast(public_id)
    form = Form(
        page="correspondence/stop.html",
        broadcast=broadcast,
        title=subject_of(broadcast),
        progress=count_progress(broadcast),
    )
    if not form.validate_on_submit():
        return form.answer()
    stopped = act(service.stop, broadcast, by=current_user)
    flash("1 letter was stopped." if stopped == 1 else f"{stopped} letters were stopped.")
    return redirect(url_for(".show_broadcast", public_id=public_id), 303)
