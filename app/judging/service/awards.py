"""Decide and announce: propose from a result, sign, publish once every category is signed."""

from collections.abc import Sequence

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.models import Award, Result, SignOff
from app.judging.rules import AwardState, Outcome, require_fitting
from app.mail import service as mail
from app.nominations.models import Entry
from app.programme.models import Category, Season


def propose(category: Category, *, outcome: Outcome, entries: Sequence[Entry], citation: str, by: User) -> list[Award]:
    """Propose what a category ends with; an earlier proposal and its signatures go."""
    visibility.require_numbered(by, category, clock.now())
    result = visibility.find_newest_result(category)
    if result is None:
        raise Refused("Compute the result first.")
    require_fitting(outcome, len(entries), citation)
    queries.require_over_award_line(result, entries)
    _withdraw_proposal(category)
    honoured: list[Entry | None] = list(entries) or [None]
    awards = [_award(category, result, outcome, entry, citation) for entry in honoured]
    db.session.add_all(awards)
    db.session.flush()
    for award in awards:
        audit.record("award proposed", about=award, by=by, category=category.slug, result=result.id)
    return awards


def _award(category: Category, result: Result, outcome: Outcome, entry: Entry | None, citation: str) -> Award:
    return Award(
        category=category,
        result=result,
        entry=entry,
        outcome=outcome,
        state=AwardState.PROPOSED,
        citation=citation,
        proposed_at=clock.now(),
    )


def _withdraw_proposal(category: Category) -> None:
    for award in queries.list_decision(category, to_write=True):
        if award.state is AwardState.PUBLISHED:
            raise Conflict(f"{category.name} was announced and can no longer be changed.")
        db.session.delete(award)
    db.session.flush()


def sign(category: Category, *, typed_name: str = "", seen: str | None = None, by: User) -> list[Award]:
    """Stand behind a category's proposal; it is signed when enough organisers do.

    `seen` names the proposal that was on the page, so that nobody signs another one unread.
    """
    visibility.require_numbered(by, category, clock.now())
    awards = queries.list_decision(category, to_write=True)
    _require_current(category, awards)
    if seen is not None and seen != queries.name_of_decision(awards):
        raise Conflict("The proposal was changed since you opened this page. Read it again before you sign.")
    alone = queries.count_able_to_sign(category) < 2
    if alone and typed_name.strip().casefold() != category.name.casefold():
        raise Refused(
            f"You are the only organiser who can sign. Type “{category.name}” to confirm.", field="typed_name"
        )
    for award in awards:
        if all(sign_off.user_id != by.id for sign_off in award.sign_offs):
            award.sign_offs.append(SignOff(user_id=by.id, is_alone=alone, signed_at=clock.now()))
            audit.record("award signed", about=award, by=by, alone="yes" if alone else "no")
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


def publish(season: Season, *, by: User) -> list[Award]:
    """Announce a season: every award at once, and one letter to each nominator of each category."""
    held = select(Season).where(Season.id == season.id).with_for_update().execution_options(populate_existing=True)
    db.session.scalars(held).one()
    if season.published_at is not None:
        raise Conflict(f"{season.name} was announced already.")
    if unsigned := queries.list_unsigned(season):
        raise Refused(f"Not signed yet: {', '.join(category.name for category in unsigned)}.")
    _require_stories(season)
    season.published_at = clock.now()
    awards = [award for category in season.categories for award in queries.list_decision(category, to_write=True)]
    if not awards:
        raise Refused("There is nothing to announce yet.")
    for award in awards:
        award.state = AwardState.PUBLISHED
        award.published_at = season.published_at
        audit.record("award published", about=award, by=by, outcome=award.outcome)
    audit.record("season announced", about=season, by=by)
    for nomination, address in queries.list_nominators(season):
        mail.queue_letter("outcome", subject=f"outcome:{nomination}", to=address)
    return awards


def _require_stories(season: Season) -> None:
    """Refuse to publish a snapshot with an entry whose last story was withdrawn or erased since."""
    if short := queries.list_short_of_stories(season):
        names = ", ".join(category.name for category in short)
        raise Refused(f"An entry has no story any more in {names}. Compute the result again, propose and sign again.")
