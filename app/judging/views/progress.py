"""Organisers' pages on how far judging is: counts, entries, reminders, a table for spreadsheets."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries as accounts
from app.accounts.signed_in import current_user
from app.judging import queries, visibility
from app.judging.progress import reminding
from app.judging.progress.counting import JudgeFar, SeasonFar, count_season
from app.judging.progress.entries import AT_ONCE, Wish, list_far
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.judging.wording import PROGRESS, REASONS
from app.programme import queries as programme
from app.programme.models import Season
from app.web.actions import act
from app.web.forms import STALE, Form
from app.web.sheets import sheet

SHOWS = {"all": "All judges", "waiting": "With entries left", "silent": "Silent"}
HEADS = ("judge", "email", "asked", "not seen", "not started", "draft", "submitted", "stepped back", "last change")
STATES = ("asked", "acknowledged", "started", "submitted", "recused")


@views.get("/organise/progress")
def progress() -> ResponseReturnValue:
    """Show how far each judge and category is: states and days, and nothing about marks."""
    season = chosen_season()
    far, page = count_season(season), _page()
    judges = _shown(far)
    return render_template(
        "judging/progress.html",
        far=far,
        season=season,
        others=other_seasons(season),
        judges=judges[(page - 1) * AT_ONCE : page * AT_ONCE],
        found=len(judges),
        page=page,
        more=len(judges) > page * AT_ONCE,
        shows=SHOWS,
        is_open=clock.now() < season.judging_closes_at,
        names_readers=visibility.names_readers(season, clock.now()),
        last_moment=queries.last_moment_of(season),
        reminds=reminding.reminds_by_itself(season),
        form=Form(),
    )


@views.get("/organise/progress/entries")
def progress_entries() -> ResponseReturnValue:
    """Show the entries a page at a time, with the state of each assignment while judging is open."""
    season = chosen_season()
    slug, judge = request.args.get("category"), request.args.get("judge")
    wish = Wish(
        category=programme.get_category(season, slug) if slug else None,
        judge=accounts.get_user(judge) if judge else None,
        is_short=request.args.get("show") == "short",
        page=_page(),
    )
    rows = list_far(season, wish)
    return render_template(
        "judging/progress_entries.html",
        season=season,
        wish=wish,
        rows=rows[:AT_ONCE],
        more=len(rows) > AT_ONCE,
        words=PROGRESS,
        reasons=REASONS,
    )


@views.get("/organise/progress.csv")
def download_progress() -> ResponseReturnValue:
    """Give the counts of each judge for spreadsheets."""
    season = chosen_season()
    visibility.require_named_readers(season, clock.now())
    rows = [
        (judge.name, judge.email, judge.far.asked, *(judge.far[state] for state in STATES), judge.far.changed_on)
        for judge in count_season(season).judges
    ]
    return sheet(f"progress-{season.slug}-{clock.now():%Y-%m-%d}", HEADS, rows)


@views.route("/organise/progress/remind", methods=["GET", "POST"])
def remind() -> ResponseReturnValue:
    """Show who would be reminded and the letter, and send it: one letter a judge."""
    season = chosen_season()
    chosen = _chosen(season)
    form = Form(
        page="judging/remind.html",
        season=season,
        chosen=chosen,
        who=request.args.get("who", "late"),
        last_moment=queries.last_moment_of(season),
    )
    if not form.validate_on_submit():
        return form.answer()
    seen = set(request.form.getlist("judge"))
    count = act(reminding.remind, season, judges=seen, by=current_user)
    flash("One letter is on its way." if count == 1 else f"{count} letters are on their way, one to each judge.")
    return redirect(url_for(".progress", season=season.slug), 303)


@views.post("/organise/progress/reminders")
def switch_reminders() -> ResponseReturnValue:
    """Switch the letters on or off that a season sends by itself."""
    season = chosen_season()
    if not Form().validate_on_submit():
        flash(STALE, "notice")
        return redirect(url_for(".progress", season=season.slug), 303)
    is_on = request.form.get("on") == "yes"
    act(reminding.switch_reminders, season, is_on=is_on, by=current_user)
    flash("Judges are reminded by themselves." if is_on else "Nobody is reminded unless you do it.")
    return redirect(url_for(".progress", season=season.slug), 303)


def _shown(far: SeasonFar) -> list[JudgeFar]:
    show, slug = request.args.get("show", "all"), request.args.get("category", "")
    category = next((row.category.id for row in far.categories if row.category.slug == slug), None)
    return [
        judge
        for judge in far.judges
        if (category is None or category in judge.categories)
        and (show != "waiting" or judge.far.waiting)
        and (show != "silent" or judge.silence)
    ]


def _chosen(season: Season) -> list[JudgeFar]:
    """Return whom a reminder would go to: the silent, everybody with entries left, or one judge."""
    far, who = count_season(season), request.args.get("who", "late")
    if who in {"late", "waiting"}:
        return far.late if who == "late" else far.waiting
    return [judge for judge in far.waiting if judge.public_id == who]


def _page() -> int:
    page = request.args.get("page", "")
    return min(max(int(page), 1), 10_000) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
