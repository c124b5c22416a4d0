"""How reading goes: every source with its state, the gaps, what was set aside, and the button to read again."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signing_in import current_session
from app.errors import Missing
from app.listening import health
from app.listening.answering.replies import network_name
from app.listening.figures import SourceStatus
from app.listening.forms import GapForm
from app.listening.queries import sources as queries
from app.listening.queries import trouble
from app.listening.service import sources as service
from app.listening.sources.opening import NETWORKS
from app.listening.spending import budget
from app.web.actions import act
from app.web.forms import Form

sources = Blueprint("sources", __name__, url_prefix="/curate/sources")
sources.add_app_template_filter(budget.dollars, "dollars")
sources.add_app_template_filter(budget.warning_sentence, "warning")
sources.add_app_template_filter(health.duration, "duration")
sources.add_app_template_filter(health.sentence, "sentence")


@sources.app_template_filter("clock")
def clock_words(moment: datetime) -> str:
    """Write an instant shortly, such as 14:05 UTC."""
    return health.at(moment, clock.now())


@sources.get("")
def list_sources() -> ResponseReturnValue:
    """Show how every source is, the gaps and what was set aside."""
    gaps, more_gaps = trouble.list_gaps(after=request.args.get("gaps", ""))
    aside, more_aside = trouble.list_set_aside(after=request.args.get("aside", ""))
    listed = queries.list_sources()
    return render_template(
        "listening/sources.html",
        listed=listed,
        validator=validator_of(listed),
        gaps=gaps,
        more_gaps=more_gaps,
        aside=aside,
        more_aside=more_aside,
    )


@sources.get("/live")
def show_live() -> ResponseReturnValue:
    """Bring the figures of an open page up to date, with nothing to read when none has changed."""
    listed = queries.list_sources()
    validator = validator_of(listed)
    if validator in request.if_none_match:
        return with_validator(make_response("", 304), validator)
    page = render_template("listening/_sources.html", listed=listed, validator=validator)
    return with_validator(make_response(page), validator)


@sources.route("/<network>/again", methods=["GET", "POST"])
def read_again(network: str) -> ResponseReturnValue:
    """Have a source read again at the worker's next look; nothing is read within the request."""
    if network not in NETWORKS:
        raise Missing
    form = Form(page="listening/source_again.html", network=network)
    if not form.validate_on_submit():
        return form.answer()
    act(service.read_again, network, by=current_session().user)
    flash(f"{network_name(network)} is read again when the worker next looks, within a minute.")
    return redirect(url_for(".list_sources"), 303)


@sources.route("/gaps/<number>", methods=["GET", "POST"])
def close_gap(number: str) -> ResponseReturnValue:
    """Show a gap, and close it with a reason."""
    gap = trouble.get_gap(number)
    form = GapForm(page="listening/gap.html", gap=gap)
    if not form.validate_on_submit():
        return form.answer()
    act(service.close_gap, gap, reason=str(form.reason.data), by=current_session().user)
    flash("The gap is closed. It stays listed with your reason.")
    return redirect(url_for(".list_sources", _anchor="gaps"), 303)


def validator_of(listed: Sequence[SourceStatus]) -> str:
    """Return what changes whenever something that is shown does."""
    return hashlib.sha256(repr(listed).encode()).hexdigest()[:20]


def with_validator(answer: Response, validator: str) -> Response:
    """Put the validator on an answer."""
    answer.set_etag(validator)
    return answer
