"""What moving a day changes, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.desk.rules.facts import count

TITLES = {
    "nominations_open_at": "Nominations open",
    "nominations_close_at": "Nominations close",
    "judging_opens_at": "Judging opens",
    "judging_closes_at": "Judging closes",
    "announced_at": "The announcement",
}
LAST_DAYS = frozenset({"nominations_close_at", "judging_closes_at"})
JUDGES_READ = frozenset({"judging_opens_at", "judging_closes_at"})
INVITED_READ = JUDGES_READ | {"announced_at"}
NOMINATORS_READ = frozenset({"judging_opens_at"})


@dataclass(frozen=True)
class Told:
    """How many people a letter told the days of a season."""

    judges: int = 0
    invited: int = 0
    nominators: int = 0


@dataclass(frozen=True)
class Move:
    """One instant that moves: what it is, from when, to when, whether it ends a day, and what that means for whom."""

    title: str
    old: datetime
    new: datetime
    is_last_day: bool
    effects: tuple[str, ...]


def moves_of(moved: Mapping[str, tuple[datetime, datetime]], told: Told) -> list[Move]:
    """Return what moves, in the order of a season, with what follows."""
    return [
        Move(title, *moved[name], name in LAST_DAYS, tuple(_effects(name, told)))
        for name, title in TITLES.items()
        if name in moved
    ]


def needs_letter_to_judges(moved: Mapping[str, object], told: Told) -> bool:
    """Tell whether judges were told a day that moves."""
    return bool(told.judges and JUDGES_READ & set(moved))


def needs_letter_to_nominators(moved: Mapping[str, object], told: Told) -> bool:
    """Tell whether nominators were told a day that moves."""
    return bool(told.nominators and NOMINATORS_READ & set(moved))


def _effects(name: str, told: Told) -> list[str]:
    effects = ["Every public page and the calendar show the new day at once."]
    if told.judges and name in JUDGES_READ:
        judges = count(told.judges, "judge was", "judges were")
        effects.append(f"{judges} told the old day by letter; their list and their own calendar show the new one.")
    if told.invited and name in INVITED_READ:
        invited = count(told.invited, "invited judge has", "invited judges have")
        effects.append(f"{invited} the old day in an invitation nobody has accepted yet; send it again to correct it.")
    if told.nominators and name in NOMINATORS_READ:
        effects.append(f"{count(told.nominators, 'nominator was', 'nominators were')} told the old day by letter.")
    if name == "judging_closes_at" and told.judges:
        effects.append("Reminders go by the new day.")
    return effects
