"""The words of letters: list them, edit one beside its preview, go back to earlier or ready-made words."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signed_in import current_user
from app.correspondence.forms import WordsForm
from app.correspondence.previews import Preview, preview_of
from app.correspondence.queries import kinds
from app.correspondence.queries.kinds import Page
from app.correspondence.service import words as service
from app.correspondence.views.blueprint import TRIED, views, wanted
from app.mail.wording import TITLE, fits
from app.web.actions import act
from app.web.forms import Form


@views.get("/letters")
def list_letters() -> ResponseReturnValue:
    """List every letter the site sends."""
    return render_template("correspondence/letters.html", groups=kinds.list_letters())


@views.route("/letters/<purpose>", methods=["GET", "POST"])
def edit_letter(purpose: str) -> ResponseReturnValue:
    """Edit the words of a letter, with a preview beside them and a test to oneself."""
    kind = kinds.get_kind(purpose)
    page = kinds.read_page(kind)
    form = _form(page)
    if not form.validate_on_submit():
        return form.answer(preview=_preview(page, form))
    title, body = form.title.data or "", form.body.data or ""
    if wanted() == "preview":
        return form.answer(200, preview=_preview(page, form))
    if wanted() == "trial":
        shown = preview_of(title, body, page.examples)
        act(service.send_trial, shown.title, shown.body, by=current_user)
        return form.answer(200, preview=shown, told=TRIED.format(current_user.email))
    is_changed = act(service.edit_words, kind, title=title, body=body, seen=form.seen_number, by=current_user)
    flash("Saved. The letter goes out with these words from now on." if is_changed else "Nothing was different.")
    return redirect(url_for(".edit_letter", purpose=kind.slug), 303)


@views.route("/letters/<purpose>/reset", methods=["GET", "POST"])
def reset_letter(purpose: str) -> ResponseReturnValue:
    """Take the ready-made words again."""
    kind = kinds.get_kind(purpose)
    page = kinds.read_page(kind)
    form = Form(page="correspondence/reset.html", kind=kind, letter=page)
    if not form.validate_on_submit():
        return form.answer()
    act(service.take_ready_made, kind, seen=_seen(page), by=current_user)
    flash("The letter has its ready-made words again.")
    return redirect(url_for(".edit_letter", purpose=kind.slug), 303)


@views.route("/letters/<purpose>/versions/<number>", methods=["GET", "POST"])
def show_version(purpose: str, number: str) -> ResponseReturnValue:
    """Show what a letter said in an earlier version, and let it say so again."""
    kind = kinds.get_kind(purpose)
    page, version = kinds.read_page(kind), kinds.get_version(kind, number)
    title, body = kinds.words_of(version) or page.ready_made
    form = Form(page="correspondence/version.html", kind=kind, letter=page, version=version, title=title, body=body)
    if not form.validate_on_submit():
        return form.answer()
    act(service.use_again, kind, version, seen=_seen(page), by=current_user)
    flash(f"The letter says again what it said in version {number}.")
    return redirect(url_for(".edit_letter", purpose=kind.slug), 303)


def _form(page: Page) -> WordsForm:
    title, body = page.words
    form = WordsForm(
        page="correspondence/words.html",
        kind=page.kind,
        letter=page,
        about_subject=TITLE,
        title=title,
        body=body,
        seen=str(page.number),
        preview=None,
        told="",
    )
    form.pieces = page.pieces
    return form


def _preview(page: Page, form: WordsForm) -> Preview | None:
    """Show what stands in the form as it would arrive; nothing while it cannot be sent."""
    title, body = form.title.data or "", form.body.data or ""
    return preview_of(title, body, page.examples) if fits(title, body, page.pieces) else None


def _seen(page: Page) -> int:
    """Return which version was looked at before the button was pressed."""
    seen = request.form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else page.number
