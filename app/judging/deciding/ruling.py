"""Choose which figure of a category is official and where its lines are, until judging opens."""

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.deciding.rules import HIGHEST, USUAL, Figure, Ruling
from app.judging.models import ResultRule
from app.programme.models import Category, Season


def get_ruling(category: Category) -> Ruling:
    """Return the rule of a category: what its organisers chose, or the usual one."""
    row = db.session.get(ResultRule, category.id)
    return _ruling(row) if row else USUAL


def list_rulings(season: Season) -> list[tuple[Category, Ruling]]:
    """List the rule of each category of a season."""
    categories = {category.id: category for category in season.categories}
    query = select(ResultRule).where(ResultRule.category_id.in_(categories))
    chosen = {row.category_id: _ruling(row) for row in db.session.scalars(query)}
    return [(category, chosen.get(number, USUAL)) for number, category in categories.items()]


def _ruling(row: ResultRule) -> Ruling:
    return Ruling(row.official, row.shortlist_line, row.award_line)


def is_fixed(category: Category) -> bool:
    """Tell whether the rule can no longer be chosen."""
    return clock.now() >= category.season.judging_opens_at


def choose_rule(category: Category, *, official: Figure, shortlist_line: int, award_line: int, by: User) -> Ruling:
    """Choose what a category's result goes by; the same choice again changes nothing."""
    if is_fixed(category):
        raise Conflict(f"Judging of {category.name} has opened, so what its result goes by is fixed.")
    if not 0 <= shortlist_line <= award_line <= HIGHEST:
        raise Refused("The award line cannot lie below the shortlist line.", field="award_line")
    chosen = Ruling(official, shortlist_line, award_line)
    if get_ruling(category) == chosen:
        return chosen
    row = db.session.get(ResultRule, category.id) or ResultRule(category_id=category.id)
    row.official, row.shortlist_line, row.award_line = official, shortlist_line, award_line
    row.chosen_at = clock.now()
    db.session.add(row)
    db.session.flush()
    audit.record(
        "result rule chosen", about=category, by=by, official=official, shortlist=shortlist_line, award=award_line
    )
    return chosen
