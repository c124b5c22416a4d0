"""What changes for a season when its categories take another version: the choice, and the examples that go with it."""

from collections.abc import Mapping

from app.accounts.models import User
from app.judging.calibrating.rebinding import rebind_examples
from app.judging.models import Rubric
from app.judging.yardsticks import editing
from app.judging.yardsticks.reading import find_rubric_of
from app.programme.models import Category, Season
from app.programme.queries import list_seasons


def choose_for(season: Season, *, choices: Mapping[Category, Rubric], by: User) -> list[Category]:
    """Give categories another version where it differs, and return those; examples follow."""
    changed = []
    for category, rubric in choices.items():
        used = find_rubric_of(category)
        if used is None or used.id != rubric.id:
            editing.choose(category, rubric=rubric, by=by)
            changed.append(category)
    rebind_examples(season, by=by)
    return changed


def publish(rubric: Rubric, *, edition: int, by: User) -> Rubric:
    """Publish a draft; examples follow in every season whose categories take the newest version."""
    editing.publish(rubric, edition=edition, by=by)
    for season in list_seasons():
        rebind_examples(season, by=by)
    return rubric
