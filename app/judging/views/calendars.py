"""The day scores are due, in a judge's own calendar: by a private address, or as a file."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import User
from app.accounts.signed_in import current_user
from app.judging import calendar, queries, service
from app.judging.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form


@views.route("/judge/calendar", methods=["GET", "POST"])
def show_calendar() -> ResponseReturnValue:
    """Show a judge the private address of their calendar, and replace it."""
    due = [(season, queries.last_moment_of(season)) for season, _ in queries.list_due(current_user)]
    form = Form(page="judging/calendar.html", address=queries.calendar_address(current_user), due=due)
    if not form.validate_on_submit():
        return form.answer()
    act(service.renew_calendar_link, by=current_user)
    flash("Your calendar has a new address. The old one no longer works.")
    return redirect(url_for(".show_calendar"), 303)


@views.get("/judge/calendar.ics")
def download_calendar() -> ResponseReturnValue:
    """Hand a judge the day as a file."""
    answer = _calendar(current_user)
    answer.headers["Content-Disposition"] = 'attachment; filename="judging.ics"'
    return answer


@views.get("/judge/calendar/<token>.ics")
def feed_calendar(token: str) -> ResponseReturnValue:
    """Give a calendar what its private address stands for."""
    answer = _calendar(queries.get_owner(token))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _calendar(judge: User) -> Response:
    return Response(calendar.write(queries.list_due(judge)), content_type="text/calendar; charset=utf-8")
