"""Letters to many: the list, and a draft with its preview and a test to oneself."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.correspondence.forms import BroadcastForm
from app.correspondence.models import Broadcast
from app.correspondence.previews import Preview, preview_of
from app.correspondence.queries.broadcasts import (
    count_progress,
    example_of,
    get_broadcast,
    list_broadcasts,
    pieces_for,
    subject_of,
)
from app.correspondence.queries.places import Place, key_of, list_places
from app.correspondence.rules import Audience, BroadcastState
from app.correspondence.service import broadcasts as service
from app.correspondence.service.broadcasts import Draft
from app.correspondence.service.words import send_trial
from app.correspondence.views.blueprint import TRIED, views, wanted
from app.mail.wording import fits
from app.web.actions import act
from app.web.forms import Form

GREETING = "{greeting}\n\n"


@views.get("/broadcasts")
def list_all_broadcasts() -> ResponseReturnValue:
    """List the letters to many, drafts and sent ones."""
    return render_template("correspondence/broadcasts.html", broadcasts=list_broadcasts(), subject_of=subject_of)


@views.route("/broadcasts/new", methods=["GET", "POST"])
def begin_broadcast() -> ResponseReturnValue:
    """Write a letter to many, after as many looks at it as it takes."""
    places = list_places()
    form = _form(places, None, body=GREETING, place=next(iter(places), ""))
    return _write(form, None)


@views.route("/broadcasts/<public_id>", methods=["GET", "POST"])
def show_broadcast(public_id: str) -> ResponseReturnValue:
    """Change a draft, or see how far a letter has come."""
    broadcast = get_broadcast(public_id)
    if broadcast.state is not BroadcastState.DRAFT:
        page = "correspondence/progress.html"
        return render_template(
            page, broadcast=broadcast, title=subject_of(broadcast), progress=count_progress(broadcast)
        )
    place = key_of(broadcast.season, broadcast.category)
    words = {"audience": broadcast.audience.value, "title": broadcast.title, "body": broadcast.body}
    form = _form(list_places(), broadcast, **words, place=place, seen=str(broadcast.edition))
    return _write(form, broadcast)


@views.route("/broadcasts/<public_id>/discard", methods=["GET", "POST"])
def discard_broadcast(public_id: str) -> ResponseReturnValue:
    """Throw a draft away."""
    broadcast = get_broadcast(public_id)
    form = Form(page="correspondence/discard.html", broadcast=broadcast, title=subject_of(broadcast))
    if not form.validate_on_submit():
        return form.answer()
    act(service.discard, broadcast, by=current_user)
    flash("The draft is gone.")
    return redirect(url_for(".list_all_broadcasts"), 303)


def _form(places: dict[str, Place], broadcast: Broadcast | None, **typed: str) -> BroadcastForm:
    names = pieces_for(has_category=True)
    form = BroadcastForm(
        places, page="correspondence/broadcast.html", broadcast=broadcast, names=names, preview=None, told="", **typed
    )
    known = form.place.data in places and form.chosen[1] is not None
    form.pieces = pieces_for(has_category=known)
    return form


def _write(form: BroadcastForm, broadcast: Broadcast | None) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return form.answer(preview=_preview(form))
    preview = _preview(form)
    if wanted() == "preview":
        return form.answer(200, preview=preview)
    if wanted() == "trial" and preview:
        act(send_trial, preview.title, preview.body, by=current_user)
        return form.answer(200, preview=preview, told=TRIED.format(current_user.email))
    return _save(form, broadcast)


def _save(form: BroadcastForm, broadcast: Broadcast | None) -> ResponseReturnValue:
    season, category = form.chosen
    draft = Draft(Audience(form.audience.data), season, category, form.title.data or "", form.body.data or "")
    if broadcast is None:
        broadcast = act(service.begin, draft, by=current_user)
    else:
        act(service.change, broadcast, draft, seen=form.seen_number, by=current_user)
    if wanted() == "on":
        return redirect(url_for(".send_broadcast", public_id=broadcast.public_id), 303)
    flash("The draft is saved. Nothing was sent.")
    return redirect(url_for(".show_broadcast", public_id=broadcast.public_id), 303)


def _preview(form: BroadcastForm) -> Preview | None:
    """Show what stands in the form as it would arrive; nothing while it cannot be sent."""
    title, body = form.title.data or "", form.body.data or ""
    if form.place.data not in form.places or not body.strip() or not fits(title, body, form.pieces):
        return None
    season, category = form.chosen
    is_to_judges = form.audience.data == Audience.JUDGES
    audience = Audience.JUDGES if is_to_judges else Audience.NOMINATORS
    return preview_of(title, body, example_of(audience, season.name, category.name if category else ""))
