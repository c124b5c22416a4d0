"""The blueprint of the curators' queue, and what its pages share."""

from flask import Blueprint, request

from app.listening.answering.replies import network_name
from app.listening.queries import Show

views = Blueprint("listening", __name__)


@views.app_template_filter("network_name")
def in_words(network: str) -> str:
    """Write a network's name as people do."""
    return network_name(network)


def wished() -> tuple[Show, str]:
    """Read which part of the queue is wanted, and from which mention on."""
    show = request.args.get("show")
    return Show(show) if show in set(Show) else Show.OPEN, request.args.get("after", "")
