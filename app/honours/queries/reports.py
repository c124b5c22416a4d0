"""The feedback report: what the judges tell a company, without telling who of them said what."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import stdev

from app.honours.models import CompanyPage
from app.honours.queries import awards, pages
from app.honours.queries.awards import ShownAward
from app.honours.rules import may_average
from app.judging.models import Criterion, Level
from app.judging.queries.entrants import EntrantCard, EntrantFigures, find_entrant_figures, list_entrant_cards
from app.judging.queries.pins import words_of
from app.judging.scoring import four_places, mean, shown
from app.judging.yardsticks.reading import get_rubric_of
from app.nominations.models import Entry
from app.nominations.queries.stories import Story, list_public_stories_of
from app.web.links import keyed_hash


@dataclass(frozen=True)
class CriterionReport:
    """What was found on one criterion: a mean, the level it reaches, the next one, and words."""

    criterion: Criterion
    mean: str
    reached: Level | None
    ahead: Level | None
    feedback: list[str]
    passages: list[str]


@dataclass(frozen=True)
class EntryReport:
    """All that a company reads about one entry."""

    entry: Entry
    points: str
    judges: int
    criteria: list[CriterionReport]
    stories: list[Story]
    award: ShownAward | None


def list_reports(page: CompanyPage) -> list[EntryReport]:
    """List the reports of a company's entries in the season of its page."""
    given = {each.entry.id: each for each in awards.list_awards_of(page.company, page.season)}
    return [_report(entry, given.get(entry.id)) for entry in pages.list_entries_of(page.company, page.season)]


def _report(entry: Entry, award: ShownAward | None) -> EntryReport:
    figures, cards, stories = find_entrant_figures(entry), list_entrant_cards(entry), list_public_stories_of(entry)
    return EntryReport(
        entry=entry,
        points=_points(figures),
        judges=figures.row["judges"] if figures else 0,
        criteria=[_criterion(each, entry, figures, cards, stories) for each in get_rubric_of(entry.category).criteria]
        if figures
        else [],
        stories=stories,
        award=award,
    )


def _points(figures: EntrantFigures | None) -> str:
    """Write the score with no more places than it can carry; empty where it rests on too few judges."""
    if figures is None or not may_average(figures.row["judges"]):
        return ""
    return shown(figures.row["score"], figures.row.get("standard_error"))


def _criterion(
    criterion: Criterion,
    entry: Entry,
    figures: EntrantFigures,
    cards: Sequence[EntrantCard],
    stories: Sequence[Story],
) -> CriterionReport:
    code = criterion.code
    levels = figures.levels.get(code, [])
    by_number = {level.number: level for level in criterion.levels}
    reached = int(mean(levels)) if may_average(len(levels)) else 0
    return CriterionReport(
        criterion=criterion,
        mean=shown_mean(levels),
        reached=by_number.get(reached),
        ahead=by_number.get(reached + 1) if reached else None,
        feedback=shuffled(entry, code, [card.feedback[code] for card in cards if code in card.feedback]),
        passages=_passages(stories, [pin for card in cards for pin in card.pins.get(code, [])]),
    )


def shown_mean(levels: Sequence[int]) -> str:
    """Write the mean of levels with one place at most; empty where it could tell what one judge gave."""
    if not may_average(len(levels)):
        return ""
    error = max(stdev(levels) / sqrt(len(levels)), 0.1)
    return shown(four_places(mean(levels)), four_places(error))


def shuffled(entry: Entry, code: str, words: Sequence[str]) -> list[str]:
    """Put texts in an order that says nothing of who wrote them: the same each time, another on each criterion."""
    return sorted(words, key=lambda text: keyed_hash("order of feedback", f"{entry.public_id}|{code}|{text}"))


def _passages(stories: Sequence[Story], pins: Sequence[dict[str, object]]) -> list[str]:
    """Read what was pinned in public stories in the order it stands there, each once, however many pinned it."""
    places = {story.story_id: place for place, story in enumerate(stories)}
    ordered = sorted(pins, key=lambda pin: (places.get(str(pin["story"]), len(places)), str(pin["start"]).zfill(6)))
    return list(dict.fromkeys(words_of(stories, ordered)))
