"""The organisers' overview, the log of changes and the outbox."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries as accounts
from app.accounts.signed_in import current_user
from app.audit import queries as audit
from app.companies.history import name_logged
from app.desk import queries, service
from app.desk.rules import next_of, steps_of
from app.judging.queries.logged import show_lines
from app.listening.queries.sources import list_ill
from app.mail import queries as mail
from app.mail.rules import AGAIN, State
from app.programme import queries as programme
from app.programme.rules import opening_at
from app.web.actions import act
from app.web.forms import Form

views = Blueprint("desk", __name__, url_prefix="/organise")
PAGE = 50


@views.get("/")
def overview() -> ResponseReturnValue:
    """Show where the current season stands and what is next."""
    season = programme.find_current_season()
    steps = steps_of(queries.get_facts(current_user, season))
    return render_template(
        "desk/overview.html",
        season=season,
        opening=opening_at(season, clock.now()) if season else None,
        steps=steps,
        following=next_of(steps),
        letters=mail.count_letters(),
        ill=list_ill(),
    )


@views.get("/audit")
def audit_log() -> ResponseReturnValue:
    """Show the log of changes, newest first, and check its chain when asked to."""
    about = request.args.get("about", "").strip()[:80]
    found = audit.list_lines(before=_before(), about=[about] if about else (), limit=PAGE + 1)
    lines = show_lines(found)
    return render_template(
        "desk/audit.html",
        lines=lines[:PAGE],
        older=lines[PAGE - 1].number if len(lines) > PAGE else None,
        about=about,
        names=accounts.list_names({line.actor.removeprefix("user:") for line in lines}),
        companies=name_logged(found),
        verdict=audit.verify() if request.args.get("check") == "yes" else None,
    )


@views.get("/mail")
def outbox() -> ResponseReturnValue:
    """Show the letters that wait, went out or were set aside."""
    wish = request.args.get("state", "")
    state = State(wish) if wish in set(State) else None
    letters = mail.list_letters(state=state, before=_before(), limit=PAGE + 1)
    return render_template(
        "desk/outbox.html",
        letters=letters[:PAGE],
        older=letters[PAGE - 1].id if len(letters) > PAGE else None,
        state=state,
        counts=mail.count_letters(),
        waiting_since=mail.find_oldest_waiting(),
        again=AGAIN,
    )


@views.route("/mail/<message_id>/retry", methods=["GET", "POST"])
def retry_letter(message_id: str) -> ResponseReturnValue:
    """Give a letter another try that the server refused or that got stuck."""
    letter = mail.get_letter(message_id)
    form = Form(page="desk/retry_letter.html", letter=letter)
    if not form.validate_on_submit():
        return form.answer()
    act(service.send_again, letter, by=current_user)
    flash("The letter is queued again.")
    return redirect(url_for(".outbox"), 303)


def _before() -> int | None:
    before = request.args.get("before", "")
    return int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None
