"""Turn the pages of the public form: forward when a page is right, back and anywhere without checking."""

from flask import Response, request

from app.companies import queries as companies
from app.nominations.forms import PagedForm
from app.nominations.queries.sent import find_sender
from app.nominations.steps import Page, Standing, after, read_wish, settle
from app.nominations.views.here import was_sent_here
from app.programme.call import Call

MOST_TYPED = 200
ANOTHER = "another"


def turn(season: Call, step: str) -> Response:
    """Answer one page of the form with the next one, or with itself where something is mistaken."""
    if step == ANOTHER:
        return _begin_another(season)
    wish = read_wish(step)
    form = PagedForm(season, wish.page)
    if wish.is_shown:
        return show(form, wish.page)
    if not form.is_page_right():
        return _refuse(form)
    standing = Standing.KNOWN
    if wish.page in {Page.COMPANY, Page.CHOOSE}:
        standing = _settle(form)
        if wish.page is Page.CHOOSE and standing is Standing.UNSURE:
            form.company_id.errors = ["Choose the company, or say that it is new"]
            return form.answer()
    return _go_on(form, after(wish.page, standing, is_returning=form.is_returning))


def _begin_another(season: Call) -> Response:
    """Begin anew with the name and address of what this very browser sent before."""
    reference = request.form.get("reference", "")
    sender = find_sender(reference) if was_sent_here(reference) else None
    name, address = sender or ("", "")
    return PagedForm(season, Page.COMPANY, given={"name": name, "email": address}).answer(200)


def show(form: PagedForm, page: Page) -> Response:
    """Show a page as it stands, unchecked."""
    form.at = page
    if page in {Page.CHOOSE, Page.CHECK}:
        _settle(form)
    return form.answer(200)


def _go_on(form: PagedForm, page: Page) -> Response:
    """Show the page that follows; before the last one every answer is looked at."""
    if page is Page.CHECK and not form.is_all_right():
        form.is_returning = True
        return form.answer()
    return show(form, page)


def _refuse(form: PagedForm) -> Response:
    if form.at is Page.CHOOSE:
        _settle(form)
    return form.answer()


def _settle(form: PagedForm) -> Standing:
    """Ask the register what the typed company is; what was chosen earlier for another name no longer counts."""
    typed = (form.company.data or "")[:MOST_TYPED]
    form.found = companies.look_up(typed) if typed else []
    settled = settle(form.company.data or "", str(form.company_id.data or ""), form.found)
    form.settle(settled)
    return settled.standing
