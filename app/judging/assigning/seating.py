"""Say who sits on the panel of a category, how many judges an entry needs, and the most entries for each."""

from collections.abc import Mapping

from sqlalchemy import delete

from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.extensions import db
from app.judging import queries
from app.judging.assigning.members import hold_panel, list_members
from app.judging.models import PanelMember, PanelRule
from app.judging.rules import MOST_JUDGES
from app.programme.models import Category


def seat_panel(
    category: Category, *, judges_an_entry: int, cap: int | None, members: Mapping[int, int | None], by: User
) -> PanelRule:
    """Change a panel; without members every judge is on it. What was asked already stays asked."""
    queries.require_panel_open(category)
    if not 1 <= judges_an_entry <= MOST_JUDGES:
        raise Refused(f"Choose between 1 and {MOST_JUDGES} judges an entry.", field="judges_an_entry")
    rule = hold_panel(category)
    if (rule.judges_an_entry, rule.cap, list_members(category)) == (judges_an_entry, cap, dict(members)):
        return rule
    rule.judges_an_entry, rule.cap = judges_an_entry, cap
    db.session.execute(delete(PanelMember).where(PanelMember.category_id == category.id))
    db.session.add_all(
        PanelMember(category_id=category.id, judge_id=judge_id, cap=own) for judge_id, own in members.items()
    )
    db.session.flush()
    audit.record(
        "panel changed", about=category, by=by, judges=judges_an_entry, cap=cap or "none", members=len(members)
    )
    return rule
