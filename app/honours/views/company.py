"""A company's own page, opened by the link in its letter: what the judges say, and what the company can do."""

import json

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.companies import contacting
from app.companies.contacting import reach_of
from app.errors import Missing, Refused
from app.honours import service
from app.honours.forms import CorrectionForm, ThanksForm, UnnamedForm
from app.honours.models import CompanyPage
from app.honours.queries import awards, downloads, pages, reports
from app.honours.rules import FEWEST_TO_AVERAGE, LONGEST_THANKS, Wish
from app.honours.service.speaking import COMPANY
from app.nominations.queries.stories import list_public_stories_of
from app.web.actions import act
from app.web.forms import Form
from app.web.links import public_link

company = Blueprint("company", __name__, url_prefix="/company/<token>")
WHOLE = "All of it"


@company.after_request
def keep_private(answer: Response) -> Response:
    """Keep these pages out of caches and search engines, and their addresses to ourselves."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


@company.get("")
def show(token: str) -> ResponseReturnValue:
    """Show a company what the judges say, its stories and awards, and what it can do."""
    page = pages.get_page(token)
    return render_template(
        "honours/company.html",
        page=page,
        token=token,
        reports=reports.list_reports(page),
        awards=awards.list_awards_of(page.company, page.season),
        thanks=pages.find_thanks(page),
        wishes=pages.list_wishes(page),
        refuses=reach_of(page.company).refuses,
        fewest=FEWEST_TO_AVERAGE,
        badge_of=badge_of,
    )


def badge_of(award: awards.ShownAward) -> str:
    """Write the code that shows a badge on another site."""
    image = public_link("honours.badge", award=award.public_id)
    proof = public_link("honours.verify", award=award.public_id)
    return render_template("honours/badge_code.html", award=award, image=image, proof=proof).strip()


@company.route("/thanks", methods=["GET", "POST"])
def thank(token: str) -> ResponseReturnValue:
    """Take a company's thanks to those who told about it."""
    page = pages.get_page(token)
    form = ThanksForm(page="honours/thanks.html", company_page=page, token=token, most=LONGEST_THANKS)
    thanks = pages.find_thanks(page)
    if thanks and not thanks.may_be_written:
        return redirect(url_for(".show", token=token, _anchor="thanks"), 303)
    if thanks and request.method == "GET":
        form.words.data = thanks.words
    if not form.validate_on_submit():
        return form.answer()
    try:
        act(service.write_thanks, page, words=form.words.data or "")
    except Refused as refusal:
        return form.refuse(refusal)
    flash("Thank you. A curator reads your words, and then they go out.")
    return redirect(url_for(".show", token=token), 303)


@company.route("/correct", methods=["GET", "POST"])
def correct(token: str) -> ResponseReturnValue:
    """Take a wish that something be put right."""
    page = pages.get_page(token)
    form = CorrectionForm(page="honours/correct.html", company_page=page, token=token)
    form.story.choices = [("", WHOLE), *_stories(page)]
    if not form.validate_on_submit():
        return form.answer()
    words, story = form.words.data or "", form.story.data or ""
    return _asked(form, page, token, kind=Wish.CORRECTION, words=words, story_id=story)


@company.route("/unnamed", methods=["GET", "POST"])
def ask_unnamed(token: str) -> ResponseReturnValue:
    """Take the wish not to be named in public."""
    page = pages.get_page(token)
    form = UnnamedForm(page="honours/unnamed.html", company_page=page, token=token)
    if not form.validate_on_submit():
        return form.answer()
    return _asked(form, page, token, kind=Wish.UNNAMED, words=form.words.data or "")


def _asked(
    form: Form, page: CompanyPage, token: str, *, kind: Wish, words: str, story_id: str = ""
) -> ResponseReturnValue:
    try:
        act(service.ask, page, kind=kind, words=words, story_id=story_id)
    except Refused as refusal:
        return form.refuse(refusal)
    flash("Thank you. You find the answer on this page.")
    return redirect(url_for(".show", token=token), 303)


def _stories(page: CompanyPage) -> list[tuple[str, str]]:
    entries = pages.list_entries_of(page.company, page.season)
    return [(story.story_id, story.excerpt) for entry in entries for story in list_public_stories_of(entry)]


@company.route("/letters", methods=["GET", "POST"])
def stop_letters(token: str) -> ResponseReturnValue:
    """Show a button; pressed, or posted by a mail program (RFC 8058), no letter ever goes to the company again.

    A letter that was sent keeps this link for good, also when the others in it were ended.
    """
    page = pages.get_page_once_sent(token)
    if request.method == "POST":
        act(contacting.refuse_letters, page.company, by=COMPANY)
    refuses = reach_of(page.company).refuses
    is_open = pages.opens(token, page)
    return render_template("honours/stop_letters.html", page=page, token=token, refuses=refuses, is_open=is_open)


@company.get("/certificates/<award>")
def certificate(token: str, award: str) -> ResponseReturnValue:
    """Show an award as a certificate to print."""
    page = pages.get_page(token)
    shown = next((each for each in reports.list_reports(page) if each.award and each.award.public_id == award), None)
    if shown is None or shown.award is None or shown.award.is_revoked:
        raise Missing
    address = public_link("honours.verify", award=award)
    return render_template(
        "honours/certificate.html", award=shown.award, report=shown, address=address, code=downloads.code_of(address)
    )


@company.get("/data.json")
def download(token: str) -> ResponseReturnValue:
    """Give a company everything that is kept about it here."""
    page = pages.get_page(token)
    answer = make_response(json.dumps(downloads.gather(page), ensure_ascii=False, indent=2))
    answer.content_type = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.company.slug}-{page.season.slug}.json"'
    return answer
