"""Seal a category and compute its result: two actions, so that no score can land between them unseen."""

from datetime import timedelta

from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.models import Result, Scorecard
from app.judging.results import canonical, compute
from app.judging.rules import ScorecardState
from app.judging.snapshots import snapshot_of
from app.nominations.models import Entry
from app.programme.models import Category
from app.programme.rules import SCORECARD_GRACE
from app.web.engine import lock


def seal(category: Category, *, by: User | str) -> Category:
    """Close a category's scorecards for good; sealing it again changes nothing."""
    lock(category)
    if category.sealed_at is not None:
        return category
    _require_over(category)
    category.sealed_at = clock.now()
    entries = select(Entry.id).filter_by(category_id=category.id)
    db.session.execute(update(Scorecard).where(Scorecard.entry_id.in_(entries)).values(state=ScorecardState.LOCKED))
    audit.record("category sealed", about=category, by=by)
    return category


def _require_over(category: Category) -> None:
    """Refuse to seal before the close, and before what was being sent at the close has had its grace."""
    season, now = category.season, clock.now()
    closes = queries.in_zone(season.judging_closes_at, season)
    if now < season.judging_closes_at:
        raise Refused(f"Judging of {category.name} closes on {closes}. Compute the result after that.")
    if now < season.judging_closes_at + SCORECARD_GRACE:
        minutes = SCORECARD_GRACE // timedelta(minutes=1)
        raise Refused(
            f"Judging of {category.name} closed on {closes}. Scorecards that were being sent then are taken for "
            f"{minutes} more minutes. Compute the result after that."
        )


def compute_result(category: Category, *, by: User | str) -> Result:
    """Compute a sealed category's result and keep it; the same marks give the same row again, and it is the newest."""
    if category.sealed_at is None:
        raise Refused(f"Seal {category.name} first.")
    document = compute(snapshot_of(category))
    result = visibility.find_same_result(category, document["sha256"])
    if result is None:
        result = Result(category_id=category.id, sha256=document["sha256"], document=canonical(document).decode())
        db.session.add(result)
    elif result is visibility.find_newest_result(category):
        return result
    result.computed_at = clock.now()
    db.session.flush()
    audit.record("result computed", about=category, by=by, result=result.id)
    return result
