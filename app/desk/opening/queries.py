"""What the wizard offers: drafts under way, seasons to begin from, categories to take over, the yardstick."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app import clock
from app.accounts import queries as accounts
from app.accounts.rules import Role
from app.desk.models import SeasonDraft
from app.desk.opening.answers import (
    NEWEST,
    SAME,
    Answers,
    CategoryAnswer,
    move_by_years,
    next_address,
    next_name,
    propose_days,
)
from app.errors import Missing
from app.extensions import db
from app.judging.assigning.members import find_rule
from app.judging.models import Rubric
from app.judging.rules import FEWEST_JUDGES
from app.judging.yardsticks.reading import USED_PROFILE, list_rubrics
from app.programme.first_season import CATEGORIES
from app.programme.models import Category, Season
from app.programme.queries import get_season
from app.programme.rules import days_of


def list_drafts() -> list[SeasonDraft]:
    """List the drafts under way, the newest first."""
    return list(db.session.scalars(select(SeasonDraft).order_by(SeasonDraft.id.desc())))


def get_draft(public_id: str) -> SeasonDraft:
    """Return one draft."""
    draft = db.session.scalar(select(SeasonDraft).filter_by(public_id=public_id))
    if draft is None:
        raise Missing
    return draft


def list_origins() -> list[Season]:
    """List the seasons one can begin from, newest first."""
    query = select(Season).options(selectinload(Season.categories)).order_by(Season.nominations_open_at.desc())
    return list(db.session.scalars(query))


def propose(origin: str) -> Answers:
    """Propose a season: like a past one a year later, or the usual one."""
    today = clock.now().date()
    if not origin:
        days = propose_days(today)
        ready = tuple(_ready_made())
        year = days["nominations_open_on"].year
        return Answers(name=f"Support Awards {year}", slug=str(year), days=days, categories=ready)
    season = get_season(origin)
    past = days_of(season)
    days = move_by_years(past, today)
    opens = days["nominations_open_on"].year
    name = next_name(season.name, opens - past["nominations_open_on"].year, opens)
    return Answers(
        origin=origin,
        name=name,
        slug=next_address(season.slug, name),
        zone=season.zone,
        days=days,
        categories=tuple(_taken_over(category) for category in season.categories),
        rubric=SAME,
        keeps_panels=True,
        keeps_rules=True,
        judges_an_entry=max((_judges_an_entry(each) for each in season.categories), default=FEWEST_JUDGES),
        judges=max(accounts.count_active(Role.JUDGE), 3),
    )


def offer_categories(answers: Answers) -> list[CategoryAnswer]:
    """List what can be ticked: the categories of the past season, the ready-made ones, then the organisers' own."""
    past = get_season(answers.origin).categories if answers.origin else []
    offered: dict[str, CategoryAnswer] = {}
    for each in (*(_taken_over(category) for category in past), *_ready_made(), *answers.own):
        offered.setdefault(each["slug"], each)
    return list(offered.values())


def list_yardsticks() -> list[Rubric]:
    """List the published versions a season can be judged by, newest first."""
    return [each for each in list_rubrics(is_published=True) if each.profile is USED_PROFILE]


def rubric_in_words(answers: Answers) -> str:
    """Say which version a season will be judged by."""
    if answers.rubric == SAME:
        return "As in the past season, category by category"
    if answers.rubric == NEWEST:
        return "The newest version that is published when its first judge is asked"
    return f"Version {answers.rubric} of the story profile"


def _judges_an_entry(category: Category) -> int:
    rule = find_rule(category)
    return rule.judges_an_entry if rule else FEWEST_JUDGES


def _taken_over(category: Category) -> CategoryAnswer:
    return {
        "slug": category.slug,
        "name": category.name,
        "question": category.question,
        "recognises": category.recognises.value,
        "small_companies_only": category.small_companies_only,
        "origin": category.slug,
    }


def _ready_made() -> list[CategoryAnswer]:
    return [{**each, "recognises": each["recognises"].value, "origin": ""} for each in CATEGORIES]
