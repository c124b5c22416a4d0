"""Estimate what a watch costs: posts a day as found so far, times the price of a post; millionths of a dollar."""

from dataclasses import dataclass
from enum import StrEnum

from app.listening.spending.budget import dollars

PRICES = {"x": 5_000}
PRICE_OF_A_COUNT = 5_000
DAYS_IN_A_MONTH = 30
LOOK_BACK_DAYS = 7


class Basis(StrEnum):
    """What an estimate rests on."""

    FOUND = "found"
    HELD = "held"
    COUNTED = "counted"


WORDS = {
    Basis.FOUND: "It found {posts} on X in the last 7 days: about {cost} a month of your {budget}.",
    Basis.HELD: "Of the posts we hold, {posts} on X would match: at least {cost} a month of your {budget}.",
    Basis.COUNTED: "X counts {posts}: about {cost} a month of your {budget}.",
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many posts a watch would bring in some days, and the budget of a month."""

    basis: Basis
    posts: int
    month_cap: int
    days: float = LOOK_BACK_DAYS

    @property
    def month_cost(self) -> int:
        """Return what the posts of a month cost."""
        return round(self.posts / self.days * DAYS_IN_A_MONTH * PRICES["x"])

    @property
    def sentence(self) -> str:
        """Say it in words."""
        told = WORDS[self.basis].format(
            posts=posts_a_day(self.posts / self.days), cost=dollars(self.month_cost), budget=dollars(self.month_cap)
        )
        return f"{told} Reading stops when the budget is used up." if self.is_too_much else told

    @property
    def is_too_much(self) -> bool:
        """Tell whether this alone would use up the budget of a month."""
        return self.month_cost > self.month_cap


def posts_a_day(number: float) -> str:
    """Write a number of posts a day as people say it."""
    if number < 0.75:
        return "less than one post a day"
    return f"about {round(number):,} posts a day" if round(number) > 1 else "about one post a day"
