"""Gather what the rooms below know, for the organisers' overview: a fixed number of statements."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts.models import User
from app.accounts.rules import Role
from app.desk.queries.counts import count_site
from app.desk.rules import Calendar, Facts, Ill, Other
from app.errors import Missing
from app.extensions import db
from app.judging.models import Award
from app.judging.progress.glance import Glance, glance
from app.judging.rules import AwardState
from app.listening.queries.sources import list_ill
from app.programme.identity import site
from app.programme.models import Season
from app.programme.rules import phase_of


@dataclass(frozen=True)
class Decided:
    """How far the decisions of a season are, counted in categories with entries."""

    uncomputed: int = 0
    undecided: int = 0
    unsigned: int = 0
    unsigned_since: datetime | None = None


def get_facts(viewer: User, slug: str = "") -> Facts:
    """Return what the checklist and the alarms of a season depend on, of the current one unless another is named."""
    now, seasons = clock.now(), _list_seasons()
    season = next((each for each in seasons if (each.slug == slug if slug else each.is_current)), None)
    if slug and season is None:
        raise Missing
    seen = glance(season) if season else Glance({}, 0, 0, 0, 0, None)
    decided = _count_decided(season, seen) if season else Decided()
    return Facts(
        now=now,
        season=_calendar(season) if season else None,
        others=tuple(
            Other(each.slug, each.name, phase_of(each, now))
            for each in seasons
            if each is not season and (each.published_at is None or each.is_current)
        ),
        following=_find_following(seasons, season),
        categories=len(season.categories) if season else 0,
        has_identity=bool(site.legal_name and site.contact),
        is_curator=viewer.has_role(Role.CURATOR),
        entries=sum(seen.entries.values()),
        short=seen.short,
        asked=seen.asked,
        submitted=seen.submitted,
        silent=seen.silent,
        silent_since=seen.silent_since,
        ill=tuple(Ill(name, verdict.words, verdict.to_do, since) for name, verdict, since in list_ill()),
        **vars(decided),
        **asdict(count_site(now, season)),
    )


def _list_seasons() -> list[Season]:
    """List every season with its categories, the earliest first, in one statement."""
    query = select(Season).options(joinedload(Season.categories)).order_by(Season.nominations_open_at, Season.id)
    return list(db.session.scalars(query).unique())


def _calendar(season: Season) -> Calendar:
    return Calendar(**{name: getattr(season, name) for name in Calendar.__dataclass_fields__})


def _find_following(seasons: list[Season], current: Season | None) -> str:
    """Return the address of the season that comes next, or nothing."""
    later = (each for each in seasons if not current or each.nominations_open_at > current.nominations_open_at)
    return next((each.slug for each in later if not each.is_current and each.published_at is None), "")


def _count_decided(season: Season, seen: Glance) -> Decided:
    """Count how far the decisions are; a category without entries has nothing to decide."""
    query = (
        select(Award.category_id, Award.state, func.min(Award.proposed_at))
        .where(Award.category_id.in_([each.id for each in season.categories]), Award.state != AwardState.REVOKED)
        .group_by(Award.category_id, Award.state)
    )
    awards: dict[int, dict[AwardState, datetime]] = defaultdict(dict)
    for category_id, state, at in db.session.execute(query):
        awards[category_id][state] = at
    real = [each for each in season.categories if seen.entries.get(each.id)]
    proposed = [awards[each.id][AwardState.PROPOSED] for each in real if AwardState.PROPOSED in awards[each.id]]
    return Decided(
        uncomputed=sum(each.sealed_at is None for each in real),
        undecided=sum(each.sealed_at is not None and not awards[each.id] for each in real),
        unsigned=len(proposed),
        unsigned_since=min(proposed, default=None),
    )
