"""Organisers' pages on panels: who judges what, and how far they are."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.models import User
from app.accounts.signed_in import current_user
from app.judging import queries, service, visibility
from app.judging.assigning.table import Panel, get_panel
from app.judging.forms import PanelForm
from app.judging.queries.panels import is_panel_open
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.nominations.models import Entry
from app.programme import queries as programme
from app.web.actions import act


@views.get("/organise/assignments")
def list_panels() -> ResponseReturnValue:
    """List a season's categories with how well they are covered."""
    season = chosen_season()
    coverages = queries.coverages_of(season)
    rows = [(category, coverages[category.id]) for category in season.categories]
    may_plan = any(is_panel_open(category) for category in season.categories)
    return render_template(
        "judging/panels.html",
        season=season,
        others=other_seasons(season),
        rows=rows,
        may_plan=may_plan,
        names_readers=visibility.names_readers(season, clock.now()),
    )


@views.route("/organise/assignments/<season>/<category>", methods=["GET", "POST"])
def assign(season: str, category: str) -> ResponseReturnValue:
    """Show and change who judges which entry of a category."""
    row = programme.get_category(programme.get_season(season), category)
    visibility.require_named_readers(row.season, clock.now())
    words, page = request.args.get("q", "").strip(), max(1, request.args.get("page", 1, type=int))
    panel = get_panel(row, words=words, page=page)
    values = [cell.value for cell in panel.cells.values()]
    form = PanelForm(page="judging/assign.html", panel=panel, values=values, words=words)
    if not form.validate_on_submit():
        return form.answer()
    asked = act(
        service.change_panel,
        row,
        add=_pairs(panel, form.added),
        drop=_pairs(panel, form.dropped),
        by=current_user,
    )
    judges = len({assignment.judge_id for assignment in asked})
    flash(_told(len(asked), judges, len(form.dropped)))
    then = page if page > 1 else None
    return redirect(url_for(".assign", season=season, category=category, q=words or None, page=then), 303)


def _pairs(panel: Panel, values: list[str]) -> list[tuple[User, Entry]]:
    cells = {cell.value: cell for cell in panel.cells.values()}
    return [(cells[value].judge, cells[value].entry) for value in values]


def _told(asked: int, judges: int, dropped: int) -> str:
    if not asked and not dropped:
        return "Nothing was changed."
    told = []
    if asked:
        letters = "one letter goes to each of them" if judges > 1 else "one letter goes to the judge"
        told.append(f"{asked} {'assignment' if asked == 1 else 'assignments'} made; {letters}.")
    if dropped:
        told.append(f"{dropped} taken back.")
    return " ".join(told)
