"""The outbox: letters that wait, went out or were set aside."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.desk import service
from app.desk.views.blueprint import PAGE, before, views
from app.mail import queries as mail
from app.mail.rules import AGAIN, State
from app.web.actions import act
from app.web.forms import Form


@views.get("/mail")
def outbox() -> ResponseReturnValue:
    """Show the letters that wait, went out or were set aside."""
    wish = request.args.get("state", "")
    state = State(wish) if wish in set(State) else None
    letters = mail.list_letters(state=state, before=before(), limit=PAGE + 1)
    return render_template(
        "desk/outbox.html",
        letters=letters[:PAGE],
        older=letters[PAGE - 1].id if len(letters) > PAGE else None,
        state=state,
        counts=mail.count_letters(),
        waiting_since=mail.find_oldest_waiting(),
        again=AGAIN,
    )


@views.route("/mail/<message_id>/retry", methods=["GET", "POST"])
def retry_letter(message_id: str) -> ResponseReturnValue:
    """Give a letter another try that the server refused or that got stuck."""
    letter = mail.get_letter(message_id)
    form = Form(page="desk/retry_letter.html", letter=letter)
    if not form.validate_on_submit():
        return form.answer()
    act(service.send_again, letter, by=current_user)
    flash("The letter is queued again.")
    return redirect(url_for(".outbox"), 303)
