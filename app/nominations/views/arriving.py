"""The first page of the public form, filled with what a link brought along."""

from flask import Response, request

from app.nominations.forms import PagedForm
from app.nominations.steps import Page
from app.programme.call import Call

BROUGHT = {"category": 60, "company": 200, "company_id": 60, "nominee": 120, "ref": 20}


def begin(season: Call) -> Response:
    """Show the first page, filled with what the address of a link says."""
    given = {name: request.args[name][:most] for name, most in BROUGHT.items() if name in request.args}
    form = PagedForm(season, Page.COMPANY, given=given)
    return form.answer()
