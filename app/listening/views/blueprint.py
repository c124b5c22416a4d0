"""The blueprint of the curators' queue, and what its pages share."""

from flask import Blueprint, request

from app.listening.answering.replies import network_name
from app.listening.triage.wanted import Wanted, wanted_of

views = Blueprint("listening", __name__)


@views.app_template_filter("network_name")
def in_words(network: str) -> str:
    """Write a network's name as people do."""
    return network_name(network)


def wished() -> Wanted:
    """Read which part of the queue is wanted, filtered by what, and from which mention on."""
    return wanted_of(request.args)
