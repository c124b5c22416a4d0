"""The desks where companies' words arrive: curators read thanks and corrections, organisers who is not to be named."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.companies import contacting, register
from app.errors import Refused
from app.honours import service
from app.honours.forms import AnswerForm, ReadThanksForm
from app.honours.models import CompanyWish
from app.honours.queries import desks
from app.honours.rules import Wish, WishState
from app.web.actions import act
from app.web.forms import Form

curators = Blueprint("company_words", __name__, url_prefix="/curate/from-companies")
organisers = Blueprint("company_wishes", __name__, url_prefix="/organise/companies")


@curators.get("")
def list_words() -> ResponseReturnValue:
    """List thanks to read and corrections to make."""
    return render_template(
        "honours/from_companies.html",
        thanks=desks.list_waiting_thanks(),
        read=desks.list_read_thanks(),
        wishes=desks.list_wishes(Wish.CORRECTION, is_open=True),
        answered=desks.list_wishes(Wish.CORRECTION, is_open=False),
    )


@curators.route("/thanks/<thanks_id>", methods=["GET", "POST"])
def read_thanks(thanks_id: str) -> ResponseReturnValue:
    """Read a company's thanks: pass them on, or give them back."""
    thanks = desks.get_thanks(thanks_id)
    form = ReadThanksForm(page="honours/read_thanks.html", thanks=thanks)
    if not form.validate_on_submit():
        return form.answer()
    try:
        if form.decision.data == "pass":
            count = act(service.pass_on, thanks, by=current_user)
            flash(f"Passed on: {count} {'letter' if count == 1 else 'letters'} on the way.")
        else:
            act(service.give_back, thanks, reason=form.reason.data or "", by=current_user)
            flash("Given back. The company reads your reason on its page.")
    except Refused as refusal:
        return form.refuse(refusal)
    return redirect(url_for(".list_words"), 303)


@curators.route("/wishes/<wish_id>", methods=["GET", "POST"])
def answer(wish_id: str) -> ResponseReturnValue:
    """Answer what a company wants put right."""
    return _answered(desks.get_wish(wish_id, Wish.CORRECTION), back=url_for(".list_words"))


@organisers.get("/wishes")
def list_wishes() -> ResponseReturnValue:
    """List who asks not to be named, and who is not."""
    return render_template(
        "honours/wishes.html",
        wishes=desks.list_wishes(Wish.UNNAMED, is_open=True),
        answered=desks.list_wishes(Wish.UNNAMED, is_open=False),
        unnamed=desks.list_unnamed(),
    )


@organisers.route("/wishes/<wish_id>", methods=["GET", "POST"])
def answer_unnamed(wish_id: str) -> ResponseReturnValue:
    """Answer a company that asks not to be named."""
    return _answered(desks.get_wish(wish_id, Wish.UNNAMED), back=url_for(".list_wishes"))


@organisers.route("/unnamed/<slug>", methods=["GET", "POST"])
def name_again(slug: str) -> ResponseReturnValue:
    """Name a company in public again."""
    company = register.get_own(slug)
    form = Form(page="honours/name_again.html", company=company)
    if not form.validate_on_submit():
        return form.answer()
    act(contacting.name_again, company, by=current_user)
    flash(f"{company.canonical.name} is named in public again.")
    return redirect(url_for(".list_wishes"), 303)


def _answered(wish: CompanyWish, *, back: str) -> ResponseReturnValue:
    form = AnswerForm(page="honours/answer.html", wish=wish, back=back, is_curator=request.blueprint == curators.name)
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(service.answer, wish, state=WishState(form.state.data), words=form.reply.data or "", by=current_user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash("Answered. The company reads it on its page.")
    return redirect(back, 303)
