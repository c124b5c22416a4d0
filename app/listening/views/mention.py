"""One mention with its reply: every step a curator takes with it."""

from collections.abc import Callable, Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.errors import Conflict, Gone
from app.listening import queries, service
from app.listening.answering import replying
from app.listening.answering.before_reply import look_again
from app.listening.forms import MentionForm
from app.listening.reading import Reading, lay_out
from app.listening.rules import DismissReason
from app.listening.sources.protocol import Presence
from app.listening.views.blueprint import views, wished
from app.web.actions import act

Step = Callable[[Reading, MentionForm, User], object]

STEPS: Mapping[str, Step] = {
    "claim": lambda reading, _form, by: act(service.claim, reading.mention, company=reading.row.company_name, by=by),
    "release": lambda reading, _form, by: act(service.release, reading.mention, by=by),
    "dismiss": lambda reading, form, by: act(
        service.dismiss, reading.mention, reason=DismissReason(form.reason.data), by=by
    ),
    "restore": lambda reading, _form, by: act(service.restore, reading.mention, by=by),
    "note": lambda reading, form, by: act(service.write_note, reading.mention, note=form.note.data or "", by=by),
    "template": lambda reading, form, by: act(
        replying.use_template,
        reading.mention,
        template=form.template.data,
        company=reading.row.company_name,
        by=by,
    ),
    "save": lambda reading, form, by: act(replying.save_reply, reading.mention, text=form.text.data or "", by=by),
    "open": lambda reading, form, by: open_reply(reading, form, by),
    "edit": lambda reading, _form, by: act(replying.edit_reply, reading.mention, by=by),
    "sent": lambda reading, form, by: act(
        replying.mark_sent, reading.mention, reply_url=form.reply_url.data or "", by=by
    ),
}
UNSURE = {
    Presence.UNKNOWN: "The post could not be checked just now. Make sure that it is still there before you answer.",
    Presence.EDITED: "The author has changed this post since we read it. Read it there before you answer.",
}
SAID = {
    "release": "The post is back in the queue.",
    "restore": "The post is back in the queue.",
    "note": "Your note is kept.",
    "save": "Your draft is kept.",
    "sent": "Noted as sent by you. You will see here when the author follows the link.",
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


def open_reply(reading: Reading, form: MentionForm, by: User) -> None:
    """Settle the words of a reply to a post that its source still shows; say so when that could not be found out."""
    mention, held = reading.mention, reading.row.claim
    read_before = mention.version_id
    is_mine = held is not None and held.user_id == by.id
    word = look_again(mention) if is_mine else Presence.UNKNOWN
    if word is Presence.GONE:
        raise Gone
    if word is Presence.EDITED and mention.version_id != read_before:
        raise Conflict("The author has just changed this post. Read it again; your reply is still below.", field="text")
    act(replying.open_reply, mention, text=form.text.data or "", by=by)
    if word in UNSURE:
        flash(UNSURE[word], "warning")


def after(action: str, public_id: str) -> str:
    """Say where a curator goes on: back to the queue when a post is done, else to the same post."""
    if action == "dismiss":
        return url_for(".show_queue", dismissed=public_id)
    if action in ("sent", "release"):
        return url_for(".show_queue")
    writing = "text" if action in ("claim", "edit", "template") else None
    return url_for(".show_mention", public_id=public_id, show=request.args.get("show"), _anchor=writing)
