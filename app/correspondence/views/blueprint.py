"""The one blueprint of the pages about letters."""

from flask import Blueprint, request

views = Blueprint("correspondence", __name__, url_prefix="/organise")
TRIED = "A test is on its way to {}. It is filled with examples, and nothing was saved."


def wanted() -> str:
    """Return which button was pressed."""
    return request.form.get("action", "save")
