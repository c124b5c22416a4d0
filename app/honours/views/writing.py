"""Organisers write to companies: which company would get which letter to whom; and take an award back."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.accounts.signing_in import has_recent_password, lead_to_password
from app.errors import Missing, Refused
from app.honours import service
from app.honours.forms import RevokeForm, SendForm
from app.honours.letters import words_of
from app.honours.queries import awards
from app.honours.queries.letters import CompanyLetter, find_letter, list_letters
from app.honours.queries.pages import find_page
from app.honours.service.writing import PURPOSE
from app.mail.writing import said
from app.programme import queries as programme
from app.programme.models import Season
from app.web.actions import act
from app.web.forms import Form
from app.web.links import settings

letters = Blueprint("company_letters", __name__, url_prefix="/organise/companies/letters")
revoking = Blueprint("revoking", __name__, url_prefix="/organise/awards")
SAMPLE = "the-address-of-its-page-stands-here"


@letters.route("", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Show which company would get which letter to whom; Send takes the count typed."""
    seasons = _published()
    wish = request.args.get("season") or request.form.get("season", "")
    season = next((each for each in seasons if each.slug == wish), seasons[0] if seasons else None)
    if season is None:
        return render_template("honours/letters_later.html", season=programme.find_current_season())
    rows = list_letters(season)
    form = SendForm(page="honours/letters.html", **_listed(seasons, season, rows))
    if request.method == "GET":
        form.companies.data = [row.slug for row in rows if row.is_ready]
    if not form.validate_on_submit():
        return form.answer()
    try:
        count = act(
            service.send_letters,
            season,
            companies=form.companies.data or [],
            count=form.count.data,
            by=current_user,
        )
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"{count} {'letter goes' if count == 1 else 'letters go'} out now.")
    return redirect(url_for(".show", season=season.slug), 303)


def _listed(seasons: list[Season], season: Season, rows: list[CompanyLetter]) -> dict[str, Any]:
    return {
        "seasons": seasons,
        "of_season": season,
        "ready": [row for row in rows if row.is_ready],
        "sent": [row for row in rows if row.sent_at],
        "left_out": [row for row in rows if row.why_not and not row.sent_at],
        "given": awards.list_awards(season),
    }


def _published() -> list[Season]:
    now = clock.now()
    return [each for each in programme.list_seasons() if each.published_at and each.published_at <= now]


@letters.route("/<season>/<slug>", methods=["GET", "POST"])
def preview(season: str, slug: str) -> ResponseReturnValue:
    """Show the letter to one company as it would go now; send it once more when asked."""
    of_season, letter = _find(season, slug)
    form = Form(page="honours/letter.html", letter=letter, **_shown(letter))
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(service.send_again, of_season, company=slug, by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash("The letter goes out once more.")
    return redirect(url_for(".preview", season=season, slug=slug), 303)


@letters.post("/<season>/<slug>/end")
def end_links(season: str, slug: str) -> ResponseReturnValue:
    """End the links to a company's page that were sent so far."""
    of_season, letter = _find(season, slug)
    page = find_page(letter.company, of_season)
    if page is None:
        raise Missing
    form = Form(page="honours/letter.html", letter=letter, **_shown(letter))
    if not form.validate_on_submit():
        return form.answer()
    act(service.end_links, page, by=current_user)
    flash("The links sent so far open nothing any more. Send the letter again to give the company a new one.")
    return redirect(url_for(".preview", season=season, slug=slug), 303)


def _find(season: str, slug: str) -> tuple[Season, CompanyLetter]:
    of_season = next((each for each in _published() if each.slug == season), None)
    letter = find_letter(of_season, slug) if of_season else None
    if of_season is None or letter is None:
        raise Missing
    return of_season, letter


def _shown(letter: CompanyLetter) -> dict[str, Any]:
    """Write the letter with links that open nothing, since whoever organises is not the company."""
    page = find_page(letter.company, letter.season)
    base = f"{settings().public_url}/company/{SAMPLE}"
    words = words_of(letter, link=base, stop=f"{base}/letters") if letter.contact else None
    title, body = said(PURPOSE, words) if words else ("", "")
    return {"page_row": page, "words": replace(words, title=title) if words else None, "body": body}


@revoking.route("/<award>/revoke", methods=["GET", "POST"])
def revoke(award: str) -> ResponseReturnValue:
    """Take an award back."""
    shown = awards.get_award(award)
    form = RevokeForm(page="honours/revoke.html", award=shown)
    if not has_recent_password():
        return lead_to_password(url_for(".revoke", award=award))
    if not form.validate_on_submit():
        return form.answer()
    reason, typed = form.reason.data or "", form.typed_name.data or ""
    try:
        act(service.revoke, shown.award, reason=reason, typed_name=typed, by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash("The award is taken back. Its badge and its page of proof say so from now on.")
    return redirect(url_for("honours.verify", award=award), 303)
