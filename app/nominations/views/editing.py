"""Change what was written, and prove or stop a new address."""

from typing import Any

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import TooMany
from app.nominations import queries, service
from app.nominations.forms.following import EditForm
from app.nominations.models import Nomination
from app.nominations.queries.links import (
    find_waiting_address,
    get_address_change,
    require_in_force,
    status_token,
)
from app.nominations.rules import ADDRESS_STOP_LIFE, CONFIRM_LIFE, EDITABLE, State
from app.nominations.views.blueprint import views
from app.nominations.views.private import kept_by_the_browser, private
from app.programme.call import CalledCategory
from app.web.actions import act
from app.web.forms import Form

ADDRESSES_MOST = 5
DAY = 24 * 3600
NOT_WRITTEN = ("company", "company_id", "category", "recognises", "revision")


@views.route("/nominations/<token>/edit", methods=["GET", "POST"])
def edit(token: str) -> ResponseReturnValue:
    """Change a nomination until a curator has decided it."""
    nomination = queries.get_by_link(token, "status")
    form = _edit_form(nomination, token)
    if not form.validate_on_submit():
        if form.is_submitted() or nomination.state in EDITABLE:
            return kept_by_the_browser(form.answer())
        return redirect(url_for(".follow", token=token), 303)
    is_readdressed = form.email.data not in {nomination.written.email, find_waiting_address(nomination)}
    if is_readdressed:
        _require_few_addresses(nomination)
    try:
        act(
            service.edit,
            nomination,
            seen_revision=form.seen_revision,
            category_id=form.chosen.id,
            writing=_writing(form),
            company_slug=form.company_id.data or None,
        )
    except service.Stale as stale:
        return _both_texts(form, nomination, stale)
    return _saved(nomination, token, is_readdressed=is_readdressed)


def _require_few_addresses(nomination: Nomination) -> None:
    """Keep one link from writing to one stranger after another."""
    counters = current_app.extensions["counters"]
    if counters.incr(f"address {nomination.reference}", DAY) > ADDRESSES_MOST:
        raise TooMany("You changed the address often today. Save the rest with the old one.", retry_after=DAY)


def _edit_form(nomination: Nomination, token: str) -> EditForm:
    categories = [
        CalledCategory(each.id, each.slug, each.name, each.question, each.recognises)
        for each in nomination.season.categories
    ]
    hints = {each.slug: each.question for each in categories}
    address = find_waiting_address(nomination) or nomination.written.email
    page = {"page": "nominations/edit.html", "token": token, "hints": hints, "theirs": None}
    return EditForm(nomination, categories, address=address, **page)


def _writing(form: EditForm) -> service.Writing:
    values: dict[str, Any] = form.values(*NOT_WRITTEN)
    texts = {name: value or None for name, value in values.items() if name not in {"qualities", "show_name"}}
    qualities = tuple(form.qualities.data or ())
    return service.Writing(**{**values, **texts, "qualities": qualities, "company_name": form.company.data or ""})


def _both_texts(form: EditForm, nomination: Nomination, stale: service.Stale) -> ResponseReturnValue:
    """Show what was typed here above what was saved elsewhere; sending again keeps what is typed here."""
    newest = queries.get_nomination(nomination.reference)
    form.revision.data = str(newest.revision_number)
    form.revision.raw_data = [form.revision.data]
    form.refusals.append(stale.sentence)
    return kept_by_the_browser(form.answer(stale.status, theirs=newest.written))


def _saved(nomination: Nomination, token: str, *, is_readdressed: bool) -> ResponseReturnValue:
    """Say what happened; links to an address that nobody has proven go out by letter only."""
    if not is_readdressed:
        flash("Your changes are saved.")
    elif nomination.state is State.UNCONFIRMED:
        return redirect(url_for(".sent", reference=nomination.reference), 303)
    else:
        flash("Your changes are saved. The new address counts once you press the button in the letter we sent there.")
    return redirect(url_for(".follow", token=token), 303)


@views.route("/nominations/<token>/address", methods=["GET", "POST"])
def confirm_address(token: str) -> ResponseReturnValue:
    """Show a button that proves a new address."""
    change = get_address_change(token, "address")
    if change.confirmed_at is not None:
        require_in_force(change)
        return redirect(url_for(".follow", token=status_token(change.nomination)), 303)
    is_late = clock.now() >= change.asked_at + CONFIRM_LIFE
    form = Form(page="nominations/new_address.html", nomination=change.nomination, is_late=is_late)
    if not form.validate_on_submit():
        return private(form.answer())
    nomination = act(service.confirm_address, change)
    flash("Thank you. Letters come to this address from now on. Links in earlier letters no longer work.")
    return redirect(url_for(".follow", token=status_token(nomination)), 303)


@views.route("/nominations/<token>/keep", methods=["GET", "POST"])
def keep_address(token: str) -> ResponseReturnValue:
    """Show a button that stops a new address, for whoever holds the old one."""
    change = get_address_change(token, "keep")
    is_late = clock.now() >= change.asked_at + ADDRESS_STOP_LIFE
    form = Form(page="nominations/keep_address.html", nomination=change.nomination, is_late=is_late)
    if not form.validate_on_submit():
        return private(form.answer())
    nomination = act(service.stop_address, change)
    flash("Your address stays. Read what the nomination says now, and change it if somebody else did.")
    return redirect(url_for(".follow", token=status_token(nomination)), 303)
