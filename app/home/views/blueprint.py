"""The blueprint of the public's pages, and how they are paged."""

from flask import Blueprint, request

views = Blueprint("home", __name__)


def before() -> int | None:
    """Return the number below which this page of a list begins, when the address names one that can be."""
    typed = request.args.get("before", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else None
