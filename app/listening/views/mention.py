"""One mention with its reply: every step a curator takes with it."""

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.errors import Gone
from app.listening import service
from app.listening.forms import MentionForm
from app.listening.reading import Desk, lay_out
from app.listening.rules import DismissReason
from app.listening.views.blueprint import views, wished
from app.listening.views.going_on import CARD, go_on
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
    desk = lay_out(wished(), user=current_user, opened=public_id, done=request.args.get("done", ""))
    form = MentionForm(desk)
    if not form.validate_on_submit():
        return form.answer()
    action = str(form.action.data)
    outcome = STEPS[action](desk.reading, form, current_session().user)
    if action in SAID:
        flash(SAID[action])
    return redirect(after(action, desk, outcome), 303)


def after(action: str, desk: Desk, outcome: object) -> str:
    """Say where a curator goes on: to the next post when this one is done, else to the same post."""
    mention, wanted = desk.reading.mention, desk.wanted
    if action == "dismiss":
        return go_on(desk.page, wanted, mention, done=str(outcome))
    if action in ("sent", "release"):
        return go_on(desk.page, wanted, mention)
    place = "text" if action in ("claim", "edit", "template", "save") else CARD
    return url_for(".show_mention", public_id=mention.public_id, **wanted.here, _anchor=place)
