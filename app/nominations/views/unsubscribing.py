"""End news by one press, from a letter's link or from the mail program's own button."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.mail import service as mail
from app.nominations import queries
from app.nominations.queries.links import status_token
from app.nominations.views.blueprint import views
from app.nominations.views.private import private
from app.web.actions import act


@views.route("/nominations/<token>/unsubscribe", methods=["GET", "POST"])
def unsubscribe(token: str) -> ResponseReturnValue:
    """Show a button; pressed, or posted by a mail program without cookies (RFC 8058), it ends the news.

    The address itself is the secret, so no form token is asked for here, and only here.
    """
    nomination = queries.get_by_link(token, "unsubscribe")
    is_done = request.method == "POST"
    if is_done and nomination.written.email:
        act(mail.refuse_news, nomination.written.email)
    page = render_template(
        "nominations/unsubscribe.html", nomination=nomination, token=status_token(nomination), is_done=is_done
    )
    return private(page)
