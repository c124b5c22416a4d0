"""Steps with posts besides the reply: put one off, name its company, step through many, undo."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.listening import queries
from app.listening.forms.triage import BulkForm, SnoozeForm
from app.listening.queries.triage import list_chosen
from app.listening.rules import DismissReason
from app.listening.service import bulk, snoozing, undoing
from app.listening.triage.snoozing import offers, until
from app.listening.triage.wanted import Wanted
from app.listening.views.blueprint import views, wished
from app.listening.views.going_on import CARD, go_on, zone
from app.web.actions import act
from app.web.forms import Form

UNDONE = {1: "The post is as it was.", 0: "Nothing was changed back."}


@views.route("/curate/mentions/<public_id>/snooze", methods=["GET", "POST"])
def snooze(public_id: str) -> ResponseReturnValue:
    """Put a post off until a better hour."""
    wanted, mention = wished(), queries.get_mention(public_id)
    form = SnoozeForm(
        page="listening/snooze.html", mention=mention, wanted=wanted, offers=offers(clock.now(), zone()), zone=zone()
    )
    if not form.validate_on_submit():
        return form.answer()
    back_at = until(form.choice, now=clock.now(), zone=zone(), on=form.on)
    page = queries.list_queue(wanted, user=current_user, opened=public_id)
    batch = act(snoozing.snooze, mention, until=back_at, by=current_session().user)
    return redirect(go_on(page, wanted, mention, done=batch), 303)


@views.post("/curate/bulk")
def move_many() -> ResponseReturnValue:
    """Ask once more with the count, then do one step with all that were chosen."""
    wanted = wished()
    chosen = list(dict.fromkeys(request.form.getlist("chosen")))[: bulk.MOST]
    rows = list_chosen(chosen)
    form = BulkForm(
        page="listening/bulk.html",
        chosen=[row.mention.public_id for row in rows],
        rows=rows,
        wanted=wanted,
        offers=offers(clock.now(), zone()),
        zone=zone(),
    )
    if not rows:
        flash("Tick the posts first.", "notice")
        return redirect(url_for(".show_queue", **wanted.here), 303)
    if not form.validate_on_submit():
        return form.answer()
    if not form.confirmed.data:
        return form.answer(200)
    outcome = act(bulk.move_many, chosen, choice=choice_of(form), by=current_session().user)
    if not outcome.left:
        return redirect(url_for(".show_queue", **wanted.here, done=outcome.batch), 303)
    return render_template("listening/bulk_done.html", outcome=outcome, action=form.action.data, wanted=wanted)


def choice_of(form: BulkForm) -> bulk.Choice:
    """Read what is to happen to all that were chosen."""
    action = str(form.action.data)
    if action == "dismiss":
        return bulk.Choice(action, reason=DismissReason(form.reason.data))
    return bulk.Choice(action, until=back_of(form) if action == "snooze" else None)


def back_of(form: SnoozeForm) -> datetime:
    """Return when posts come back."""
    return until(form.choice, now=clock.now(), zone=zone(), on=form.on)


@views.post("/curate/undo")
def undo() -> ResponseReturnValue:
    """Take back what was done a moment ago with one post or many; what was moved on since stays."""
    wanted = wished()
    form = Form()
    if not form.validate_on_submit():
        return redirect(url_for(".show_queue", **wanted.here), 303)
    done, left = act(undoing.undo, request.form.get("batch", ""), by=current_session().user)
    flash(UNDONE.get(done, f"{done} posts are as they were."))
    if left:
        flash(f"{left} {'post was' if left == 1 else 'posts were'} moved on meanwhile and stay as they are.", "notice")
    return redirect(_back_to(request.form.get("mention", ""), wanted), 303)


def _back_to(public_id: str, wanted: Wanted) -> str:
    if not public_id:
        return url_for(".show_queue", **wanted.here)
    return url_for(".show_mention", public_id=public_id, **wanted.here, _anchor=CARD)
