"""The curators' queue: its parts, the search, and one decision about many."""

from datetime import UTC, datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import Missing, Refused
from app.nominations import queries, service
from app.nominations.forms.bulk import BulkForm
from app.nominations.models import Nomination
from app.nominations.queries import PAGE, Row
from app.nominations.queues import Show, show_of
from app.nominations.rules import Reason, State
from app.nominations.service import Choice
from app.nominations.views.curating import curate, curator, find_done, words
from app.web.actions import act
from app.web.forms import Form, tidy
from app.web.links import new_public_id

MOST_CHOSEN = 50
LONGEST_TERM = 254


@curate.get("")
def list_nominations() -> ResponseReturnValue:
    """Show a part of the queue, or what was searched for."""
    term = (tidy(request.args.get("q")) or "")[:LONGEST_TERM]
    if term:
        among_all = request.args.get("all") == "yes"
        return _show_found(queries.search(term, clock.now(), among_all=among_all), term, more=not among_all)
    now, show = clock.now(), show_of(request.args.get("show"))
    rows = queries.list_rows(show, now, after=_after())
    batch = request.args.get("batch", "")
    batched = queries.list_batch(batch) if batch else []
    return render_template(
        "nominations/queue.html",
        rows=rows[:PAGE],
        show=show,
        counts=queries.count_queue(now),
        older=_older(show, rows),
        done=find_done(),
        batch=batch if batched else "",
        batched=len(batched),
        batch_words="held" if all(each.state is State.HELD for each in batched) else "decided",
        **words(),
    )


@curate.post("/search")
def search() -> ResponseReturnValue:
    """Search; an address is looked for without appearing in any address of ours, and the search is written down."""
    term = (tidy(request.form.get("q")) or "")[:LONGEST_TERM]
    if not Form().validate_on_submit() or not term:
        return redirect(url_for(".list_nominations"), 303)
    if "@" not in term:
        return redirect(url_for(".list_nominations", q=term), 303)
    rows = queries.search_address(term, clock.now())
    act(service.note_address_search, found=len(rows), by=curator())
    return _show_found(rows, term)


@curate.post("/bulk")
def decide_many() -> ResponseReturnValue:
    """Ask once more with the count, then decide about each by itself."""
    chosen = list(dict.fromkeys(request.form.getlist("chosen")))[:MOST_CHOSEN]
    nominations = _list_chosen(chosen)
    rows = [(each, queries.why_held(each)) for each in nominations]
    form = BulkForm(page="nominations/bulk.html", chosen=chosen, nominations=rows)
    if not nominations:
        flash("Tick the nominations first.", "notice")
        return redirect(url_for(".list_nominations"), 303)
    if not form.validate_on_submit():
        return form.answer()
    if not form.confirmed.data:
        return form.answer(200)
    batch = new_public_id()
    refusals = _decide_each(chosen, _choice(form), batch)
    if not refusals:
        return redirect(url_for(".list_nominations", batch=batch), 303)
    done = queries.list_batch(batch)
    return render_template("nominations/bulk_done.html", done=done, refusals=refusals, batch=batch, **words())


@curate.post("/batches/<batch>/undo")
def undo_batch(batch: str) -> ResponseReturnValue:
    """Take a whole batch back; what somebody changed since stays as it is."""
    if not Form().validate_on_submit():
        return redirect(url_for(".list_nominations", batch=batch), 303)
    nominations = queries.list_batch(batch)
    if not nominations:
        raise Missing
    for nomination in nominations:
        try:
            act(service.undo_decision, nomination, by=curator())
        except Refused as refusal:
            flash(f"{nomination.reference}: {refusal.sentence}", "notice")
    flash("The batch is undone; its nominations are as they were.")
    return redirect(url_for(".list_nominations"), 303)


def _show_found(rows: list[Row], term: str, *, more: bool = False) -> ResponseReturnValue:
    counts = queries.count_queue(clock.now())
    return render_template("nominations/found.html", rows=rows, term=term, more=more, counts=counts, **words())


def _list_chosen(chosen: list[str]) -> list[Nomination]:
    found = []
    for each in chosen:
        try:
            found.append(queries.get_nomination(each.partition(":")[0]))
        except Missing:
            continue
    return found


def _decide_each(chosen: list[str], choice: Choice, batch: str) -> list[tuple[Nomination, str]]:
    """Decide about each in a transaction of its own, and return what was refused and why."""
    refusals = []
    for nomination in _list_chosen(chosen):
        read = next(each for each in chosen if each.startswith(nomination.reference)).partition(":")[2]
        try:
            act(service.decide, nomination, choice=choice, read=read, batch=batch, by=curator())
        except Refused as refusal:
            refusals.append((nomination, refusal.sentence))
    return refusals


def _choice(form: BulkForm) -> Choice:
    reason = Reason(form.reason.data) if form.reason.data else None
    note = form.held_note.data if form.action.data == "hold" else form.note.data
    return Choice(action=form.action.data or "", reason=reason, note=note or "")


def _older(show: Show, rows: list[Row]) -> str:
    if len(rows) <= PAGE:
        return ""
    last = rows[PAGE - 1].nomination
    moment = last.decided_at if show is Show.DECIDED else last.confirmed_at
    shown = None if show is Show.WAITING else show.value
    return url_for(".list_nominations", show=shown, after=f"{moment.isoformat()} {last.id}") if moment else ""


def _after() -> tuple[datetime, int] | None:
    """Read where a page begins; what is not one of our own links begins at the start."""
    moment, _, last = request.args.get("after", "").rpartition(" ")
    try:
        instant = datetime.fromisoformat(moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return (instant, int(last)) if last.isdecimal() and len(last) < 10 else None
