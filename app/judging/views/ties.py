"""Organisers' page of ties: who is tied to what and what it bars, and what to make of ties the site found."""

from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import queries as accounts
from app.accounts.signed_in import current_user
from app.companies import queries as companies
from app.errors import Conflict, Forbidden, Refused
from app.judging.interests import deciding, declaring, overseeing
from app.judging.interests.deciding import Subject
from app.judging.interests.declared import get_standing_interest
from app.judging.interests.forms import NoteForm, VerdictForm
from app.judging.interests.rules import Sign, Verdict
from app.judging.interests.wording import SIGNS
from app.judging.queries.panels import list_judges
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.nominations import queries as nominations
from app.programme.models import Season
from app.web.actions import act
from app.web.forms import Form
from app.web.sheets import sheet


@views.get("/organise/interests")
def list_ties() -> ResponseReturnValue:
    """List the ties of every judge with what they bar in a season."""
    return VerdictForm(page="judging/ties.html", formdata=None, **_ties_of(chosen_season())).answer()


def _ties_of(season: Season) -> dict[str, Any]:
    """Return what the list of ties shows."""
    return {
        "oversight": overseeing.oversee(season),
        "season": season,
        "others": other_seasons(season),
        "signs": SIGNS,
        "left_in_words": overseeing.in_words,
        "title_of": overseeing.title_of,
    }


@views.get("/organise/interests.csv")
def download_ties() -> Response:
    """Hand out the ties of every judge as a table for spreadsheets."""
    season = chosen_season()
    rows = [
        (row.judge.name or row.judge.email, row.what, row.title, row.how, row.at.date(), "; ".join(row.bars))
        for row in overseeing.oversee(season).rows
    ]
    return sheet(f"interests-{season.slug}", ("Judge", "Tie", "To", "How", "On", "Bars"), rows)


@views.route("/organise/interests/new", methods=["GET", "POST"])
def note_tie() -> ResponseReturnValue:
    """Note a tie that an organiser knows of."""
    form = NoteForm(page="judging/note_tie.html", judges=list_judges(), is_unsure=False)
    if not form.validate_on_submit():
        return form.answer()
    if form.is_unsure():
        return form.answer(200, is_unsure=True)
    judge = accounts.get_user(form.judge.data)
    try:
        row, left = act(declaring.declare, judge, told=form.told(), by=current_user)
    except Forbidden:
        raise
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"Noted: {row.words}.{_told(len(left))}")
    return redirect(url_for(".list_ties"), 303)


def _told(left: int) -> str:
    if not left:
        return ""
    return f" {'One entry' if left == 1 else f'{left} entries'} left the judge’s list, and another judge is looked for."


@views.post("/organise/interests/<public_id>/remove")
def remove_tie(public_id: str) -> ResponseReturnValue:
    """Take back a tie that an organiser noted."""
    row = get_standing_interest(public_id)
    _require_token()
    act(declaring.remove, row, by=current_user)
    flash(f"Taken back: {row.words}.")
    return redirect(url_for(".list_ties"), 303)


@views.post("/organise/interests/found")
def decide_tie() -> ResponseReturnValue:
    """Confirm a tie the site found, or set it aside with a reason."""
    shown = _ties_of(chosen_season())
    form = VerdictForm(page="judging/ties.html", **shown)
    if not form.validate_on_submit():
        return form.answer()
    sign, verdict = Sign(form.sign.data or ""), Verdict(form.verdict.data or "")
    judge = accounts.get_user(form.judge.data or "")
    if not shown["oversight"].is_found(judge, sign, form.subject.data or ""):
        raise Conflict(deciding.NOT_WAITING)
    row, left = act(
        deciding.decide,
        judge,
        sign=sign,
        subject=_subject(sign, form.subject.data or ""),
        verdict=verdict,
        reason=form.reason.data or "",
        by=current_user,
    )
    done = "Confirmed" if verdict is Verdict.CONFIRMED else "Set aside"
    flash(f"{done}: {judge.name or judge.email}, {overseeing.title_of(row)}.{_told(len(left))}")
    return redirect(url_for(".list_ties", season=request.args.get("season")), 303)


def _subject(sign: Sign, name: str) -> Subject:
    if sign is Sign.NOMINATOR:
        return Subject(entry=nominations.get_entry(name))
    return Subject(company=companies.get_company(name))


@views.post("/organise/interests/decided/<public_id>/undo")
def undo_tie(public_id: str) -> ResponseReturnValue:
    """Let a found tie wait for a decision again."""
    row = overseeing.get_tie(public_id)
    _require_token()
    act(deciding.undo, row, by=current_user)
    flash("Undone. The tie waits for a decision again.")
    return redirect(url_for(".list_ties"), 303)


def _require_token() -> None:
    if not Form().validate_on_submit():
        raise Conflict("Open the list of ties again and do it from there.")
