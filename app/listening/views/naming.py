"""Say by hand which company a post is about."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.accounts.signing_in import current_session
from app.companies.models import Company
from app.companies.queries import get_company, look_up
from app.listening import queries, service
from app.listening.forms.triage import CompanyForm
from app.listening.views.blueprint import views, wished
from app.listening.views.going_on import CARD
from app.web.actions import act


@views.route("/curate/mentions/<public_id>/company", methods=["GET", "POST"])
def name_company(public_id: str) -> ResponseReturnValue:
    """Take the company that was looked up or the one a name means; where it may mean several, let one be chosen."""
    wanted, mention = wished(), queries.get_mention(public_id)
    form = CompanyForm(page="listening/company.html", mention=mention, wanted=wanted, alike=())
    if not form.validate_on_submit():
        return form.answer()
    company = named_in(form)
    if company is None and not form.none.data:
        alike = look_up(form.company.data or "")
        return form.answer(200 if alike else 422, alike=alike, is_unknown=not alike)
    act(service.name_company, mention, company=company, by=current_session().user)
    flash(f"This post is about {company.name} now." if company else "This post is about no company now.")
    return redirect(url_for(".show_mention", public_id=public_id, **wanted.here, _anchor=CARD), 303)


def named_in(form: CompanyForm) -> Company | None:
    """Return the company that was chosen, or the only one that the typed name means."""
    if form.none.data:
        return None
    if form.company_id.data:
        return get_company(form.company_id.data)
    exact = [each for each in look_up(form.company.data or "") if each.is_exact]
    return get_company(exact[0].slug) if len(exact) == 1 else None


@views.app_template_global("unsent_company_form")
def unsent_company_form() -> CompanyForm:
    """Return the empty form that stands on the card."""
    return CompanyForm(formdata=None)
