"""What organisers do with seasons, categories and the site's identity."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from app import clock
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Refused
from app.extensions import db
from app.programme.first_season import CATEGORIES
from app.programme.identity import forget_identity
from app.programme.models import Category, Season, Site
from app.programme.moving import PUBLISHED, require_movable
from app.programme.rules import Recognises, days_of, end_of, find_fault_in_order, start_of
from app.web.actions import after_commit

EDGES: dict[str, tuple[str, Callable[[date, str], datetime]]] = {
    "nominations_open_on": ("nominations_open_at", start_of),
    "nominations_close_on": ("nominations_close_at", end_of),
    "judging_opens_on": ("judging_opens_at", start_of),
    "judging_closes_on": ("judging_closes_at", end_of),
    "announced_on": ("announced_at", start_of),
}


def create_season(
    *,
    slug: str,
    name: str,
    zone: str,
    nominations_open_on: date,
    nominations_close_on: date,
    judging_opens_on: date,
    judging_closes_on: date,
    announced_on: date,
    by: Actor | str,
) -> Season:
    """Add a season; the first one becomes the current one."""
    _require_free_slug(slug)
    season = Season(slug=slug, name=name, zone=zone, created_at=clock.now())
    _set_days(
        season,
        {
            "nominations_open_on": nominations_open_on,
            "nominations_close_on": nominations_close_on,
            "judging_opens_on": judging_opens_on,
            "judging_closes_on": judging_closes_on,
            "announced_on": announced_on,
        },
    )
    season.is_current = db.session.scalar(select(func.count(Season.id)).filter_by(is_current=True)) == 0
    db.session.add(season)
    db.session.flush()
    audit.record("season created", about=season, by=by)
    return season


def edit_season(season: Season, *, by: Actor | str, **changes: Any) -> Season:
    """Change a season's name, zone or dates; a moved deadline leaves its trace in the log."""
    if season.published_at is not None:
        raise Refused(PUBLISHED)
    _require_free_slug(changes.get("slug", season.slug), besides=season)
    before = _instants(season)
    changed = _apply(season, changes)
    moved = {name: at.isoformat() for name, at in _instants(season).items() if at != before[name]}
    require_movable(season, moved, before=before, is_zone_another="zone" in changed)
    db.session.flush()
    audit.record("season edited", about=season, by=by, **moved, **_names(changed))
    return season


def try_move(season: Season, **changes: Any) -> dict[str, tuple[datetime, datetime]]:
    """Return which instants a change of zone or dates would move, from when to when; refuse what cannot be."""
    if season.published_at is not None:
        raise Refused(PUBLISHED)
    before = _instants(season)
    planned = Season(id=season.id, zone=season.zone, **before)
    changed = _apply(planned, changes)
    after = _instants(planned)
    moved = {name: (before[name], at) for name, at in after.items() if at != before[name]}
    require_movable(planned, moved, before=before, is_zone_another="zone" in changed)
    return moved


def _apply(season: Season, changes: Mapping[str, Any]) -> list[str]:
    """Put new words and days on a season, and name the columns that changed beside its instants."""
    kept = days_of(season)
    days = kept | {name: value for name, value in changes.items() if name.endswith("_on")}
    plain = {name: value for name, value in changes.items() if not name.endswith("_on")}
    changed = [name for name, value in plain.items() if getattr(season, name) != value]
    for column in changed:
        setattr(season, column, plain[column])
    _set_days(season, days, only=[day for day in days if "zone" in changed or days[day] != kept[day]])
    return changed


def make_current(season: Season, *, by: Actor | str) -> Season:
    """Let the public pages show this season."""
    db.session.execute(update(Season).where(Season.is_current).values(is_current=False))
    season.is_current = True
    db.session.flush()
    audit.record("season made current", about=season, by=by)
    return season


def create_category(
    season: Season,
    *,
    slug: str,
    name: str,
    question: str,
    recognises: Recognises,
    small_companies_only: bool = False,
    by: Actor | str,
) -> Category:
    """Add a category to a season."""
    if db.session.scalar(select(Category.id).filter_by(season_id=season.id, slug=slug)):
        raise Refused(f"This season already has a category at the address {slug}.", field="slug")
    last = db.session.scalar(select(func.max(Category.position)).filter_by(season_id=season.id)) or 0
    category = Category(
        season_id=season.id,
        slug=slug,
        name=name,
        question=question,
        recognises=recognises,
        small_companies_only=small_companies_only,
        position=last + 1,
    )
    db.session.add(category)
    db.session.flush()
    audit.record("category created", about=f"category:{season.slug}/{slug}", by=by)
    return category


def edit_category(category: Category, *, by: Actor | str, **changes: Any) -> Category:
    """Change what a category is called or asks; what it honours is fixed once it exists."""
    if category.sealed_at is not None:
        raise Refused("The scores of this category are sealed, so it stays as it is.")
    changed = [column for column, value in changes.items() if getattr(category, column) != value]
    for column in changed:
        setattr(category, column, changes[column])
    db.session.flush()
    about = f"category:{category.season.slug}/{category.slug}"
    audit.record("category edited", about=about, by=by, **_names(changed))
    return category


def edit_site(*, by: Actor | str, **identity: str) -> Site:
    """Say who runs the awards."""
    site = db.session.get(Site, 1)
    if site is None:
        site = Site(id=1)
        db.session.add(site)
        db.session.flush()
    changed = [column for column, value in identity.items() if getattr(site, column) != value]
    for column in changed:
        setattr(site, column, identity[column])
    db.session.flush()
    audit.record("site edited", about="site:1", by=by, **_names(changed))
    after_commit(forget_identity)
    return site


def install_first_season(*, by: Actor | str) -> Season | None:
    """Make the first season with its categories, unless there is one already."""
    if db.session.scalar(select(func.count(Season.id))):
        return None
    today = clock.now().date()
    season = create_season(
        slug=str(today.year),
        name=f"Support Awards {today.year}",
        zone="UTC",
        nominations_open_on=today,
        nominations_close_on=today + timedelta(days=60),
        judging_opens_on=today + timedelta(days=65),
        judging_closes_on=today + timedelta(days=95),
        announced_on=today + timedelta(days=110),
        by=by,
    )
    for category in CATEGORIES:
        create_category(season, **category, by=by)
    if db.session.get(Site, 1) is None:
        db.session.add(Site(id=1))
    return season


def _require_free_slug(slug: str, *, besides: Season | None = None) -> None:
    taken = db.session.scalar(select(Season.id).filter_by(slug=slug))
    if taken is not None and (besides is None or taken != besides.id):
        raise Refused("There is already a season at this address", field="slug")


def _set_days(season: Season, days: Mapping[str, date], only: Collection[str] = tuple(EDGES)) -> None:
    """Turn days into instants: opening days begin, closing days run to their end."""
    fault = find_fault_in_order(days)
    if fault:
        raise Refused(fault[1], field=fault[0])
    for day in only:
        column, edge = EDGES[day]
        setattr(season, column, edge(days[day], season.zone))


def _instants(season: Season) -> dict[str, datetime]:
    return {column: getattr(season, column) for column, _ in EDGES.values()}


def _names(changed: list[str]) -> dict[str, str]:
    return {"fields": ", ".join(sorted(changed))} if changed else {}
