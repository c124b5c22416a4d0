"""The decision room of a category: its ranking with what each judge gave and pinned, and the proposal under way."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app import clock
from app.accounts.models import User
from app.judging import visibility
from app.judging.models import Award, Result
from app.judging.queries.coverage import Coverage, coverage_of
from app.judging.queries.decisions import count_able_to_sign, list_decision, name_of_decision
from app.judging.queries.panels import list_entries
from app.judging.queries.pins import words_of
from app.judging.rules import FEWEST_JUDGES
from app.judging.scoring import shown
from app.judging.visibility import NumberedCard
from app.judging.wording import points
from app.judging.yardsticks.reading import get_rubric_of
from app.nominations import queries as nominations
from app.nominations.models import Entry
from app.nominations.queries import Story
from app.programme.models import Category


@dataclass(frozen=True)
class Ranked:
    """One entry in the ranking, with what each judge gave it."""

    entry: Entry
    figures: dict[str, Any]
    cards: list[NumberedCard]
    stories: list[Story]

    def pinned(self, card: NumberedCard, code: str) -> list[str]:
        """Read the passages a judge pinned to a criterion, with masks on."""
        return words_of(self.stories, card.pins.get(code, []))

    @property
    def points(self) -> str:
        """Write the score with no more places than its error supports."""
        return shown(self.figures["score"], self.figures.get("standard_error"))

    @property
    def scores(self) -> list[tuple[int, str]]:
        """Return what each judge gave, by the number they have on this entry alone."""
        return [(card.judge, points(card.total)) for card in self.cards]

    @property
    def is_short(self) -> bool:
        """Tell whether fewer judges scored it than should have."""
        return len(self.cards) < FEWEST_JUDGES

    @property
    def may_win(self) -> bool:
        """Tell whether its score reaches the award line."""
        return bool(self.figures["over_award_line"])


@dataclass(frozen=True)
class DecisionRoom:
    """Everything organisers decide a category from."""

    category: Category
    coverage: Coverage
    result: Result | None
    ranking: list[Ranked]
    outcome: str
    codes: list[tuple[str, str]]
    awards: list[Award]
    needs: int

    @property
    def may_compute(self) -> bool:
        """Tell whether the result can be computed now."""
        return visibility.is_over(self.category, clock.now())

    @property
    def decision(self) -> str:
        """Name the proposal that is shown, for whoever signs it."""
        return name_of_decision(self.awards)

    @property
    def is_announced(self) -> bool:
        """Tell whether everybody knows already, also of what was taken back since."""
        return self.category.season.published_at is not None

    def has_signed(self, person: User) -> bool:
        """Tell whether a person stands behind the proposal already."""
        return any(row.user_id == person.id for award in self.awards for row in award.sign_offs)

    @property
    def is_stale(self) -> bool:
        """Tell whether the proposal rests on an older result."""
        return bool(self.awards and self.result and self.awards[0].result_id != self.result.id)


def get_decision_room(viewer: User, category: Category) -> DecisionRoom:
    """Return a category's decision room, for whoever may see its marks by number."""
    now = clock.now()
    result = visibility.find_result(viewer, category, now)
    document = json.loads(result.document) if result else None
    rubric = get_rubric_of(category)
    return DecisionRoom(
        category=category,
        coverage=coverage_of(category),
        result=result,
        ranking=_ranking(viewer, category, document) if document else [],
        outcome=document["results"]["outcome"]["kind"] if document else "",
        codes=[(criterion.code, criterion.title) for criterion in rubric.criteria],
        awards=list_decision(category),
        needs=2 if count_able_to_sign(category) >= 2 else 1,
    )


def _ranking(viewer: User, category: Category, document: dict[str, Any]) -> list[Ranked]:
    entries = {entry.public_id: entry for entry in list_entries(category)}
    cards: dict[int, list[NumberedCard]] = {}
    for card in visibility.list_numbered_cards(viewer, category, clock.now()):
        cards.setdefault(card.entry_id, []).append(card)
    stories = nominations.list_cited_stories(category, _cited_in(card for own in cards.values() for card in own))
    rows = [(entries[row["entry"]], row) for row in document["results"]["entries"]]
    return [_ranked(entry, row, cards.get(entry.id, []), stories.get(entry.id, [])) for entry, row in rows]


def _cited_in(cards: Iterable[NumberedCard]) -> set[str]:
    """Name the stories that passages were pinned from."""
    return {pin["story"] for card in cards for pins in card.pins.values() for pin in pins}


def _ranked(entry: Entry, figures: dict[str, Any], cards: list[NumberedCard], stories: list[Story]) -> Ranked:
    figures.pop("scores")
    return Ranked(entry, figures, sorted(cards, key=lambda card: card.judge), stories)
