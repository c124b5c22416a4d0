"""The curators' queue, the live signs of who is on what, and what became of replies."""

import hashlib
from collections.abc import Sequence

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.listening import queries
from app.listening.forms import MentionForm
from app.listening.queries.choices import list_choices
from app.listening.queries.triage import find_batch, list_chosen, why_empty
from app.listening.reading import Desk, read
from app.listening.rows import Row
from app.listening.views.blueprint import views, wished

MOST_LIVE = 40


@views.get("/curate/")
def show_queue() -> ResponseReturnValue:
    """Show one part of the queue, with its first mention open."""
    wanted = wished()
    page = queries.list_queue(wanted, user=current_user)
    choices, done = list_choices(wanted), find_batch(request.args.get("done", ""), current_user)
    desk = Desk(wanted, current_user, page, read(page.opened, current_user), choices, done) if page.opened else None
    beside = {"form": MentionForm(desk)} if desk else {"empty": why_empty()}
    return render_template(
        "listening/queue.html", page=page, wanted=wanted, desk=desk, choices=choices, done=done, **beside
    )


@views.get("/curate/live")
def show_live() -> ResponseReturnValue:
    """Bring the signs of an open list up to date, with nothing to read when none has changed."""
    asked = request.args.get("rows", "").split(".")[:MOST_LIVE]
    rows = list_chosen([each for each in asked if each])
    validator = validator_of(rows)
    unchanged = validator in request.if_none_match
    answer = make_response(
        "" if unchanged else render_template("listening/_live.html", rows=rows, wanted=wished(), is_news=True),
        304 if unchanged else 200,
    )
    answer.set_etag(validator)
    return answer


@views.app_template_filter("validator")
def validator_of(rows: Sequence[Row]) -> str:
    """Return what changes whenever a sign does, for this curator."""
    signs = [(row.mention.public_id, row.state, row.claim and row.claim.id, bool(row.ran_out)) for row in rows]
    return hashlib.sha256(f"{current_user.id} {signs}".encode()).hexdigest()[:20]
