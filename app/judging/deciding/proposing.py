"""Decide a category: propose what it ends with, in writing where the figures do not say it, and sign."""

import json
from collections.abc import Sequence

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.deciding.outcomes import require_reason
from app.judging.deciding.tie_breaks import find_tie_break
from app.judging.models import Announcement, Award, Result, SignOff
from app.judging.rules import AwardState, Outcome, require_fitting
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.engine import lock

ANNOUNCED = "{} was announced and can no longer be changed."
PREPARED = "The announcement is prepared and waits for its hour. Cancel it first, then change what you decided."


def propose(
    category: Category,
    *,
    outcome: Outcome,
    entries: Sequence[Entry],
    citation: str,
    reason: str = "",
    by: User,
) -> list[Award]:
    """Propose what a category ends with; an earlier proposal and its signatures go."""
    visibility.require_numbered(by, category, clock.now())
    lock(category)
    result = visibility.find_newest_result(category)
    if result is None:
        raise Refused("Compute the result first.")
    _require_unhurried(category)
    require_fitting(outcome, len(entries), citation)
    queries.require_over_award_line(result, entries)
    require_reason(json.loads(result.document), outcome, [entry.public_id for entry in entries], reason)
    _withdraw_proposal(category)
    honoured: list[Entry | None] = list(entries) or [None]
    awards = [_award(category, result, outcome, entry, citation, reason) for entry in honoured]
    db.session.add_all(awards)
    db.session.flush()
    # One line a category: how many were honoured would tell whoever reads the log that it is shared.
    audit.record("award proposed", about=category, by=by, category=category.slug, result=result.id)
    return awards


def _award(
    category: Category, result: Result, outcome: Outcome, entry: Entry | None, citation: str, reason: str
) -> Award:
    return Award(
        category=category,
        result=result,
        entry=entry,
        outcome=outcome,
        state=AwardState.PROPOSED,
        citation=citation,
        reason=reason,
        proposed_at=clock.now(),
    )


def _require_unhurried(category: Category) -> None:
    """Refuse to decide while judges still compare, while the announcement waits for its hour, and after it."""
    if category.season.published_at is not None:
        raise Conflict(ANNOUNCED.format(category.name))
    if db.session.get(Announcement, category.season_id) is not None:
        raise Conflict(PREPARED)
    tie = find_tie_break(category)
    if tie is not None and tie.is_open:
        raise Conflict("Judges are comparing the tied entries. Close the tie-break before you decide.")


def _withdraw_proposal(category: Category) -> None:
    for award in queries.list_decision(category, to_write=True):
        if award.state is AwardState.PUBLISHED:
            raise Conflict(ANNOUNCED.format(category.name))
        db.session.delete(award)
    db.session.flush()


def sign(category: Category, *, typed_name: str = "", seen: str | None = None, by: User) -> list[Award]:
    """Stand behind a category's proposal; it is signed when enough organisers do.

    `seen` names the proposal that was on the page, so that nobody signs another one unread.
    """
    visibility.require_numbered(by, category, clock.now())
    lock(category)
    awards = queries.list_decision(category, to_write=True)
    _require_current(category, awards)
    if seen is not None and seen != queries.name_of_decision(awards):
        raise Conflict("The proposal was changed since you opened this page. Read it again before you sign.")
    alone = queries.count_able_to_sign(category) < 2
    if alone and typed_name.strip().casefold() != category.name.casefold():
        raise Refused(
            f"You are the only organiser who can sign. Type “{category.name}” to confirm.", field="typed_name"
        )
    if any(sign_off.user_id == by.id for sign_off in awards[0].sign_offs):
        return awards
    audit.record("award signed", about=category, by=by, category=category.slug, alone="yes" if alone else "no")
    for award in awards:
        award.sign_offs.append(SignOff(user_id=by.id, is_alone=alone, signed_at=clock.now()))
        if alone or len(award.sign_offs) >= 2:
            award.state = AwardState.SIGNED
    return awards


def _require_current(category: Category, awards: Sequence[Award]) -> None:
    if not awards:
        raise Refused("There is no proposal to sign yet.")
    if any(award.state is not AwardState.PROPOSED for award in awards):
        raise Conflict(f"{category.name} is signed already.")
    result = visibility.find_newest_result(category)
    if result is not None and awards[0].result_id != result.id:
        raise Conflict("The result was computed anew since this was proposed. Propose again from the new result.")
