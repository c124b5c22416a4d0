"""What was sent, and what became of it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.listening.answering.replies import NETWORK_NAMES
from app.listening.queries.replies import Became, Wanted
from app.listening.queries.replies import list_replies as find_replies
from app.listening.views.blueprint import views

BECAME = {
    Became.WAITING: "Nothing yet",
    Became.ANSWERED: "They answered",
    Became.VISITED: "Link followed",
    Became.NOMINATED: "Nominated",
}


@views.get("/curate/replies")
def list_replies() -> ResponseReturnValue:
    """List what the curator sent, or everybody, and what became of it."""
    asked = {name: request.args.get(name, "") for name in ("of", "network", "became", "after")}
    became = Became(asked["became"]) if asked["became"] in set(Became) else None
    network = asked["network"] if asked["network"] in NETWORK_NAMES else ""
    wanted = Wanted(None if asked["of"] == "all" else current_user, network, became, asked["after"])
    rows, following = find_replies(wanted)
    kept = {name: asked[name] or None for name in ("of", "network", "became")}
    return render_template(
        "listening/replies.html",
        rows=rows,
        following=following,
        wanted=wanted,
        kept=kept,
        networks=NETWORK_NAMES,
        all_became=BECAME,
    )
