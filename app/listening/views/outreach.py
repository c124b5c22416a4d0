"""What outreach came to: the funnel as a picture and a table, one's own figures, and both for spreadsheets."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.listening.funnel.asking import WEEKS, By, Question, question_in
from app.listening.funnel.figures import steps_of
from app.listening.funnel.noting import note
from app.listening.funnel.stages import Stage
from app.listening.queries import funnel as queries
from app.listening.queries.outreach_posts import HEADS as POST_HEADS
from app.listening.queries.outreach_posts import list_answered
from app.web.actions import act
from app.web.forms import Form
from app.web.sheets import sheet

outreach = Blueprint("outreach", __name__, url_prefix="/curate/outreach")

SHOWN_AT_ONCE = 100
HEADS = ("week of", "network", "watch", "template", "curator", *Stage)


@outreach.get("")
def show() -> ResponseReturnValue:
    """Show how far posts came, parted as asked."""
    question, names = asked(), queries.list_names()
    whole, lines = queries.count_stages(question, names)
    return render_template(
        "listening/outreach.html",
        question=question,
        names=names,
        weeks=WEEKS,
        ways=list(By),
        steps=steps_of(whole, question.stages),
        lines=lines,
        own=queries.count_own(current_user),
    )


@outreach.get("/figures.csv")
def download_figures() -> Response:
    """Give the counts week by week."""
    return sheet(file_name("outreach"), HEADS, queries.list_days(asked(), queries.list_names()))


@outreach.get("/posts.csv")
def download_posts() -> Response:
    """Give the answered posts by their ids, with our own notes; nothing that their authors wrote."""
    names = queries.list_names()
    return sheet(file_name("answered-posts"), POST_HEADS, list_answered(asked(), names))


@outreach.post("/shown")
def note_shown() -> ResponseReturnValue:
    """Note which posts of the queue stood on a curator's screen, as its page tells."""
    if not Form().validate_on_submit():
        return "", 422
    ids = queries.find_ids(request.form.getlist("post")[:SHOWN_AT_ONCE])
    if ids:
        act(note, ids, Stage.SHOWN, by=current_user.id)
    return "", 204


def asked() -> Question:
    """Read what is asked for."""
    return question_in(request.args)


def file_name(what: str) -> str:
    """Name a file after the day."""
    return f"{what}-{clock.now():%Y-%m-%d}"
