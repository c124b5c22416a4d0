"""Gather what public pages show from the rooms below."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from app import clock
from app.companies import queries as companies
from app.companies.queries import ShownCompany
from app.errors import Missing
from app.honours.queries import awards as honours
from app.honours.queries.awards import ShownAward
from app.judging import queries as judging
from app.judging.deciding import ruling
from app.judging.deciding.recording import PublishedRecord
from app.judging.deciding.rules import USUAL, Ruling
from app.judging.judges import queries as judges
from app.judging.queries.announcements import PublishedAward
from app.judging.yardsticks import shown
from app.judging.yardsticks.shown import Yardstick
from app.nominations import queries as nominations
from app.nominations.queries import ListedStory, told
from app.programme import queries as programme
from app.programme.call import Call, CalledCategory, find_call
from app.programme.models import Season
from app.programme.rules import opening_at
from app.web.kept_pages import remember

FOUND = 20


def front_page() -> dict[str, object]:
    """Return what the front page shows of the current season."""
    return {**season_now(), "stories": nominations.list_newest_stories()}


def list_categories() -> tuple[CalledCategory, ...]:
    """List the categories of the current season."""
    season = find_call()
    return season.categories if season else ()


def season_now() -> dict[str, object]:
    """Return the current season, its phase and its categories, as any page may show them."""
    return _shown(_call())


def _call() -> Call | None:
    return remember("call", find_call)


def _shown(season: Call | None) -> dict[str, object]:
    opening = opening_at(season, clock.now()) if season else None
    return {
        "season": season,
        "phase": opening.phase if opening else None,
        "is_open": bool(opening and opening.shows_nominating),
        "categories": season.categories if season else (),
    }


def get_category(slug: str) -> tuple[CalledCategory, dict[str, object]]:
    """Return a category of the current season, with what its page shows of the season."""
    season = _call()
    found = next((each for each in season.categories if each.slug == slug), None) if season else None
    if found is None:
        raise Missing
    return found, _shown(season)


@dataclass(frozen=True)
class StoryPage:
    """A page of stories, and the story below which the older ones begin: never a running number, which would count."""

    stories: list[ListedStory]
    older: str


def page_of(stories: list[ListedStory]) -> StoryPage:
    """Cut a list that was read one too long."""
    shown = stories[: nominations.PAGE]
    return StoryPage(shown, shown[-1].story_id if len(stories) > len(shown) else "")


@dataclass(frozen=True)
class Listed:
    """A company in a list."""

    slug: str
    name: str


def list_companies(before: str) -> tuple[list[Listed], str]:
    """List companies people told about, the last to come first, and the one below which the older ones begin."""
    rows = told.list_told_companies(before=before)
    older = rows[told.PAGE - 1][0] if len(rows) > told.PAGE else ""
    distinct = dict.fromkeys(Listed(slug, name) for _, slug, name in rows[: told.PAGE] if slug)
    return list(distinct), older


def search_companies(typed: str) -> list[Listed]:
    """List the companies with a public story that a typed name may mean, the likeliest first."""
    found = {each.slug: each.name for each in companies.look_up(typed, FOUND)}
    return [Listed(slug, found[slug]) for slug in told.keep_told(list(found))]


def list_yardsticks() -> list[Yardstick]:
    """List what the current season is judged by, each version with its categories."""
    return shown.list_yardsticks(programme.find_current_season())


def list_rulings() -> list[tuple[Ruling, list[str]]]:
    """List what results of the current season go by."""
    return list_rulings_of(programme.find_current_season())


def list_rulings_of(season: Season | None) -> list[tuple[Ruling, list[str]]]:
    """List what results of a season go by, each rule with its categories; the usual one without a season."""
    rulings = ruling.list_rulings(season) if season else []
    names: dict[Ruling, list[str]] = {}
    for category, rule in rulings:
        names.setdefault(rule, []).append(category.name)
    return list(names.items()) or [(USUAL, [])]


def list_awards_of(company: ShownCompany) -> list[tuple[Season, PublishedAward]]:
    """List a company's published awards with their seasons, newest first."""
    if not judging.has_award(company.id):
        return []
    return judging.list_awards_of(company.id, list_published_seasons())


def list_honours(season: Season) -> list[list[PublishedAward]]:
    """List a season's awards by category: those that share one also share its result."""
    return [list(awards) for _, awards in groupby(judging.list_awards(season), attrgetter("category_slug"))]


def list_taken_back(season: Season) -> list[ShownAward]:
    """List the awards of a season that were taken back, with the reason."""
    return [award for award in honours.list_awards(season) if award.is_revoked]


def record_page(record: PublishedRecord) -> dict[str, object]:
    """Return what the page of a decision shows, with what was taken back since."""
    category = record.category
    taken_back = [each for each in list_taken_back(category.season) if each.award.category_id == category.id]
    return {
        "category": category,
        "season": category.season,
        "record": record.document,
        "names": record.names,
        "taken_back": taken_back,
    }


def list_judges() -> dict[str, object]:
    """List the judges of today, and those of each published season, as far as they want to be seen."""
    seasons = list_published_seasons()
    scored = judges.list_shown_of(seasons)
    return {"judges": judges.list_shown(), "past": [(each, scored[each.id]) for each in seasons if each.id in scored]}


def list_published_seasons() -> list[Season]:
    """List seasons whose results are public, newest first."""
    now = clock.now()
    return [each for each in programme.list_seasons() if each.published_at and each.published_at <= now]
