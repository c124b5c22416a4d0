"""Organisers' pages after judging: results, decisions, sign-off, announcement; and the published file."""

from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.accounts.signed_in import current_user
from app.accounts.signing_in import has_recent_password, lead_to_password
from app.judging import queries, service
from app.judging.deciding.announcing import find_prepared
from app.judging.deciding.recording import get_record
from app.judging.deciding.room import get_beside
from app.judging.forms import AnnounceForm, ProposalForm, SignForm
from app.judging.queries import DecisionRoom
from app.judging.rules import AwardState, Outcome
from app.judging.views.blueprint import chosen_season, other_seasons, views
from app.programme import queries as programme
from app.programme.models import Category
from app.web.actions import act
from app.web.forms import Form


@views.get("/organise/results")
def list_results() -> ResponseReturnValue:
    """List a season's categories with how far each decision is."""
    season = chosen_season()
    rows = queries.list_categories_to_decide(current_user, season)
    return render_template(
        "judging/results.html",
        season=season,
        others=other_seasons(season),
        rows=rows,
        is_begun=clock.now() >= season.judging_opens_at,
        is_over=clock.now() >= season.judging_closes_at,
        last_moment=queries.last_moment_of(season),
    )


@views.get("/organise/results/<season>/<category>")
def decide(season: str, category: str) -> ResponseReturnValue:
    """Show a category's decision room: coverage, ranking by judge number, proposal, signatures."""
    room = queries.get_decision_room(current_user, _category(season, category))
    return _unsent(room).answer()


@views.post("/organise/results/<season>/<category>/compute")
def compute(season: str, category: str) -> ResponseReturnValue:
    """Seal a category and compute its result."""
    row = _category(season, category)
    room = queries.get_decision_room(current_user, row)
    form = Form(page="judging/decide.html", proposal=_proposal(room), signing=SignForm(formdata=None), **_at_hand(room))
    if not form.validate_on_submit():
        return form.answer()
    act(service.seal, row, by=current_user)
    result = act(service.compute_result, row, by=current_user)
    if room.result is not None and room.result.sha256 == result.sha256:
        flash(f"Computed again, and the result of {row.name} is the same to the last byte.")
    else:
        flash(f"The result of {row.name} is computed. Its fingerprint begins with {result.sha256[:8]}.")
    return redirect(url_for(".decide", season=season, category=category), 303)


@views.post("/organise/results/<season>/<category>/propose")
def propose(season: str, category: str) -> ResponseReturnValue:
    """Propose what a category ends with."""
    row = _category(season, category)
    room = queries.get_decision_room(current_user, row)
    form = ProposalForm(
        page="judging/decide.html",
        honourable=_honourable(room),
        signing=SignForm(formdata=None),
        **_at_hand(room),
    )
    if not form.validate_on_submit():
        return form.answer()
    chosen = [ranked.entry for ranked in room.ranking if ranked.entry.public_id in (form.entries.data or [])]
    act(
        service.propose,
        row,
        outcome=Outcome(form.outcome.data),
        entries=chosen,
        citation=form.citation.data or "",
        reason=form.reason.data or "",
        by=current_user,
    )
    flash("Proposed. Now it can be signed.")
    return redirect(url_for(".decide", season=season, category=category), 303)


@views.post("/organise/results/<season>/<category>/sign")
def sign(season: str, category: str) -> ResponseReturnValue:
    """Sign a category's proposal."""
    row = _category(season, category)
    room = queries.get_decision_room(current_user, row)
    form = _unsent(room)
    if not form.validate_on_submit():
        return form.answer()
    if not has_recent_password():
        return lead_to_password(url_for(".decide", season=season, category=category))
    awards = act(service.sign, row, typed_name=form.typed_name.data or "", seen=form.seen.data, by=current_user)
    is_signed = awards[0].state is AwardState.SIGNED
    flash(f"{row.name} is signed." if is_signed else "You have signed. One more organiser has to.")
    return redirect(url_for(".decide", season=season, category=category), 303)


@views.route("/organise/announcement", methods=["GET", "POST"])
def announce() -> ResponseReturnValue:
    """Show what will be announced, and announce it."""
    season = chosen_season()
    announcement = queries.get_announcement(current_user, season)
    form = AnnounceForm(
        page="judging/announcement.html",
        announcement=announcement,
        season=season,
        others=other_seasons(season),
        prepared=find_prepared(season),
        rooms=queries.list_rooms_open_to(current_user, season),
        is_due=clock.now() >= season.announced_at,
    )
    if not form.validate_on_submit():
        return form.answer()
    if not has_recent_password():
        return lead_to_password(url_for(".announce", season=season.slug))
    if act(service.announce, season, by=current_user):
        count = announcement.letters
        letters = (
            "1 letter is on its way to a nominator" if count == 1 else f"{count} letters are on their way to nominators"
        )
        flash(f"{season.name} is announced. {letters}.")
    else:
        flash(f"{season.name} is prepared. It goes out by itself at its hour; until then you can cancel it here.")
    return redirect(url_for(".announce", season=season.slug), 303)


@views.post("/organise/announcement/cancel")
def cancel_announcement() -> ResponseReturnValue:
    """Take back an announcement that waits for its hour."""
    season = chosen_season()
    if Form().validate_on_submit():
        act(service.cancel, season, by=current_user)
        flash("Cancelled. Nothing goes out by itself, and the decisions can be changed again.")
    return redirect(url_for(".announce", season=season.slug), 303)


@views.get("/winners/<season>/<category>.json")
def download_result(season: str, category: str) -> ResponseReturnValue:
    """Hand out the published snapshot of a category, which anyone can recompute."""
    answer = make_response(queries.get_published_file(season, category))
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{season}-{category}.json"'
    return answer


@views.get("/winners/<season>/<category>/record.json")
def download_record(season: str, category: str) -> ResponseReturnValue:
    """Hand out the record of a published decision, which anyone can check."""
    answer = make_response(get_record(season, category).raw)
    answer.headers["Content-Type"] = "application/json; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="{season}-{category}-record.json"'
    return answer


def _category(season: str, category: str) -> Category:
    return programme.get_category(programme.get_season(season), category)


def _unsent(room: DecisionRoom) -> SignForm:
    return SignForm(page="judging/decide.html", proposal=_proposal(room), **_at_hand(room))


def _at_hand(room: DecisionRoom) -> dict[str, Any]:
    """Return what every answer of the room shows beside its forms."""
    return {
        "room": room,
        "beside": get_beside(current_user, room.category),
        "needs_password": not has_recent_password(),
    }


def _honourable(room: DecisionRoom) -> list[tuple[str, str]]:
    return [(ranked.entry.public_id, ranked.entry.title) for ranked in room.ranking if ranked.may_win]


def _proposal(room: DecisionRoom) -> ProposalForm | None:
    """Fill the proposal with what is proposed already, else with what the figures say."""
    if room.result is None:
        return None
    honoured = [award.entry.public_id for award in room.awards if award.entry]
    is_said = _said(room) is not None
    winners = [row.entry.public_id for row in room.ranking if is_said and row.may_win and row.figures["rank"] == 1]
    return ProposalForm(
        honourable=_honourable(room),
        formdata=None,
        data={
            "outcome": room.awards[0].outcome.value if room.awards else _said(room),
            "entries": honoured if room.awards else winners,
            "citation": room.awards[0].citation if room.awards else "",
            "reason": room.awards[0].reason if room.awards else "",
        },
    )


def _said(room: DecisionRoom) -> str | None:
    """Return the outcome the figures propose; none when they are too close to call."""
    return room.outcome if room.outcome in {outcome.value for outcome in Outcome} else None
