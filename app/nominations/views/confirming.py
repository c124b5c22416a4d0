"""The button behind a confirmation letter: one nomination, or all that wait for one address, twenty at a press."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.nominations import queries
from app.nominations.models import Nomination
from app.nominations.noticing import notice
from app.nominations.queries.covered import is_any_unconfirmed, list_covered
from app.nominations.queries.links import status_token
from app.nominations.rules import State
from app.nominations.service.covering import confirm_seen
from app.nominations.views.blueprint import views
from app.nominations.views.private import private
from app.web.actions import act
from app.web.forms import Form

AT_ONCE = 20
CHANGED = "What was written has changed since you opened this page. Read it again, then confirm it."


@views.route("/nominations/<token>/confirm", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """Show a button that confirms; a mail scanner that opens the link changes nothing."""
    nomination = queries.get_by_link(token, "confirm")
    status = status_token(nomination)
    if nomination.state is not State.UNCONFIRMED:
        return redirect(url_for(".follow", token=status), 303)
    shown, left = _list_shown(nomination)
    form = _form(nomination, shown, left)
    if not form.validate_on_submit() or not shown:
        return private(form.answer())
    last = shown[-1].reference
    counting, is_changed = _confirm(shown)
    if is_changed:
        return _shown_again(token)
    flash(_thanks(counting, left))
    if left:
        return redirect(url_for(".confirm", token=token, after=last), 303)
    return redirect(url_for(".follow", token=status), 303)


def _list_shown(nomination: Nomination) -> tuple[list[Nomination], int]:
    """List what this page confirms, and count what is left for the next."""
    if "alone" in request.args:
        return [nomination] if clock.now() < nomination.confirm_until else [], 0
    covered = list_covered(nomination, after=request.args.get("after", ""))
    return covered[:AT_ONCE], max(len(covered) - AT_ONCE, 0)


def _form(nomination: Nomination, shown: list[Nomination], left: int) -> Form:
    status = status_token(nomination)
    return Form(page="nominations/confirm.html", nomination=nomination, covered=shown, left=left, status=status)


def _confirm(shown: list[Nomination]) -> tuple[list[str], bool]:
    """Confirm, each on its own, what the reader saw and wrote; tell too whether something was not as it was seen."""
    not_mine = set(request.form.getlist("not_mine"))
    stamps = dict(each.split(":", 1) for each in request.form.getlist("seen") if ":" in each)
    seen = {reference: revision for reference, revision in stamps.items() if reference not in not_mine}
    here = [(each, each.reference, each.revision_number) for each in shown]
    gone = seen.keys() - {reference for _, reference, _ in here}
    counting, is_changed = [], not stamps or is_any_unconfirmed(gone)
    for each, reference, revision in here:
        if reference not in seen:
            continue
        is_as_seen = seen[reference] == str(revision) and not (is_changed and each is shown[-1])
        if is_as_seen and act(confirm_seen, each, revision, notice(each)):
            counting.append(reference)
        else:
            is_changed = True
    return counting, is_changed


def _shown_again(token: str) -> ResponseReturnValue:
    """Show the page as it is now, and say why."""
    nomination = queries.get_by_link(token, "confirm")
    if nomination.state is not State.UNCONFIRMED:
        return redirect(url_for(".follow", token=status_token(nomination)), 303)
    form = _form(nomination, *_list_shown(nomination))
    form.refusals.append(CHANGED)
    return private(form.answer(409))


def _thanks(counting: list[str], left: int) -> str:
    if left:
        ours = "1 nomination counts" if len(counting) == 1 else f"{len(counting)} nominations count"
        return f"{ours} now. {left} more {'waits' if left == 1 else 'wait'} on this page."
    if not counting:
        return "Nothing was confirmed. What you did not write will not count."
    ours = "nomination counts" if len(counting) == 1 else f"{len(counting)} nominations count"
    return f"Thank you, your {ours}. Keep the address of this page: it shows where your nomination stands."
