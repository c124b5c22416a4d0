"""The wizard that opens a season: begin, a page at a time, check, make it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts import queries as accounts
from app.accounts.rules import Role
from app.accounts.signing_in import current_session
from app.desk.models import SeasonDraft
from app.desk.opening import queries, service
from app.desk.opening.answers import WAY, Answers, Page, advise, after, before, first_open, from_json
from app.desk.opening.dryrun import try_out
from app.desk.opening.forms import (
    ADD,
    SCRATCH,
    CategoriesPage,
    DatesPage,
    NamePage,
    OriginForm,
    PageForm,
    PeoplePage,
    YardstickPage,
)
from app.desk.views.blueprint import views
from app.errors import Missing, Refused
from app.web.actions import act
from app.web.forms import Form

AGAIN = frozenset({ADD, "try"})


@views.route("/seasons/new", methods=["GET", "POST"])
def begin_season() -> ResponseReturnValue:
    """Choose what a new season begins with, or go on with a draft."""
    origins = queries.list_origins()
    rows = [(draft, from_json(draft.answers)) for draft in queries.list_drafts()]
    drafts = [(draft, answers, first_open(answers)) for draft, answers in rows]
    first = origins[0].slug if origins else SCRATCH
    form = OriginForm(page="desk/opening/begin.html", drafts=drafts, origin=first)
    form.offer(origins)
    if not form.validate_on_submit():
        return form.answer()
    origin = "" if form.origin.data == SCRATCH else str(form.origin.data)
    draft = act(service.begin, queries.propose(origin), by=current_session().user)
    return redirect(url_for(".season_page", public_id=draft.public_id, page=Page.NAME.value), 303)


@views.route("/seasons/new/<public_id>/<page>", methods=["GET", "POST"])
def season_page(public_id: str, page: str) -> ResponseReturnValue:
    """Ask one page of questions, and keep the answers."""
    draft = queries.get_draft(public_id)
    if page not in set(Page):
        raise Missing
    answers, here = from_json(draft.answers), Page(page)
    if here is Page.CHECK:
        return _check(draft, answers)
    form = FORMS[here](answers, _context(draft, answers, here))
    if not form.validate_on_submit():
        return form.answer()
    taken = form.take(answers).having_seen(here)
    act(service.keep, draft, taken, edition=_edition())
    step = request.form.get("step")
    following = here if step in AGAIN else after(here, taken)
    return redirect(url_for(".season_page", public_id=public_id, page=following.value), 303)


@views.route("/seasons/new/<public_id>/give-up", methods=["GET", "POST"])
def give_up_season(public_id: str) -> ResponseReturnValue:
    """Throw a draft away, after one more question."""
    draft = queries.get_draft(public_id)
    form = Form(page="desk/opening/give_up.html", draft=draft, answers=from_json(draft.answers))
    if not form.validate_on_submit():
        return form.answer()
    act(service.give_up, draft, by=current_session().user)
    flash("The draft is gone.")
    return redirect(url_for("programme.list_seasons"), 303)


def _check(draft: SeasonDraft, answers: Answers) -> ResponseReturnValue:
    """Show everything that was answered, and make the season."""
    form = PageForm(
        page="desk/opening/check.html",
        **_context(draft, answers, Page.CHECK),
        advice=advise(answers.days, clock.now().date()),
        dry=try_out(entries=answers.entries, judges=answers.judges, judges_an_entry=answers.judges_an_entry),
        rubric_words=queries.rubric_in_words(answers),
        is_whole=first_open(answers) is Page.CHECK,
        first_open=first_open(answers),
    )
    if not form.validate_on_submit():
        return form.answer()
    try:
        season = act(service.make, draft, edition=_edition(), by=current_session().user)
    except Refused as refusal:
        return form.refuse(refusal)
    flash(f"{season.name} is made. The overview says what is next.")
    return redirect(url_for("programme.show_season", slug=season.slug), 303)


def _context(draft: SeasonDraft, answers: Answers, here: Page) -> dict[str, Any]:
    return {
        "draft": draft,
        "answers": answers,
        "here": here,
        "back": before(here),
        "place": WAY.index(here) + 1,
        "places": len(WAY),
        "edition": draft.edition,
    }


def _edition() -> int:
    sent = request.form.get("edition", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0


def _name(answers: Answers, context: dict[str, Any]) -> PageForm:
    form = NamePage(page="desk/opening/name.html", name=answers.name, slug=answers.slug, **context)
    form.taken = frozenset(each.slug for each in queries.list_origins())
    return form


def _dates(answers: Answers, context: dict[str, Any]) -> PageForm:
    shown: dict[str, Any] = {**context, "zone": answers.zone, **answers.days}
    form = DatesPage(page="desk/opening/dates.html", **shown)
    form.offer(answers.zone)
    return form


def _categories(answers: Answers, context: dict[str, Any]) -> PageForm:
    ticked = [each["slug"] for each in answers.categories]
    offered = queries.offer_categories(answers)
    form = CategoriesPage(page="desk/opening/categories.html", chosen=ticked, offered=offered, **context)
    form.offer(offered)
    form.is_adding = request.form.get("step") == ADD
    return form


def _yardstick(answers: Answers, context: dict[str, Any]) -> PageForm:
    told: dict[str, Any] = {"rubric": answers.rubric, "keeps_rules": answers.keeps_rules}
    form = YardstickPage(page="desk/opening/yardstick.html", **told, **context)
    form.offer(queries.list_yardsticks(), has_past=bool(answers.origin))
    return form


def _people(answers: Answers, context: dict[str, Any]) -> PageForm:
    figures = {"judges_an_entry": answers.judges_an_entry, "entries": answers.entries, "judges": answers.judges}
    shown: dict[str, Any] = {**context, **figures}
    return PeoplePage(
        page="desk/opening/people.html",
        **shown,
        keeps_panels=answers.keeps_panels,
        curators_to_invite="\n".join(answers.curators_to_invite),
        judges_to_invite="\n".join(answers.judges_to_invite),
        dry=try_out(**figures),
        here_now={role.value: accounts.count_active(role) for role in (Role.CURATOR, Role.JUDGE)},
    )


FORMS: dict[Page, Callable[[Answers, dict[str, Any]], PageForm]] = {
    Page.NAME: _name,
    Page.DATES: _dates,
    Page.CATEGORIES: _categories,
    Page.YARDSTICK: _yardstick,
    Page.PEOPLE: _people,
}
