"""The nominator's private pages: confirm, follow, withdraw."""

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.nominations import queries, service
from app.nominations.rules import IN_WORDS, MOVES, REASON_SENTENCES, State
from app.nominations.views.blueprint import WORDS, views
from app.web.actions import act
from app.web.forms import Form
from app.web.links import token_for


@views.route("/nominations/<token>/confirm", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Show a button that confirms; a mail scanner that opens the link changes nothing."""
    nomination = queries.get_by_link(token, "confirm")
    status = token_for("status", nomination.reference, nomination.generation)
    if nomination.state is not State.UNCONFIRMED:
        return redirect(url_for(".follow", token=status), 303)
    form = Form(page="nominations/confirm.html", nomination=nomination, is_late=clock.now() >= nomination.confirm_until)
    if not form.validate_on_submit():
        return form.answer()
    act(service.confirm, nomination)
    flash("Thank you, your nomination counts. Keep the address of this page: it shows where your nomination stands.")
    return redirect(url_for(".follow", token=status), 303)


@views.get("/nominations/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Show a nominator where the nomination stands."""
    nomination = queries.get_by_link(token, "status")
    page = render_template(
        "nominations/follow.html",
        nomination=nomination,
        token=token,
        in_words=IN_WORDS[nomination.state],
        reason=REASON_SENTENCES.get(nomination.reason) if nomination.reason else None,
        may_withdraw=State.WITHDRAWN in MOVES[nomination.state],
        **WORDS,
    )
    return _private(make_response(page))


@views.route("/nominations/<token>/withdraw", methods=["GET", "POST"])
def withdraw(token: str) -> ResponseReturnValue:
    """Ask once more, then take a nomination back."""
    nomination = queries.get_by_link(token, "status")
    form = Form(page="nominations/withdraw.html", nomination=nomination, token=token)
    if not form.validate_on_submit():
        return form.answer()
    act(service.withdraw, nomination)
    flash("Your nomination is withdrawn.")
    return redirect(url_for(".follow", token=token), 303)


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
