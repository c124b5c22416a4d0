"""Ask X how many posts its searches would bring, before they are saved; each question is paid out of the budget."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from app.accounts.models import User
from app.audit import service as audit
from app.errors import Refused
from app.listening.models import ReadSpend, Watch
from app.listening.passes import standing
from app.listening.passes.draining import Report
from app.listening.passes.network import may_read
from app.listening.sources.opening import OPENINGS, open_source
from app.listening.sources.protocol import SourceFailure
from app.listening.spending import budget, ledger
from app.listening.spending.estimate import PRICE_OF_A_COUNT
from app.web.actions import act
from app.web.links import settings

MOST_AT_ONCE = 10


@runtime_checkable
class Counter(Protocol):
    """A network that tells how many posts a search would bring."""

    def count(self, query: str) -> int:
        """Return the number of posts of the last seven days, or raise SourceFailure."""
        ...


def ask_how_many(queries: Sequence[str], *, watch: Watch | None, by: User) -> int:
    """Return how many posts of the last seven days X counts for these searches together."""
    watch_id = watch.id if watch else None
    counter = open_counter()
    require_askable(queries)
    return sum(ask(counter, query, watch_id=watch_id, by=by) for query in queries)


def open_counter() -> Counter:
    """Open X, or say why it cannot be asked."""
    source = open_source("x", settings()) if "x" in OPENINGS else None
    if not isinstance(source, Counter):
        raise Refused("X is not set up, so it cannot be asked. AWARDS_X_BEARER_TOKEN is empty.")
    return source


def require_askable(queries: Sequence[str]) -> None:
    """Refuse where there is nothing to ask, too much, or where X wants to be left alone."""
    if not queries:
        raise Refused("There is no search on X to ask about. Choose X, and enter words or a phrase.")
    if len(queries) > MOST_AT_ONCE:
        raise Refused(f"These are {len(queries)} searches. Ask X about {MOST_AT_ONCE} at most, with fewer phrases.")
    report = Report("x")
    if not may_read("x", report):
        raise Refused(f"X cannot be asked now: {report.failure or report.note}")


def ask(counter: Counter, query: str, *, watch_id: int | None, by: User) -> int:
    """Pay for one question, and ask it outside of every transaction."""
    spend = act(reserve, watch_id, by)
    try:
        number = counter.count(query)
    except SourceFailure as failure:
        act(ledger.settle, spend, amount=PRICE_OF_A_COUNT if failure.may_cost else 0)
        raise Refused(failure.sentence) from None
    act(ledger.settle, spend, amount=PRICE_OF_A_COUNT)
    return number


def reserve(watch_id: int | None, by: User) -> ReadSpend:
    """Set the price of one question aside, or refuse where the budget does not hold it."""
    health = standing.get_health("x")
    allowance = ledger.get_allowance("x")
    if allowance.left < PRICE_OF_A_COUNT:
        raise Refused(f"X was not asked: {budget.exhausted_sentence(allowance)}.")
    spend = ledger.reserve("x", amount=PRICE_OF_A_COUNT, watch_id=watch_id)
    audit.record("posts counted", about=health, by=by)
    return spend
