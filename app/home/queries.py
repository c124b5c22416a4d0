"""Gather what public pages show from the rooms below."""

from dataclasses import dataclass

from app import clock
from app.companies.models import Company
from app.judging import queries as judging
from app.judging.queries.announcements import PublishedAward
from app.judging.rules import Profile
from app.judging.yardstick import WrittenBlock, WrittenCriterion, read_rubric, read_sources
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.programme.models import Season
from app.programme.rules import opening_at


def front_page() -> dict[str, object]:
    """Return what the front page shows of the current season."""
    season = programme.find_current_season()
    return {
        "season": season,
        "phase": opening_at(season, clock.now()).phase if season else None,
        "is_open": bool(season and opening_at(season, clock.now()).shows_nominating),
        "categories": season.categories if season else [],
        "stories": nominations.list_latest_stories(),
    }


@dataclass(frozen=True)
class Yardstick:
    """What judges score, as the public reads it: each block with its criteria, and the texts behind them."""

    blocks: list[tuple[WrittenBlock, list[WrittenCriterion]]]
    level_names: tuple[str, ...]
    sources: dict[str, str]


def get_yardstick() -> Yardstick:
    """Return the profile by which stories are judged."""
    rubric = read_rubric(Profile.STORY)
    blocks = [(block, [each for each in rubric.criteria if each.block == block.code]) for block in rubric.blocks]
    return Yardstick(blocks, rubric.level_names, read_sources())


def list_awards_of(company: Company) -> list[tuple[Season, PublishedAward]]:
    """List a company's published awards with their seasons, newest first."""
    return [
        (season, award)
        for season in list_published_seasons()
        for award in judging.list_awards(season)
        if award.company_slug == company.slug
    ]


def list_published_seasons() -> list[Season]:
    """List seasons whose results are public, newest first."""
    now = clock.now()
    return [each for each in programme.list_seasons() if each.published_at and each.published_at <= now]
