"""The nominator's private page: follow, answer, and news on or off."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.mail import service as mail
from app.nominations import queries, service
from app.nominations.forms.following import AnswerForm
from app.nominations.queries.following import follow as gather
from app.nominations.queries.following import get_question
from app.nominations.rules import BACKUP_LIFE
from app.nominations.views.blueprint import WORDS, views
from app.nominations.views.private import kept_by_the_browser, private
from app.web.actions import act
from app.web.forms import Form


@views.get("/nominations/<token>")
def follow(token: str) -> ResponseReturnValue:
    """Show a nominator where the nomination stands and what can be done."""
    nomination = queries.get_by_link(token, "status")
    following = gather(nomination, clock.now())
    if following.is_erased:
        return private(render_template("nominations/erased.html", nomination=nomination, backup_life=BACKUP_LIFE))
    asked = following.open_question
    form = AnswerForm(question=str(asked.id)) if asked else Form()
    page = render_template(
        "nominations/follow.html", nomination=nomination, following=following, form=form, token=token, **WORDS
    )
    return private(page)


@views.route("/nominations/<token>/answer", methods=["GET", "POST"])
def answer(token: str) -> ResponseReturnValue:
    """Take the answer to a curator's question."""
    nomination = queries.get_by_link(token, "status")
    asked = gather(nomination, clock.now()).open_question
    sent = request.form.get("question", "")
    if asked is None and not sent:
        return redirect(url_for(".follow", token=token), 303)
    question = asked or get_question(nomination, sent)
    form = AnswerForm(
        page="nominations/answer.html", nomination=nomination, token=token, asked=question, question=str(question.id)
    )
    if not form.validate_on_submit():
        return kept_by_the_browser(form.answer())
    act(service.answer, get_question(nomination, form.question.data or ""), words=form.answer_text.data or "")
    flash("Thank you. Your answer is with the curator.")
    return redirect(url_for(".follow", token=token), 303)


@views.route("/nominations/<token>/news", methods=["GET", "POST"])
def set_news(token: str) -> ResponseReturnValue:
    """Want news by letter again, or no more."""
    nomination = queries.get_by_link(token, "status")
    address = nomination.written.email
    if address is None:
        return redirect(url_for(".follow", token=token), 303)
    wants_none = gather(nomination, clock.now()).wants_no_news
    form = Form(page="nominations/news.html", nomination=nomination, token=token, wants_none=wants_none)
    if not form.validate_on_submit():
        return private(form.answer())
    wants = request.form.get("news") == "yes"
    act(mail.want_news if wants else mail.refuse_news, address)
    flash("You get news by letter again." if wants else "You get no more news by letter. This page keeps telling you.")
    return redirect(url_for(".follow", token=token), 303)
