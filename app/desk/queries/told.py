"""Who was told the days of a season by letter."""

from sqlalchemy import func, select

from app.accounts.models import Invitation
from app.accounts.rules import Role
from app.desk.rules.moving import Told
from app.extensions import db
from app.judging.models import Assignment
from app.judging.rules import OPEN_TO_THE_JUDGE
from app.nominations.models import Entry, Nomination
from app.nominations.rules import State
from app.programme.models import Category, Season


def count_told(season: Season) -> Told:
    """Count who was told the days of a season; an invitation speaks of the current one."""
    judges = (
        select(func.count(Assignment.judge_id.distinct()))
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.season_id == season.id, Assignment.state.in_(OPEN_TO_THE_JUDGE))
    )
    nominators = (
        select(func.count(Nomination.identity.distinct()))
        .join(Category, Category.id == Nomination.category_id)
        .where(Category.season_id == season.id, Nomination.state == State.ACCEPTED)
    )
    invited = select(func.count(Invitation.id)).filter_by(role=Role.JUDGE, accepted_at=None, revoked_at=None)
    row = db.session.execute(
        select(judges.scalar_subquery(), invited.scalar_subquery(), nominators.scalar_subquery())
    ).one()
    return Told(row[0], row[1] if season.is_current else 0, row[2])
