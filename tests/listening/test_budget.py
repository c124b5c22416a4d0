from decimal import Decimal

import pytest

from app.listening.spending.budget import Allowance, exhausted_sentence, micro_dollars, page_size


@pytest.mark.parametrize(
    ("month_spent", "day_spent", "size", "told"),
    [
        (0, 0, 100, ""),
        (1_900_000, 450_000, 10, ""),
        (1_960_000, 0, None, "this month ($2.00)"),
        (900_000, 480_000, None, "today's part of the reading budget ($0.50)"),
    ],
)
def test_a_page_is_as_large_as_the_money_left(month_spent: int, day_spent: int, size: int | None, told: str) -> None:
    allowance = Allowance(micro_dollars(Decimal(2)), month_spent=month_spent, day_spent=day_spent)

    assert page_size(allowance, price=5_000, smallest=10, largest=100) == size
    assert told in exhausted_sentence(allowance)
