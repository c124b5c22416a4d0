"""The curators' watches: how each does, making and changing one with a preview, pausing and removing it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.accounts.signing_in import current_session
from app.listening import service
from app.listening.forms import WatchForm
from app.listening.models import Watch
from app.listening.queries import watches as queries
from app.listening.spending.estimate import Basis
from app.listening.watching import asking, planning
from app.web.actions import act
from app.web.forms import Form

watches = Blueprint("watches", __name__, url_prefix="/curate/watches")


@watches.get("")
def list_watches() -> ResponseReturnValue:
    """List the watches with what each found and what became of it."""
    return render_template("listening/watches.html", listed=planning.list_all())


@watches.route("/new", methods=["GET", "POST"])
def create() -> ResponseReturnValue:
    """Make a watch, after as many looks ahead as it takes."""
    form = WatchForm(None, **surroundings(None))
    if not form.validate_on_submit():
        return form.answer()
    if action() != "save":
        return look_ahead(form, None)
    watch = act(service.create_watch, form.wish, by=curator())
    flash(f"“{watch.name}” is made. {planning.look_at(watch).outlook}")
    return redirect(url_for(".show", public_id=watch.public_id), 303)


@watches.route("/<public_id>", methods=["GET", "POST"])
def show(public_id: str) -> ResponseReturnValue:
    """Show a watch and change it; a look ahead stores nothing."""
    watch = queries.get_watch(public_id)
    form = WatchForm(watch, **surroundings(watch))
    if not form.validate_on_submit():
        return form.answer()
    if action() != "save":
        return look_ahead(form, watch)
    changed = act(service.change_watch, watch, form.wish, read=form.read, by=curator())
    flash("Saved. New searches go on where the watch was read to." if changed else "Saved. Nothing was different.")
    return redirect(url_for(".show", public_id=public_id), 303)


@watches.post("/<public_id>/pause")
def pause(public_id: str) -> ResponseReturnValue:
    """Stop reading a watch."""
    watch = queries.get_watch(public_id)
    return step(watch, lambda: act(service.pause_watch, watch, by=curator()))


@watches.post("/<public_id>/resume")
def resume(public_id: str) -> ResponseReturnValue:
    """Read a watch again, also where a search was refused."""
    watch = queries.get_watch(public_id)
    return step(watch, lambda: act(service.resume_watch, watch, by=curator()))


@watches.route("/<public_id>/remove", methods=["GET", "POST"])
def remove(public_id: str) -> ResponseReturnValue:
    """Remove a watch, once the curator has said so twice."""
    watch = queries.get_watch(public_id)
    form = Form(page="listening/watch_remove.html", watch=watch, listed=planning.look_at(watch))
    if not form.validate_on_submit():
        return form.answer()
    name = watch.name
    act(service.remove_watch, watch, by=curator())
    flash(f"“{name}” is removed. The posts it found are still here.")
    return redirect(url_for(".list_watches"), 303)


def step(watch: Watch, verb: Any) -> ResponseReturnValue:
    """Take one step with a watch whose form has nothing to fill in."""
    if not Form().validate_on_submit():
        return WatchForm(watch, formdata=None, **surroundings(watch)).answer(422)
    public_id = watch.public_id
    verb()
    flash(planning.look_at(watch).outlook)
    return redirect(url_for(".show", public_id=public_id), 303)


def look_ahead(form: WatchForm, watch: Watch | None) -> ResponseReturnValue:
    """Show what the typed words would find and cost; X is asked only by its own button."""
    wish = form.wish
    seen = planning.preview(wish.terms, wish.networks)
    plan = planning.plan(wish.terms, wish.networks, Basis.HELD, seen.matched.on_x)
    if action() != "count":
        return form.answer(200, plan=plan, preview=seen, is_typed=True)
    form.keep(plan=plan, is_typed=True)
    counted = asking.ask_how_many(plan.questions.get("x", ()), watch=watch, by=curator())
    return form.answer(200, plan=planning.plan(wish.terms, wish.networks, Basis.COUNTED, counted))


def surroundings(watch: Watch | None) -> dict[str, Any]:
    """Gather what stands beside the form before anything is typed."""
    return {
        "listed": planning.look_at(watch) if watch else None,
        "plan": planning.plan_of(watch) if watch else None,
        "preview": None,
        "is_typed": False,
        "lacks": {network: capitalised(planning.lack_of(network)) or "Set up" for network in planning.NETWORKS},
    }


def capitalised(words: str) -> str:
    """Begin with a capital letter and leave the names of settings alone."""
    return words[:1].upper() + words[1:]


def action() -> str:
    """Say which button was pressed."""
    return request.form.get("action", "save")


def curator() -> User:
    """Return who acts."""
    return current_session().user
