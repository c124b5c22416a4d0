"""The blueprint that the organisers' desk hangs on, and how its lists are paged."""

from flask import Blueprint, request

views = Blueprint("desk", __name__, url_prefix="/organise")
PAGE = 50


def before() -> int | None:
    """Return the number below which this page of a list begins; a list begins at its top where none is given."""
    wish = request.args.get("before", "")
    return int(wish) if wish.isascii() and wish.isdecimal() and len(wish) < 10 else None
