"""For people we wrote to: why they got a link, and how to hear no more; the same words whatever the code is."""

from datetime import UTC, datetime, timedelta

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from app import clock
from app.errors import Missing, Refused, TooMany
from app.listening.forms.leaving import StopForm
from app.listening.retention import DISMISSED_LIFE
from app.listening.rules import CODE_LASTS, WAITING_LIFE, is_code
from app.listening.service.contacts import allow_again, stop_contact
from app.listening.views.blueprint import views
from app.web.actions import act
from app.web.forms import Form
from app.web.links import is_genuine, keyed_hash, token_for

PURPOSE = "undo stop"
TOO_LATE = "This could be taken back within an hour. Write to us, and we will do it for you."
UNDO_WITHIN = timedelta(hours=1)
TRIES, WITHIN = 20, 3600
DAY = timedelta(days=1)


@views.get("/n/<code>/why")
def why(code: str) -> ResponseReturnValue:
    """Say why somebody got a link from us, what we store and what they can ask for."""
    lives = {"dismissed": DISMISSED_LIFE // DAY, "waiting": WAITING_LIFE // DAY, "answered": CODE_LASTS // DAY}
    return privately(Form(page="listening/why.html", code=known_shape(code), lives=lives).answer())


@views.route("/n/<code>/stop", methods=["GET", "POST"])
def stop(code: str) -> ResponseReturnValue:
    """Let somebody say that we should not write again, and take it back on the page that follows."""
    moment, proof = request.args.get("at", ""), request.args.get("proof", "")
    undo_until = moment_of(code, moment, proof)
    form = StopForm(code=known_shape(code), is_stopped=undo_until is not None, said=request.args.get("said", ""))
    if not form.validate_on_submit():
        return privately(form.answer())
    brake()
    if form.action.data == "undo":
        if undo_until is None:
            raise Refused(TOO_LATE)
        act(allow_again, code, at=undo_until)
        return privately(redirect(url_for(".stop", code=code, said="undone"), 303))
    at = clock.now().replace(microsecond=0)
    act(stop_contact, code, at=at, is_erasing=bool(form.erase.data))
    seconds = int(at.timestamp())
    said = "erased" if form.erase.data else "stopped"
    return privately(redirect(url_for(".stop", code=code, at=seconds, proof=proof_of(code, seconds), said=said), 303))


def known_shape(code: str) -> str:
    """Let through what could be a code of ours."""
    if not is_code(code):
        raise Missing
    return code


def proof_of(code: str, seconds: int) -> str:
    """Sign the moment at which somebody said no, so that only that can be taken back."""
    return token_for(PURPOSE, code, seconds)


def moment_of(code: str, seconds: str, proof: str) -> datetime | None:
    """Return the moment of a no that may still be taken back."""
    if not (seconds.isdecimal() and len(seconds) <= 11 and proof.startswith(code)):
        return None
    moment = datetime.fromtimestamp(int(seconds), UTC)
    is_fresh = moment > clock.now() - UNDO_WITHIN
    return moment if is_fresh and is_genuine(proof, PURPOSE, int(seconds)) else None


def brake() -> None:
    """Keep one network address from trying many codes."""
    counters = current_app.extensions["counters"]
    if counters.incr(f"stop {keyed_hash('stop', get_remote_address())}", WITHIN) > TRIES:
        raise TooMany("Many of these were sent from your network. Try again in an hour.", retry_after=WITHIN)


def privately(answer: ResponseReturnValue) -> ResponseReturnValue:
    """Keep these pages out of every cache and index."""
    response = current_app.make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
