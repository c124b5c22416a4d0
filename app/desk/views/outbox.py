"""The outbox: letters that wait, went out or were set aside, each with its history, and what can be done."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.correspondence.described import name_letter
from app.correspondence.queries.addresses import find_address
from app.correspondence.reasons import explain, paces_in_words
from app.desk import service
from app.desk.forms import AlikeForm, FindForm
from app.desk.views.blueprint import PAGE, before, views
from app.mail import outbox as letters
from app.mail import queries as mail
from app.mail.outbox import Sieve
from app.mail.rules import AGAIN, STOPPABLE, State
from app.mail.service import recipient_of
from app.web.actions import act
from app.web.forms import Form

WORDS: dict[str, Any] = {"name_letter": name_letter, "explain": explain}


@views.get("/mail")
def outbox() -> ResponseReturnValue:
    """Show the letters that wait, went out or were set aside."""
    return _show_outbox(FindForm(formdata=None, page="desk/outbox.html", **_listed(_sieve())))


@views.post("/mail/find")
def find_letters() -> ResponseReturnValue:
    """Look for the letters of one address, which stands in no address of a page."""
    form = FindForm(page="desk/outbox.html", **_listed(Sieve()))
    if not form.validate_on_submit():
        return _show_outbox(form)
    return redirect(url_for(".outbox", recipient=recipient_of(form.address.data or "")), 303)


@views.get("/mail/<message_id>")
def show_letter(message_id: str) -> ResponseReturnValue:
    """Show one letter: what it is about, and what became of it each time its turn came."""
    return _show_letter(message_id)


@views.post("/mail/<message_id>/address")
def open_letter_address(message_id: str) -> ResponseReturnValue:
    """Show whom a letter goes to; the log keeps that somebody looked."""
    letter = mail.get_letter(message_id)
    if Form().validate_on_submit():
        act(service.open_address, letter, by=current_user)
        return _show_letter(message_id, is_open=True)
    return _show_letter(message_id)


@views.route("/mail/<message_id>/retry", methods=["GET", "POST"])
def retry_letter(message_id: str) -> ResponseReturnValue:
    """Give a letter another try that the server refused or that got stuck."""
    letter = mail.get_letter(message_id)
    form = Form(page="desk/retry_letter.html", letter=letter, **WORDS)
    if not form.validate_on_submit():
        return form.answer()
    act(service.send_again, letter, by=current_user)
    flash("The letter is queued again.")
    return redirect(url_for(".outbox"), 303)


@views.route("/mail/<message_id>/retry-alike", methods=["GET", "POST"])
def retry_alike(message_id: str) -> ResponseReturnValue:
    """Give every letter another try that was set aside for the same reason."""
    letter = mail.get_letter(message_id)
    number = len(letters.list_ids_alike(letter)) if letter.state in AGAIN else 0
    form = AlikeForm(page="desk/retry_alike.html", letter=letter, number=number, **WORDS)
    if not form.validate_on_submit():
        return form.answer()
    sent = act(service.send_alike_again, letter, count=form.count.data or 0, by=current_user)
    flash("1 letter is queued again." if sent == 1 else f"{sent} letters are queued again.")
    return redirect(url_for(".outbox"), 303)


@views.route("/mail/<message_id>/cancel", methods=["GET", "POST"])
def cancel_letter(message_id: str) -> ResponseReturnValue:
    """Stop one letter that has not gone out."""
    letter = mail.get_letter(message_id)
    form = Form(page="desk/cancel_letter.html", letter=letter, **WORDS)
    if not form.validate_on_submit():
        return form.answer()
    act(service.cancel_letter, letter, by=current_user)
    flash("The letter is stopped.")
    return redirect(url_for(".show_letter", message_id=message_id), 303)


def _sieve() -> Sieve:
    """Read from the address which letters are wanted."""
    asked = {name: request.args.get(name, "").strip()[:64] for name in ("purpose", "recipient", "bundle")}
    wish = request.args.get("state", "")
    return Sieve(state=State(wish) if wish in set(State) else None, **asked)


def _listed(sieve: Sieve) -> dict[str, Any]:
    found = letters.list_wanted(sieve, before=before(), limit=PAGE + 1)
    asked = {"purpose": sieve.purpose, "recipient": sieve.recipient, "bundle": sieve.bundle}
    return {
        "letters": found[:PAGE],
        "older": found[PAGE - 1].id if len(found) > PAGE else None,
        "sieve": sieve,
        "asked": {name: value for name, value in asked.items() if value},
        "counts": mail.count_letters(*sieve.conditions(but_state=True)),
        "waiting_since": mail.find_oldest_waiting(),
    }


def _show_outbox(form: FindForm) -> ResponseReturnValue:
    return form.answer(
        purposes={purpose: name_letter(purpose) for purpose in letters.list_purposes()},
        alike=letters.list_alike(),
        sent_lately=letters.count_sent_within(1),
        paces=paces_in_words(),
        again=AGAIN,
        **WORDS,
    )


def _show_letter(message_id: str, *, is_open: bool = False) -> ResponseReturnValue:
    letter = mail.get_letter(message_id)
    return render_template(
        "desk/letter.html",
        form=Form(),
        letter=letter,
        attempts=letters.list_attempts(letter),
        is_open=is_open,
        address=find_address(letter) if is_open else None,
        again=AGAIN,
        stoppable=STOPPABLE,
        **WORDS,
    )
