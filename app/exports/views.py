"""Organisers take data out; each time is in the log, and what is personal asks for the password."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.accounts.signing_in import has_recent_password, lead_to_password
from app.exports import service
from app.exports.forms import ExportForm
from app.exports.tables import TABLES, Asked
from app.exports.writing import download
from app.programme import queries as programme
from app.web.actions import act

views = Blueprint("exports", __name__, url_prefix="/organise/exports")
ALL = "All seasons"


@views.route("", methods=["GET", "POST"])
def choose() -> ResponseReturnValue:
    """Show what can be taken out, and send it."""
    seasons = {season.slug: season for season in programme.list_seasons()}
    form = ExportForm(page="exports/choose.html")
    form.season.choices = [("", ALL), *((slug, season.name) for slug, season in seasons.items())]
    if not form.validate_on_submit():
        return form.answer()
    name, slug, table = form.table.data, form.season.data or "", TABLES[form.table.data]
    with_people = form.with_people.data and bool(table.people)
    if with_people and not has_recent_password():
        return lead_to_password(url_for(".choose"))
    act(service.note, table=name, season=slug, format_=form.format.data, with_people=with_people, by=current_user)
    asked = Asked(seasons.get(slug) if table.by_season else None, with_people)
    heads = table.heads_for(asked)
    return download(f"{name}-{clock.now():%Y-%m-%d}", form.format.data, heads, table.rows(asked))
