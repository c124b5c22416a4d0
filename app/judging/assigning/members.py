"""The panel of a category: its rule, its members, and the lock that whoever changes it takes first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from app.accounts.models import User
from app.errors import Refused
from app.extensions import db
from app.judging.models import Assignment, PanelMember, PanelRule
from app.judging.queries.panels import list_judges
from app.judging.rules import FEWEST_JUDGES, FIRST_ROUND, OPEN_TO_THE_JUDGE
from app.nominations.models import Entry
from app.nominations.queries.entries import stands_with_story
from app.programme.models import Category
from app.web.engine import lock


@dataclass(frozen=True)
class Seats:
    """What a panel asks for: judges an entry, and its members with the most entries for each, None for no limit."""

    judges_an_entry: int
    judges: list[User]
    caps: dict[int, int | None]


def find_rule(category: Category) -> PanelRule | None:
    """Return the rule of a panel; without one three judges an entry and no cap."""
    return db.session.scalar(select(PanelRule).filter_by(category_id=category.id))


def get_seats(category: Category) -> Seats:
    """Return who can be asked in a category now; one without members takes every active judge."""
    query = (
        select(PanelRule.judges_an_entry, PanelRule.cap, PanelMember.judge_id, PanelMember.cap)
        .select_from(Category)
        .outerjoin(PanelRule, PanelRule.category_id == Category.id)
        .outerjoin(PanelMember, PanelMember.category_id == Category.id)
        .where(Category.id == category.id)
        .order_by(PanelMember.judge_id)
    )
    rows = db.session.execute(query).all()
    wanted, cap = rows[0][0] or FEWEST_JUDGES, rows[0][1]
    members = {judge_id: own for _, _, judge_id, own in rows if judge_id is not None}
    judges = [judge for judge in list_judges() if not members or judge.id in members]
    return Seats(wanted, judges, {judge.id: members.get(judge.id) or cap for judge in judges})


def list_members(category: Category) -> dict[int, int | None]:
    """List the members of a panel by number, with caps of their own."""
    query = select(PanelMember.judge_id, PanelMember.cap).filter_by(category_id=category.id)
    return dict(db.session.execute(query.order_by(PanelMember.judge_id)).all())


def count_loads(category: Category) -> dict[int, int]:
    """Count the entries each judge has in a category, finished ones included."""
    query = (
        select(Assignment.judge_id, func.count())
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.category_id == category.id, stands_with_story(), Assignment.round == FIRST_ROUND)
        .where(Assignment.state.in_(OPEN_TO_THE_JUDGE))
        .group_by(Assignment.judge_id)
    )
    return dict(db.session.execute(query).all())


def require_seats(category: Category, pairs: Iterable[tuple[User, Entry]]) -> None:
    """Refuse to ask somebody who is not on the panel, or for more than the panel's or their own cap."""
    seats = get_seats(category)
    loads = Counter(count_loads(category))
    for judge, _ in pairs:
        loads[judge.id] += 1
        if judge.id not in seats.caps:
            raise Refused(f"{judge.name or judge.email} is not on the panel of {category.name}.")
        cap = seats.caps[judge.id]
        if cap is not None and loads[judge.id] > cap:
            raise Refused(
                f"{judge.name or judge.email} can be asked for at most {cap} in {category.name}."
                " Raise the cap of the panel first."
            )


def hold_panel(category: Category) -> PanelRule:
    """Keep others from changing a panel until the running action ends; makes its rule when there is none yet."""
    rule = find_rule(category)
    if rule is None:
        rule = PanelRule(category_id=category.id, judges_an_entry=FEWEST_JUDGES)
        db.session.add(rule)
        db.session.flush()
    return lock(rule)
