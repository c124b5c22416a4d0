"""What stands in a judge's calendar, and the private address it is fetched from."""

from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.rules import Role
from app.audit import queries as audit
from app.errors import Missing
from app.extensions import db
from app.judging.models import CalendarLink
from app.judging.queries.entries import list_own_entries
from app.programme.models import Season
from app.web.links import is_genuine, is_well_formed, public_id_in, public_link, token_for

PURPOSE = "calendar"


def list_due(judge: User) -> list[tuple[Season, datetime]]:
    """List the seasons a judge scores in and that are not announced yet, with the last change of their dates."""
    seasons = [work.season for work in list_own_entries(judge) if not work.is_announced]
    return [(season, _changed_at(season)) for season in seasons]


def _changed_at(season: Season) -> datetime:
    edits = (line.at for line in audit.list_lines(about=[f"season:{season.slug}"]) if line.verb == "season edited")
    return next(edits, season.created_at)


def calendar_address(judge: User) -> str:
    """Return the private address of a judge's calendar."""
    return public_link("judging.feed_calendar", token=token_for(PURPOSE, judge.public_id, generation_of(judge)))


def get_owner(token: str) -> User:
    """Return whose calendar a private address is; one that was replaced, or whose judge left, leads nowhere."""
    judge = accounts.find_user(public_id_in(token)) if is_well_formed(token) else None
    if judge is None or not is_genuine(token, PURPOSE, generation_of(judge)):
        raise Missing()
    if not judge.is_active or not judge.has_role(Role.JUDGE):
        raise Missing()
    return judge


def generation_of(judge: User) -> int:
    """Count how often a judge asked for a new address."""
    link = db.session.get(CalendarLink, judge.id)
    return link.generation if link else 0
