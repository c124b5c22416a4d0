"""Move a day of a season: first what changes and for whom, then the move."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.accounts.signing_in import current_session
from app.correspondence.rules import Audience
from app.desk.moving import begin_letter, days_in_short, move_days
from app.desk.queries.told import count_told
from app.desk.rules import moving
from app.desk.views.blueprint import views
from app.errors import Refused
from app.programme import queries as programme
from app.programme.forms import DaysForm
from app.programme.models import Season
from app.programme.rules import days_of
from app.programme.service import try_move
from app.web.actions import act

MOVE = "move"
WRITE_TO = {"move-judges": Audience.JUDGES, "move-nominators": Audience.NOMINATORS}


@views.route("/seasons/<slug>/dates", methods=["GET", "POST"])
def show_days(slug: str) -> ResponseReturnValue:
    """Ask for the new days, show what changes and for whom, and move them once that was seen."""
    season, step = programme.get_season(slug), request.form.get("step", "")
    shown: dict[str, Any] = {"season": season, "zone": season.zone, **days_of(season)}
    form = DaysForm(page="desk/dates.html", **shown)
    form.offer(season.zone)
    if not form.validate_on_submit():
        return form.answer()
    if step == "change":
        return form.answer(200)
    try:
        return _move(season, form, step) if step.startswith(MOVE) else _show_what_changes(season, form)
    except Refused as refusal:
        return form.refuse(refusal)


def _show_what_changes(season: Season, form: DaysForm) -> ResponseReturnValue:
    moved = try_move(season, **form.values())
    if not moved:
        raise Refused("No day is moved yet. Change the day that is to move.")
    told = count_told(season)
    return form.answer(
        200,
        moves=moving.moves_of(moved, told),
        seen=days_in_short(season),
        tell_judges=moving.needs_letter_to_judges(moved, told),
        tell_nominators=moving.needs_letter_to_nominators(moved, told),
        told=told,
    )


def _move(season: Season, form: DaysForm, step: str) -> ResponseReturnValue:
    slug = season.slug
    moves = moving.moves_of(try_move(season, **form.values()), count_told(season))
    act(move_days, season, seen=request.form.get("seen", ""), by=current_user, **form.values())
    flash("The days are moved. Every page shows the new ones.")
    if step not in WRITE_TO:
        return redirect(url_for("programme.show_season", slug=slug), 303)
    by = current_session().user
    letter = act(begin_letter, season, moves, audience=WRITE_TO[step], by=by)
    return redirect(url_for("correspondence.show_broadcast", public_id=letter.public_id), 303)
