"""The curators' queue, and what became of replies."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.listening import queries
from app.listening.forms import MentionForm
from app.listening.reading import Desk, read
from app.listening.views.blueprint import views, wished


@views.get("/curate/")
def show_queue() -> ResponseReturnValue:
    """Show one part of the queue, with its first mention open."""
    show, begin = wished()
    page = queries.list_queue(show, after=begin, user=current_user)
    desk = Desk(show, begin, current_user, page, read(page.opened, current_user)) if page.opened else None
    beside = {"form": MentionForm(desk)} if desk else {}
    return render_template(
        "listening/queue.html", page=page, show=show, desk=desk, undo=request.args.get("dismissed"), **beside
    )
