"""Organisers' pages beside the decision: the rule, the shortlist, the tie-break, the minutes."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.accounts.signing_in import has_recent_password, lead_to_password
from app.errors import Conflict, Refused
from app.judging import queries
from app.judging.deciding import minutes as deciding_minutes
from app.judging.deciding.forms import MinutesForm, RuleForm
from app.judging.deciding.room import get_beside
from app.judging.deciding.rules import Figure
from app.judging.deciding.ruling import choose_rule, get_ruling, is_fixed
from app.judging.deciding.shortlisting import publish_shortlist
from app.judging.deciding.tie_breaks import close, open_tie_break
from app.judging.views.blueprint import views
from app.programme import queries as programme
from app.programme.models import Category
from app.web.actions import act
from app.web.forms import Form


def category_of(season: str, category: str) -> Category:
    """Return the category an address names."""
    return programme.get_category(programme.get_season(season), category)


@views.route("/organise/results/<season>/<category>/rule", methods=["GET", "POST"])
def choose_result_rule(season: str, category: str) -> ResponseReturnValue:
    """Show what a category's result goes by, and choose it until judging opens."""
    row = category_of(season, category)
    ruling = get_ruling(row)
    form = RuleForm(
        page="judging/rule.html",
        data={
            "official": ruling.official.value,
            "shortlist_line": ruling.shortlist_line,
            "award_line": ruling.award_line,
        },
        category=row,
        ruling=ruling,
        is_fixed=is_fixed(row),
        may_enter=row.id in queries.list_rooms_open_to(current_user, row.season),
    )
    if not form.validate_on_submit():
        return form.answer()
    act(
        choose_rule,
        row,
        official=Figure(form.official.data),
        shortlist_line=form.shortlist_line.data or 0,
        award_line=form.award_line.data or 0,
        by=current_user,
    )
    flash(f"The rule of {row.name} is saved. It is fixed when judging opens.")
    return redirect(url_for(".choose_result_rule", season=season, category=category), 303)


@views.route("/organise/results/<season>/<category>/shortlist", methods=["GET", "POST"])
def shortlist(season: str, category: str) -> ResponseReturnValue:
    """Show which entries are over the line, and publish them."""
    row = category_of(season, category)
    form = Form(page="judging/shortlist.html", category=row, beside=get_beside(current_user, row))
    if not form.validate_on_submit():
        return form.answer()
    if not has_recent_password():
        return lead_to_password(url_for(".shortlist", season=season, category=category))
    act(publish_shortlist, row, by=current_user)
    flash(f"The shortlist of {row.name} is public. Its nominators hear of it by letter.")
    return redirect(url_for(".shortlist", season=season, category=category), 303)


@views.route("/organise/results/<season>/<category>/tie", methods=["GET", "POST"])
def break_tie(season: str, category: str) -> ResponseReturnValue:
    """Show a tie-break, and open one."""
    row = category_of(season, category)
    form = Form(page="judging/tie.html", category=row, beside=get_beside(current_user, row))
    if not form.validate_on_submit():
        return form.answer()
    tie = act(open_tie_break, row, by=current_user)
    judges = len(tie.judges)
    flash(f"The tie-break is open. {judges} {'judge hears' if judges == 1 else 'judges hear'} of it by letter.")
    return redirect(url_for(".break_tie", season=season, category=category), 303)


@views.post("/organise/results/<season>/<category>/tie/close")
def close_tie(season: str, category: str) -> ResponseReturnValue:
    """Close a tie-break with what was chosen until now."""
    row = category_of(season, category)
    beside = get_beside(current_user, row)
    form = Form(page="judging/tie.html", category=row, beside=beside)
    if not form.validate_on_submit():
        return form.answer()
    progress = beside.tie_break
    if progress is None:
        raise Refused("There is no tie-break to close.")
    act(close, progress.tie_break, by=current_user)
    flash("The tie-break is closed. Decide now, with a written reason.")
    return redirect(url_for(".break_tie", season=season, category=category), 303)


@views.route("/organise/results/<season>/<category>/minutes", methods=["GET", "POST"])
def minutes(season: str, category: str) -> ResponseReturnValue:
    """Show the minutes with every version, ready to print, and write a new one."""
    row = category_of(season, category)
    versions = deciding_minutes.list_minutes(current_user, row)
    newest = versions[0] if versions else None
    number = newest.number if newest else 0
    stored = {
        "present": newest.present if newest else "",
        "discussed": newest.discussed if newest else "",
        "seen": number,
    }
    form = MinutesForm(page="judging/minutes.html", data=stored, category=row, versions=versions)
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(
            deciding_minutes.write_minutes,
            row,
            present=form.present.data or "",
            discussed=form.discussed.data or "",
            seen=form.seen.data or 0,
            by=current_user,
        )
    except Conflict as overtaken:
        form.seen.data, form.seen.raw_data = number, None
        return form.refuse(overtaken)
    flash("The minutes are saved.")
    return redirect(url_for(".minutes", season=season, category=category), 303)
