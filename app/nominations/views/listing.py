"""One's own nominations: a letter lists them, and nothing on the page tells whether an address is known."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import TooMany
from app.nominations import service
from app.nominations.forms.following import MineForm
from app.nominations.queries.links import get_mine_request, list_nominations_of, status_token
from app.nominations.rules import IN_WORDS
from app.nominations.views.blueprint import views
from app.nominations.views.private import private
from app.web.actions import act
from app.web.links import keyed_hash

WITHIN = 6 * 3600
LETTERS_MOST = 3
NETWORK_MOST = 30


@views.route("/nominations/mine", methods=["GET", "POST"])
def ask_for_mine() -> ResponseReturnValue:
    """Take an address and answer the same for every one."""
    form = MineForm(page="nominations/mine.html")
    if not form.validate_on_submit():
        return private(form.answer())
    address = form.email.data or ""
    if _may_ask(address):
        act(service.ask_for_list, address)
    return redirect(url_for(".mine_asked"), 303)


@views.get("/nominations/mine/asked")
def mine_asked() -> ResponseReturnValue:
    """Say the same to everybody."""
    return private(render_template("nominations/mine_asked.html", most=LETTERS_MOST))


@views.get("/nominations/mine/<token>")
def list_mine(token: str) -> ResponseReturnValue:
    """List the nominations of whoever received the letter."""
    rows = [
        (each, IN_WORDS[each.state], status_token(each))
        for each in list_nominations_of(get_mine_request(token, clock.now()))
    ]
    return private(render_template("nominations/mine_list.html", rows=rows))


def _may_ask(address: str) -> bool:
    """Count for address and network alike, known or not; too many letters are left out without a word."""
    counters = current_app.extensions["counters"]
    if counters.incr(f"mine network {keyed_hash('network', request.remote_addr or '')}", WITHIN) > NETWORK_MOST:
        raise TooMany("Many lists were asked for from your network. Try again in a few hours.", retry_after=WITHIN)
    return bool(counters.incr(f"mine {keyed_hash('mine', address.lower())}", WITHIN) <= LETTERS_MOST)
