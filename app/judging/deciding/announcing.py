"""Announce a season: nothing is public before its hour; what is prepared earlier goes out then by itself."""

import structlog
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries
from app.judging.deciding.recording import keep_record
from app.judging.models import Announcement, Award
from app.judging.rules import AwardState
from app.mail import service as mail
from app.programme.models import Season
from app.web.actions import act
from app.web.engine import lock
from app.web.pages import moment

log = structlog.get_logger()


def announce(season: Season, *, by: User) -> list[Award]:
    """Announce a season now when its hour has come, else prepare it for then; returns what is public already."""
    if clock.now() >= season.announced_at:
        return publish(season, by=by)
    prepare(season, by=by)
    return []


def prepare(season: Season, *, by: User) -> Announcement:
    """Let a season be announced at its hour, without anybody having to be there."""
    _hold(season)
    if find_prepared(season) is not None:
        raise Conflict(f"The announcement of {season.name} is prepared already.")
    _require_ready(season)
    row = Announcement(season_id=season.id, prepared_by=by, prepared_at=clock.now())
    db.session.add(row)
    db.session.flush()
    audit.record("announcement prepared", about=season, by=by, announced_at=season.announced_at.isoformat())
    return row


def cancel(season: Season, *, by: User) -> None:
    """Take a prepared announcement back; until its hour that leaves no trace in public."""
    _hold(season)
    row = find_prepared(season)
    if row is None:
        raise Conflict(f"Nothing waits to be announced in {season.name}.")
    db.session.delete(row)
    db.session.flush()
    audit.record("announcement cancelled", about=season, by=by)


def find_prepared(season: Season) -> Announcement | None:
    """Find what waits for its hour."""
    return db.session.get(Announcement, season.id)


def publish(season: Season, *, by: User | str) -> list[Award]:
    """Publish every award at once with a record of each decision, and one letter to each nominator of a category."""
    _hold(season)
    if clock.now() < season.announced_at:
        hour = moment(season.announced_at, season.zone)
        raise Refused(f"Nothing of {season.name} is public before {hour}. Prepare it, and it goes out then.")
    awards = _require_ready(season)
    season.published_at = clock.now()
    for award in awards:
        award.state = AwardState.PUBLISHED
        award.published_at = season.published_at
        audit.record("award published", about=award, by=by, outcome=award.outcome)
    waiting = find_prepared(season)
    if waiting is not None:
        db.session.delete(waiting)
    db.session.flush()
    for category in dict.fromkeys(award.category for award in awards):
        keep_record(category)
    audit.record("season announced", about=season, by=by)
    for nomination, address in queries.list_nominators(season):
        mail.queue_letter("outcome", subject=f"outcome:{nomination}", to=address)
    return awards


def publish_due() -> int:
    """Announce every season that is prepared and whose hour has come; twice is as once."""
    due = select(Season).join(Announcement, Announcement.season_id == Season.id)
    count = 0
    for season in db.session.scalars(due.where(Season.announced_at <= clock.now())).all():
        try:
            act(publish, season, by="worker")
        except Refused as refusal:
            log.warning("not announced", season=season.slug, reason=type(refusal).__name__)
        else:
            count += 1
    return count


def _hold(season: Season) -> None:
    lock(season)
    if season.published_at is not None:
        raise Conflict(f"{season.name} was announced already.")


def _require_ready(season: Season) -> list[Award]:
    """Return what is to be announced; refuse while a decision is unsigned or rests on what no longer holds."""
    if unsigned := queries.list_unsigned(season):
        raise Refused(f"Not signed yet: {', '.join(category.name for category in unsigned)}.")
    if short := queries.list_short_of_stories(season):
        names = ", ".join(category.name for category in short)
        raise Refused(f"An entry has no story any more in {names}. Compute the result again, propose and sign again.")
    if overtaken := queries.list_overtaken(season):
        names = ", ".join(category.name for category in overtaken)
        raise Refused(f"The result was computed anew since it was decided: {names}. Propose and sign again.")
    awards = [award for category in season.categories for award in queries.list_decision(category, to_write=True)]
    if not awards:
        raise Refused("There is nothing to announce yet.")
    return awards
