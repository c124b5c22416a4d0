"""The organisers' pages about seasons, categories and who runs the awards."""

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.programme import queries, service
from app.programme.forms import CategoryForm, EditCategoryForm, NameForm, SiteForm
from app.programme.identity import site
from app.programme.rules import Recognises, opening_at
from app.web.actions import act
from app.web.forms import Form

views = Blueprint("programme", __name__, url_prefix="/organise")


@views.record
def _register(state: object) -> None:
    app: Flask = state.app  # type: ignore[attr-defined]
    app.jinja_env.globals["site"] = site


@views.get("/seasons")
def list_seasons() -> ResponseReturnValue:
    """List every season with its phase."""
    now = clock.now()
    rows = [(season, opening_at(season, now)) for season in queries.list_seasons()]
    return render_template("programme/seasons.html", rows=rows)


@views.get("/seasons/<slug>")
def show_season(slug: str) -> ResponseReturnValue:
    """Show a season with its days and categories."""
    season = queries.get_season(slug)
    return render_template("programme/season.html", season=season, opening=opening_at(season, clock.now()))


@views.route("/seasons/<slug>/edit", methods=["GET", "POST"])
def edit_season(slug: str) -> ResponseReturnValue:
    """Change a season's name or address."""
    season = queries.get_season(slug)
    form = NameForm(page="programme/season_form.html", season=season, name=season.name, slug=season.slug)
    if not form.validate_on_submit():
        return form.answer()
    act(service.edit_season, season, **form.values(), by=current_user)
    flash("The season is changed.")
    return redirect(url_for(".show_season", slug=season.slug), 303)


@views.route("/seasons/<slug>/make-current", methods=["GET", "POST"])
def make_current(slug: str) -> ResponseReturnValue:
    """Let the public pages show this season."""
    season = queries.get_season(slug)
    form = Form(page="programme/make_current.html", season=season, present=queries.find_current_season())
    if not form.validate_on_submit():
        return form.answer()
    act(service.make_current, season, by=current_user)
    flash(f"The public pages now show {season.name}.")
    return redirect(url_for(".show_season", slug=slug), 303)


@views.route("/seasons/<slug>/categories/new", methods=["GET", "POST"])
def create_category(slug: str) -> ResponseReturnValue:
    """Add a category to a season."""
    season = queries.get_season(slug)
    form = CategoryForm(page="programme/category_form.html", season=season, category=None)
    if not form.validate_on_submit():
        return form.answer()
    recognises = Recognises(form.recognises.data)
    act(service.create_category, season, **form.values("recognises"), recognises=recognises, by=current_user)
    flash("The category is added.")
    return redirect(url_for(".show_season", slug=slug), 303)


@views.route("/seasons/<slug>/categories/<category_slug>", methods=["GET", "POST"])
def edit_category(slug: str, category_slug: str) -> ResponseReturnValue:
    """Change what a category is called or asks."""
    season = queries.get_season(slug)
    category = queries.get_category(season, category_slug)
    form = EditCategoryForm(
        page="programme/category_form.html",
        season=season,
        category=category,
        name=category.name,
        question=category.question,
        small_companies_only=category.small_companies_only,
    )
    if not form.validate_on_submit():
        return form.answer()
    act(service.edit_category, category, **form.values(), by=current_user)
    flash("The category is changed.")
    return redirect(url_for(".show_season", slug=slug), 303)


@views.route("/site", methods=["GET", "POST"])
def edit_site() -> ResponseReturnValue:
    """Say who runs the awards."""
    identity = queries.get_identity()
    form = SiteForm(
        page="programme/site.html",
        name=identity.name,
        legal_name=identity.legal_name,
        address=identity.address,
        contact=identity.contact,
        reply_to=identity.reply_to,
    )
    if not form.validate_on_submit():
        return form.answer()
    act(service.edit_site, **form.values(), by=current_user)
    flash("Saved. Pages and letters print it from now on.")
    return redirect(url_for(".edit_site"), 303)
