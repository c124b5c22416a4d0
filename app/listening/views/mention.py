"""One mention with its reply: every step a curator takes with it."""

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.errors import Gone
from app.listening import queries, service
from app.listening.forms import MentionForm
from app.listening.reading import lay_out
from app.listening.rules import DismissReason
from app.listening.views.blueprint import views, wished
from app.listening.views.reply_steps import REPLY_SAID, REPLY_STEPS, Step
from app.web.actions import act

STEPS: Mapping[str, Step] = {
    "claim": lambda reading, _form, by: act(service.claim, reading.mention, company=reading.row.company_name, by=by),
    "release": lambda reading, _form, by: act(service.release, reading.mention, by=by),
    "dismiss": lambda reading, form, by: act(
        service.dismiss, reading.mention, reason=DismissReason(form.reason.data), by=by
    ),
    "restore": lambda reading, _form, by: act(service.restore, reading.mention, by=by),
    "note": lambda reading, form, by: act(service.write_note, reading.mention, note=form.note.data or "", by=by),
    **REPLY_STEPS,
}
SAID = {
    "release": "The post is back in the queue.",
    "restore": "The post is back in the queue.",
    "note": "Your note is kept.",
    **REPLY_SAID,
}


@views.route("/curate/mentions/<public_id>", methods=["GET", "POST"])
def show_mention(public_id: str) -> ResponseReturnValue:
    """Show one post, and take the next step with it; one that is gone meanwhile leads back to the queue."""
    try:
        return go_on_with(public_id)
    except Gone:
        flash("The author has taken this post back, or it is no longer kept. Nothing of it is left here.", "warning")
        return redirect(url_for(".show_queue"), 303)


def go_on_with(public_id: str) -> ResponseReturnValue:
    """Show one post, or do what its form asks for."""
    show, begin = wished()
    desk = lay_out(show, after=begin, user=current_user, opened=queries.get_mention(public_id))
    form = MentionForm(desk)
    if not form.validate_on_submit():
        return form.answer()
    action = str(form.action.data)
    STEPS[action](desk.reading, form, current_session().user)
    if action in SAID:
        flash(SAID[action])
    return redirect(after(action, public_id), 303)


def after(action: str, public_id: str) -> str:
    """Say where a curator goes on: back to the queue when a post is done, else to the same post."""
    if action == "dismiss":
        return url_for(".show_queue", dismissed=public_id)
    if action in ("sent", "release"):
        return url_for(".show_queue")
    writing = "text" if action in ("claim", "edit", "template", "save") else None
    return url_for(".show_mention", public_id=public_id, show=request.args.get("show"), _anchor=writing)
