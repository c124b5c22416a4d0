"""Organisers' pages on the yardstick: its versions, the draft, previews, and which version a category uses."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.accounts.signed_in import current_user
from app.errors import Conflict, Missing, Refused
from app.judging.models import Rubric
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.judging.yardstick import WrittenRubric
from app.judging.yardsticks import choosing, editing, reading
from app.judging.yardsticks.differences import compare
from app.judging.yardsticks.forms import ChoiceForm, RubricForm, choice_form, name_of, rubric_form
from app.judging.yardsticks.layout import PUBLISH, SAVE, Layout, layout_of, read_layout
from app.judging.yardsticks.shown import show
from app.programme.models import Season
from app.web.actions import act
from app.web.forms import Form

PLACE = "/organise/rubric/<profile>/<version>"
views.add_app_template_filter(name_of, "rubric_name")


@views.route("/organise/rubric", methods=["GET", "POST"])
def list_rubrics() -> ResponseReturnValue:
    """List every version, and say which one each category of a season is judged by."""
    season = chosen_season()
    form = _choice_form(season)
    if not form.validate_on_submit():
        return form.answer()
    open_ones = [category for category, frozen in _used(season) if not frozen]
    chosen = form.chosen(open_ones)
    choices = {each: _named(chosen[each.slug]) for each in open_ones if each.slug in chosen}
    changed = act(choosing.choose_for, season, choices=choices, by=current_user)
    names = ", ".join(category.name for category in changed)
    flash(f"Changed for {names}." if changed else "Nothing was changed.")
    return redirect(url_for(".list_rubrics", season=season.slug), 303)


def _used(season: Season) -> list[tuple[Any, Any]]:
    return [
        (category, choice.frozen_at if choice else None)
        for category in season.categories
        for choice in [reading.find_choice(category)]
    ]


def _choice_form(season: Season) -> ChoiceForm:
    used = {each.id: rubric for rubric, categories in reading.list_in_force(season) for each in categories}
    rows = [(category, used.get(category.id), frozen_at) for category, frozen_at in _used(season)]
    return choice_form(
        [category for category, _, frozen_at in rows if frozen_at is None],
        used,
        reading.list_rubrics(is_published=True),
        season=season,
        others=other_seasons(season),
        versions=reading.list_versions(),
        rows=rows,
    )


def _named(value: str | None) -> Rubric:
    """Return the version a form names, or say that there is none."""
    profile, _, number = (value or "").partition("-")
    try:
        return reading.get_rubric(profile, number)
    except Missing:
        raise Refused("Choose a version that is on the list.") from None


@views.route(PLACE, methods=["GET", "POST"])
def show_rubric(profile: str, version: str) -> ResponseReturnValue:
    """Show one version: a draft with its form, a published one as it stands."""
    rubric = reading.get_rubric(profile, version)
    if not rubric.is_draft:
        if request.method == "POST":
            raise Conflict(f"Version {rubric.version} is published, so its words stand. Copy it to change them.")
        return render_template("judging/rubric.html", **_shown(rubric), form=Form())
    stored = reading.written_of(rubric)
    if request.method == "GET":
        return _draft_form(rubric, stored, layout_of(stored)).answer()
    layout = read_layout(request.form.getlist("block"), request.form.getlist("criterion"))
    form = _draft_form(rubric, stored, layout)
    action = request.form.get("action", SAVE)
    if action in {SAVE, PUBLISH}:
        return _save(form, rubric, is_publishing=action == PUBLISH)
    layout = layout.after(action, form.blocks_of_criteria())
    return _draft_form(rubric, stored, layout, is_unsaved=True, formdata=_placed(layout, action)).answer(200)


def _placed(layout: Layout, action: str) -> MultiDict[str, str]:
    """Return what was sent, with a criterion that was just added standing in the block it was added to."""
    sent = MultiDict(request.form)
    verb, _, block = action.partition(":")
    if verb == "add":
        sent[f"block_{layout.criteria[-1]}"] = block
    return sent


def _draft_form(rubric: Rubric, stored: WrittenRubric, layout: Layout, **more: Any) -> RubricForm:
    context: dict[str, Any] = {"rubric": rubric, "conflicts": None, "is_unsaved": False, **more}
    return rubric_form(layout, stored, rubric.edition, **context)


def _save(form: RubricForm, rubric: Rubric, *, is_publishing: bool) -> ResponseReturnValue:
    if not form.validate():
        return form.answer()
    try:
        act(
            editing.save_draft,
            rubric,
            written=form.written(rubric.profile, rubric.version),
            edition=form.edition.data or 0,
            by=current_user,
        )
        if is_publishing:
            act(choosing.publish, rubric, edition=rubric.edition, by=current_user)
    except editing.Unsound as unsound:
        form.blame(unsound.gaps)
        _renew(form, rubric.edition)
        return form.answer(422)
    except editing.Stale as stale:
        form.refusals.append(stale.sentence)
        _renew(form, stale.edition)
        mine = form.written(rubric.profile, rubric.version)
        return form.answer(409, conflicts=compare(stale.theirs, mine))
    told = f"Version {rubric.version} is published. Its words stand from now on." if is_publishing else "Draft saved."
    flash(told)
    return redirect(url_for(".show_rubric", profile=rubric.profile.value, version=rubric.version), 303)


def _renew(form: RubricForm, edition: int) -> None:
    form.edition.data, form.edition.raw_data = edition, None


def _shown(rubric: Rubric) -> dict[str, Any]:
    others = [each for each in reading.list_rubrics() if each.profile is rubric.profile and each.id != rubric.id]
    return {
        "rubric": rubric,
        "others": others,
        "version": reading.get_version(rubric),
        "draft": reading.find_draft(rubric.profile),
        "yardstick": show(reading.written_of(rubric)),
    }


@views.post(f"{PLACE}/copy")
def copy_rubric(profile: str, version: str) -> ResponseReturnValue:
    """Begin a draft from a version."""
    rubric = reading.get_rubric(profile, version)
    form = Form(page="judging/rubric.html", **_shown(rubric))
    if not form.validate_on_submit():
        return form.answer()
    draft = act(editing.copy_version, rubric, by=current_user)
    flash(f"Version {draft.version} is a draft now. Nobody judges by it until it is published and chosen.")
    return redirect(url_for(".show_rubric", profile=profile, version=draft.version), 303)


@views.route(f"{PLACE}/discard", methods=["GET", "POST"])
def discard_rubric(profile: str, version: str) -> ResponseReturnValue:
    """Throw a draft away, after one more question."""
    rubric = reading.get_rubric(profile, version)
    if not rubric.is_draft:
        raise Conflict(f"Version {version} is published, so it stays.")
    form = Form(page="judging/rubric_discard.html", rubric=rubric)
    if not form.validate_on_submit():
        return form.answer()
    act(editing.discard, rubric, edition=rubric.edition, by=current_user)
    flash(f"The draft of version {version} is gone.")
    return redirect(url_for(".list_rubrics"), 303)


@views.get(f"{PLACE}/as-judges-see-it")
def preview_for_judges(profile: str, version: str) -> ResponseReturnValue:
    """Show a version on the cards judges mark."""
    rubric = reading.get_rubric(profile, version)
    return render_template("judging/rubric_cards.html", rubric=rubric)


@views.get(f"{PLACE}/as-published")
def preview_for_the_public(profile: str, version: str) -> ResponseReturnValue:
    """Show a version as the page on how we judge does."""
    rubric = reading.get_rubric(profile, version)
    return render_template("judging/rubric_public.html", rubric=rubric, yardstick=show(reading.written_of(rubric)))


@views.get(f"{PLACE}/since/<other>")
def compare_rubrics(profile: str, version: str, other: str) -> ResponseReturnValue:
    """Show what a version says differently from another, word for word."""
    newer, older = reading.get_rubric(profile, version), reading.get_rubric(profile, other)
    changes = compare(reading.written_of(older), reading.written_of(newer))
    return render_template("judging/rubric_differences.html", newer=newer, older=older, changes=changes)
