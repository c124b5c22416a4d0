"""Type a nomination that came by phone, on paper or in person."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.nominations import service
from app.nominations.forms.entering import EnteringForm
from app.nominations.rules import Medium
from app.nominations.views.curating import curate, curator
from app.programme import queries as programme
from app.programme.call import get_call
from app.web.actions import act

NOT_WRITTEN = ("company", "company_id", "category", "recognises", "consent", "ref", "submission_key")
CONSENT = ("medium", "consent_how", "consented_on")


@curate.route("/new", methods=["GET", "POST"])
def enter() -> ResponseReturnValue:
    """Show the form for somebody else's words, or put them into the queue."""
    season = programme.get_current_season()
    form = EnteringForm(
        get_call().categories,
        page="nominations/enter.html",
        season=season,
        is_closed=not season.nominations_open_at <= clock.now() < season.judging_opens_at,
    )
    if not form.validate_on_submit():
        return form.answer()
    nomination = act(
        service.enter,
        submission_key=form.submission_key.data or "",
        category=programme.get_category(season, form.category.data or ""),
        writing=_writing(form),
        medium=Medium(form.medium.data),
        consent_how=form.consent_how.data or "",
        consented_at=form.consented_at(season.zone),
        by=curator(),
    )
    flash("It is in the queue." + (" A letter with their own link is on its way." if form.email.data else ""))
    return redirect(url_for(".moderate", reference=nomination.reference), 303)


def _writing(form: EnteringForm) -> service.Writing:
    values = form.values(*NOT_WRITTEN, *CONSENT, "email", "show_name", "qualities")
    optional: dict[str, Any] = {name: value or None for name, value in values.items()}
    return service.Writing(
        **optional,
        company_name=form.company.data or "",
        email=form.email.data or "",
        show_name=bool(form.show_name.data),
        qualities=tuple(form.qualities.data or ()),
    )
