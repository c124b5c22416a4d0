"""What may be asked of the funnel: a number of weeks, one of each kind, and what its table goes by."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from app.listening.funnel.stages import ORDER, WITH_CURATOR, WITH_TEMPLATE, Stage

WEEKS: Mapping[int, str] = {4: "4 weeks", 12: "12 weeks", 26: "26 weeks", 52: "52 weeks"}
USUAL_WEEKS = 12
NONE = "none"


class By(StrEnum):
    """What the rows of the table are."""

    WEEK = "week"
    NETWORK = "network"
    WATCH = "watch"
    TEMPLATE = "template"
    CURATOR = "curator"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; an empty word means all, `none` those without."""

    weeks: int = USUAL_WEEKS
    network: str = ""
    watch: str = ""
    template: str = ""
    curator: str = ""
    by: By = By.WEEK

    @property
    def stages(self) -> tuple[Stage, ...]:
        """List the stages of which this can be told: nothing is claimed with a template, nobody finds."""
        if self.template or self.by is By.TEMPLATE:
            return tuple(stage for stage in ORDER if stage in WITH_TEMPLATE)
        if self.curator or self.by is By.CURATOR:
            return tuple(stage for stage in ORDER if stage in WITH_CURATOR)
        return tuple(ORDER)

    def begins_on(self, today: date) -> date:
        """Return the Monday on which the first of the weeks begins."""
        return week_of(today) - timedelta(weeks=self.weeks - 1)

    def words(self) -> dict[str, str]:
        """Return what differs from the usual, as an address holds it."""
        usual = Question()
        return {
            part.name: str(getattr(self, part.name))
            for part in fields(self)
            if getattr(self, part.name) != getattr(usual, part.name)
        }


def question_in(words: Mapping[str, str]) -> Question:
    """Read a question from an address; what makes no sense is passed over."""
    weeks = words.get("weeks", "")
    by = words.get("by", "")
    return Question(
        weeks=int(weeks)
        if weeks.isascii() and weeks.isdecimal() and len(weeks) < 4 and int(weeks) in WEEKS
        else USUAL_WEEKS,
        by=By(by) if by in set(By) else By.WEEK,
        **{name: words.get(name, "")[:30] for name in ("network", "watch", "template", "curator")},
    )


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
