"""Gather what the rooms below know, for the organisers' overview."""

from app import clock
from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.rules import Role
from app.desk.rules import Facts
from app.judging import queries as judging
from app.nominations import queries as nominations
from app.programme import queries as programme
from app.programme.models import Category, Season
from app.programme.rules import phase_of


def get_facts(viewer: User, season: Season | None) -> Facts:
    """Return what the checklist of a season depends on; nothing about marks."""
    categories = season.categories if season else []
    coverages = list(judging.coverages_of(season).values()) if season else []
    return Facts(
        season_slug=season.slug if season else "",
        phase=phase_of(season, clock.now()) if season else None,
        categories=len(categories),
        has_identity=bool(programme.get_identity().legal_name),
        curators=accounts.count_active(Role.CURATOR),
        judges=accounts.count_active(Role.JUDGE),
        invited_judges=sum(row.role is Role.JUDGE for row in accounts.list_open_invitations()),
        nominations_waiting=nominations.count_waiting(),
        entries=sum(coverage.entries for coverage in coverages),
        entries_without_judges=sum(coverage.short_of_judges for coverage in coverages),
        assignments=sum(coverage.asked for coverage in coverages),
        submitted=sum(coverage.submitted for coverage in coverages),
        categories_undecided=_count_undecided(categories),
        is_curator=viewer.has_role(Role.CURATOR),
    )


def _count_undecided(categories: list[Category]) -> int:
    return sum(not judging.list_decision(category) for category in categories)
