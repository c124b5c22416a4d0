"""The puzzle that a browser solves while a person writes, and the traps on the pages of the form."""

from flask import Response, jsonify, request

from app.nominations import proof, traps
from app.nominations.views.blueprint import views


@views.get("/nominate/proof")
def give_challenge() -> Response:
    """Give a fresh challenge to the form's script."""
    answer = jsonify(proof.new_challenge())
    answer.headers["Cache-Control"] = "no-store"
    return answer


@views.app_template_global("nomination_traps")
def lay_traps() -> traps.Laid:
    """Return what the page of the form carries on."""
    return traps.lay(request.form)
