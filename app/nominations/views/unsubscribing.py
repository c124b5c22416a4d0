"""End news by one press, from a letter's link or from the mail program's own button."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.mail import service as mail
from app.nominations import queries
from app.nominations.views.blueprint import views
from app.nominations.views.private import private
from app.web.actions import act


@views.route("/nominations/<token>/unsubscribe", methods=["GET", "POST"])
def unsubscribe(token: str) -> ResponseReturnValue:
    """Show a button; pressed, or posted by a mail program without cookies (RFC 8058), it ends the news.

    The address itself is the secret, so no form token is asked for here, and only here. Mail programs and what
    stands between them read it, so it opens nothing else; the way back (`news=yes`) is behind the same address.
    """
    nomination = queries.get_by_link(token, "unsubscribe")
    is_done = request.method == "POST"
    is_back = request.form.get("news") == "yes"
    if is_done and nomination.written.email:
        act(mail.want_news if is_back else mail.refuse_news, nomination.written.email)
    return private(render_template("nominations/unsubscribe.html", is_done=is_done, is_back=is_back))
