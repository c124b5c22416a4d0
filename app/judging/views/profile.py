"""Judges' profiles: their own page, and the organisers' list with invitations."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.judging.judges import queries, service
from app.judging.judges.forms import InviteJudgeForm, ProfileForm, ProfileOfForm
from app.judging.judges.rules import CODE_VERSION
from app.judging.rules import MINUTES_AN_ENTRY
from app.judging.views.blueprint import views
from app.programme import queries as programme
from app.web.actions import act


@views.route("/judge/profile", methods=["GET", "POST"])
def edit_profile() -> ResponseReturnValue:
    """Show a judge what is said about them, to change and to show or hide."""
    profile, words = queries.find_profile(current_user), queries.words_of(current_user)
    form = ProfileForm(page="judging/profile.html", obj=words, is_shown=bool(profile and profile.is_shown))
    if not form.validate_on_submit():
        return form.answer()
    act(service.edit_profile, words=form.words, is_shown=bool(form.is_shown.data), by=current_user)
    flash("Saved. Everybody can see it on the page of judges." if form.is_shown.data else "Saved. Nobody sees it.")
    return redirect(url_for(".edit_profile"), 303)


@views.route("/organise/judges", methods=["GET", "POST"])
def list_judges() -> ResponseReturnValue:
    """List who judges and who is invited, and invite one more."""
    form = InviteJudgeForm(
        page="judging/judges.html",
        judges=queries.list_judges(),
        invited=queries.list_invited(),
        season=programme.find_current_season(),
        minutes=MINUTES_AN_ENTRY,
        now=clock.now(),
    )
    if not form.validate_on_submit():
        return form.answer()
    email, name = str(form.email.data), str(form.name.data)
    act(service.invite_judge, email=email, name=name, words=form.words, entries=form.entries.data, by=current_user)
    flash(f"An invitation is on its way to {email}.")
    return redirect(url_for(".list_judges"), 303)


@views.route("/organise/judges/<public_id>", methods=["GET", "POST"])
def show_judge(public_id: str) -> ResponseReturnValue:
    """Show what is said about a judge, and change it."""
    judge = queries.get_judge(public_id)
    form = ProfileOfForm(
        page="judging/judge.html",
        obj=queries.words_of(judge),
        judge=judge,
        profile=queries.find_profile(judge),
        current=CODE_VERSION,
    )
    if not form.validate_on_submit():
        return form.answer()
    act(service.edit_profile_of, judge, words=form.words, is_hidden=bool(form.is_hidden.data), by=current_user)
    flash(f"What is said about {judge.name or judge.email} is saved.")
    return redirect(url_for(".show_judge", public_id=public_id), 303)
