"""How far the decisions of a season are, and what was decided for each category."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app import clock
from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.rules import Role
from app.errors import Refused
from app.extensions import db
from app.judging import visibility
from app.judging.models import Award, Result
from app.judging.queries.coverage import Coverage, coverages_of
from app.judging.rules import AwardState
from app.nominations.models import Entry
from app.programme.models import Category, Season


@dataclass(frozen=True)
class CategoryState:
    """One line of the list of categories to decide."""

    category: Category
    coverage: Coverage
    awards: list[Award]
    is_begun: bool
    is_over: bool
    is_own: bool

    @property
    def may_enter(self) -> bool:
        """Tell whether the viewer may open the decision room."""
        return self.is_over and not self.is_own

    @property
    def stands(self) -> str:
        """Say in a word how far the category is."""
        if self.awards:
            return self.awards[0].state.value
        if self.coverage.entries == 0:
            return "empty"
        if self.category.sealed_at is not None:
            return "computed"
        if not self.is_begun:
            return "preparing"
        return "closed" if self.is_over else "judging"


def list_categories_to_decide(viewer: User, season: Season) -> list[CategoryState]:
    """List a season's categories with how far each decision is."""
    now = clock.now()
    coverages, decisions = coverages_of(season), list_decisions(season)
    own = visibility.list_categories_closed_to(viewer, season)
    return [
        CategoryState(
            category=category,
            coverage=coverages[category.id],
            awards=decisions[category.id],
            is_begun=now >= season.judging_opens_at,
            is_over=visibility.is_over(category, now),
            is_own=category.id in own,
        )
        for category in season.categories
    ]


def list_rooms_open_to(viewer: User, season: Season) -> set[int]:
    """List the categories of a season whose decision room a person may enter now, by number."""
    now, own = clock.now(), visibility.list_categories_closed_to(viewer, season)
    return {each.id for each in season.categories if visibility.is_over(each, now) and each.id not in own}


def list_decision(category: Category, *, to_write: bool = False) -> list[Award]:
    """List what was decided for a category; `to_write` holds the rows until the transaction ends."""
    query = _live_awards().where(Award.category_id == category.id)
    if to_write:
        query = query.with_for_update(of=Award).execution_options(populate_existing=True)
    return list(db.session.scalars(query))


def list_decisions(season: Season) -> dict[int, list[Award]]:
    """List what was decided for each category of a season, by the category's number."""
    decisions: dict[int, list[Award]] = {category.id: [] for category in season.categories}
    for award in db.session.scalars(_live_awards().where(Award.category_id.in_(decisions))):
        decisions[award.category_id].append(award)
    return decisions


def _live_awards() -> Select[Award]:
    return (
        select(Award)
        .where(Award.state != AwardState.REVOKED)
        .options(joinedload(Award.entry).joinedload(Entry.company))
        .order_by(Award.id)
    )


def name_of_decision(awards: Sequence[Award]) -> str:
    """Name a proposal by its awards, which are made anew with every proposal."""
    return "-".join(award.public_id for award in awards)


def list_unsigned(season: Season) -> list[Category]:
    """List the categories with entries whose decision is not signed."""
    coverages, decisions = coverages_of(season), list_decisions(season)
    return [
        category
        for category in season.categories
        if coverages[category.id].entries
        and not any(award.state is AwardState.SIGNED for award in decisions[category.id])
    ]


def count_able_to_sign(category: Category) -> int:
    """Count the active organisers without an assignment in a category."""
    judging = visibility.list_people_of(category)
    return sum(user.is_active and user.id not in judging for user in accounts.list_users(Role.ORGANISER))


def require_over_award_line(result: Result, entries: Sequence[Entry]) -> None:
    """Refuse to honour an entry that is not in the result or does not reach the award line."""
    document = json.loads(result.document)
    figures = {row["entry"]: row for row in document["results"]["entries"]}
    for entry in entries:
        row = figures.get(entry.public_id)
        if row is None:
            raise Refused(f"{entry.title} is not in this result.", field="entries")
        if not row["over_award_line"]:
            line = f"{float(document['lines']['award']):g}"
            raise Refused(f"{entry.title} does not reach the award line of {line} points.", field="entries")
