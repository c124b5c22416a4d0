"""The link that replies carry."""

import structlog
from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.listening.answering import arrivals, replying
from app.listening.rules import is_code
from app.listening.views.blueprint import views
from app.web.actions import act

log = structlog.get_logger()

PREVIEWS = ("bot", "crawl", "spider", "preview", "facebookexternalhit", "whatsapp")


@views.get("/n/<code>")
def follow(code: str) -> ResponseReturnValue:
    """Lead somebody from a reply to the nomination form; the first visit of a day is noted."""
    known = is_code(code)
    if known and arrivals.has_run_out(code):
        return render_template("listening/run_out.html", code=code), 410
    if known and is_a_person():
        note_visit(code)
    answer = make_response(redirect(url_for("nominations.nominate", ref=code if known else None), 303))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def note_visit(code: str) -> None:
    """Note a visit in a short action of its own; if that fails, the visitor does not notice."""
    try:
        act(replying.record_visit, code)
    except Exception:
        log.warning("visit not noted")


def is_a_person() -> bool:
    """Tell a visitor from a curator trying the link and from programs that fetch previews."""
    agent = request.user_agent.string.lower()
    return request.method == "GET" and not current_user.is_authenticated and not any(word in agent for word in PREVIEWS)
