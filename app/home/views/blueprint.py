"""The blueprint of the public's pages, and how they are paged."""

from flask import Blueprint, request

views = Blueprint("home", __name__)


LONGEST = 60


def before() -> str:
    """Return the public id below which this page of a list begins; a list begins at its top below what there is not."""
    return request.args.get("before", "")[:LONGEST]
