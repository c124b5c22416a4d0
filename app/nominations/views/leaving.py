"""Take the story off the site, withdraw, erase, and download one's own data."""

import json

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.nominations import queries, service
from app.nominations.queries.holding import gather
from app.nominations.rules import BACKUP_LIFE, LIVE, MOVES, State
from app.nominations.views.blueprint import views
from app.nominations.views.private import private
from app.web.actions import act
from app.web.forms import Form
from app.web.sweeping import empty_journal


@views.route("/nominations/<token>/site", methods=["GET", "POST"])
def set_off_site(token: str) -> ResponseReturnValue:
    """Ask once more, then take the story off the site or put it back."""
    nomination = queries.get_by_link(token, "status")
    if request.method == "GET" and nomination.state not in LIVE:
        return redirect(url_for(".follow", token=token), 303)
    form = Form(page="nominations/off_site.html", nomination=nomination, token=token)
    if not form.validate_on_submit():
        return private(form.answer())
    is_off = request.form.get("site") == "off"
    act(service.set_off_site, nomination, is_off=is_off)
    flash("Your story is off the site. Judges still read it." if is_off else "Your story is on the site again.")
    return redirect(url_for(".follow", token=token), 303)


@views.route("/nominations/<token>/withdraw", methods=["GET", "POST"])
def withdraw(token: str) -> ResponseReturnValue:
    """Ask once more, then take a nomination back."""
    nomination = queries.get_by_link(token, "status")
    if request.method == "GET" and State.WITHDRAWN not in MOVES[nomination.state]:
        return redirect(url_for(".follow", token=token), 303)
    form = Form(page="nominations/withdraw.html", nomination=nomination, token=token)
    if not form.validate_on_submit():
        return private(form.answer())
    act(service.withdraw, nomination)
    flash("Your nomination is withdrawn.")
    return redirect(url_for(".follow", token=token), 303)


@views.route("/nominations/<token>/erase", methods=["GET", "POST"])
def erase(token: str) -> ResponseReturnValue:
    """Ask once more, then erase; the receipt is this page's link, which from then on shows that nothing is left."""
    nomination = queries.get_by_link(token, "status")
    if request.method == "GET" and nomination.state is State.ERASED:
        return redirect(url_for(".follow", token=token), 303)
    form = Form(page="nominations/erase.html", nomination=nomination, token=token, backup_life=BACKUP_LIFE)
    if not form.validate_on_submit():
        return private(form.answer())
    act(service.erase, nomination)
    empty_journal()
    return redirect(url_for(".follow", token=token), 303)


@views.get("/nominations/<token>/data")
def download(token: str) -> ResponseReturnValue:
    """Give a nominator everything we hold: as JSON, or as text that reads by itself."""
    nomination = queries.get_by_link(token, "status")
    held = gather(nomination)
    name = f"nomination-{nomination.reference}"
    if request.args.get("as") == "text":
        text = render_template("nominations/held.txt", held=held, reference=nomination.reference)
        return _file(text, f"{name}.txt", "text/plain; charset=utf-8")
    words = json.dumps(held, ensure_ascii=False, indent=2)
    return _file(f"{words}\n", f"{name}.json", "application/json")


def _file(words: str, name: str, kind: str) -> Response:
    answer = private(Response(words, content_type=kind))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
