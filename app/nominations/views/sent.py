"""The page after a nomination was sent."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.nominations import queries
from app.nominations.rules import State
from app.nominations.views.blueprint import views


@views.get("/nominate/sent")
def sent() -> ResponseReturnValue:
    """Say what happens next; shows nothing personal."""
    state = queries.find_state(request.args.get("reference", ""))
    if state is None:
        abort(404)
    return render_template(
        "nominations/sent.html", reference=request.args["reference"], is_waiting=state is State.UNCONFIRMED
    )
