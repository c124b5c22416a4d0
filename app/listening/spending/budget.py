"""Decide how much may be read for the money left; amounts are millionths of a dollar."""

from dataclasses import dataclass
from decimal import Decimal

MICRO = 1_000_000
FULL_DAYS_IN_A_BUDGET = 4
WARNS_AT = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Allowance:
    """The caps of a month and a day, and what has been spent of them."""

    month_cap: int
    month_spent: int
    day_spent: int

    @property
    def day_cap(self) -> int:
        """Return a quarter of the month's budget: no single day can use up the month."""
        return self.month_cap // FULL_DAYS_IN_A_BUDGET

    @property
    def left(self) -> int:
        """Return what may still be spent now."""
        return max(0, min(self.month_cap - self.month_spent, self.day_cap - self.day_spent))


def micro_dollars(dollars: Decimal) -> int:
    """Return an amount in millionths of a dollar."""
    return int(dollars * MICRO)


def page_size(allowance: Allowance, *, price: int, smallest: int, largest: int) -> int | None:
    """Return how many posts a page may hold, or None when not even the smallest page can be paid."""
    affordable = allowance.left // price if price else largest
    return None if affordable < smallest else min(affordable, largest)


def exhausted_sentence(allowance: Allowance) -> str:
    """Say which cap was reached, and what would lift it."""
    if allowance.month_cap - allowance.month_spent <= allowance.day_cap - allowance.day_spent:
        return f"the reading budget of this month ({dollars(allowance.month_cap)}) is used up"
    return f"today's part of the reading budget ({dollars(allowance.day_cap)}) is used up; it goes on tomorrow"


def warning_sentence(allowance: Allowance) -> str:
    """Say that most of a cap is spent, before it stops the reading; empty while there is enough."""
    if allowance.month_spent >= WARNS_AT * allowance.month_cap:
        return f"80 % of this month's reading budget ({dollars(allowance.month_cap)}) is spent"
    if allowance.day_spent >= WARNS_AT * allowance.day_cap:
        return f"80 % of today's part of the reading budget ({dollars(allowance.day_cap)}) is spent"
    return ""


def dollars(amount: int) -> str:
    """Write an amount for people."""
    return f"${Decimal(amount) / MICRO:,.2f}"
