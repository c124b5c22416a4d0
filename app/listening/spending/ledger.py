"""Keep account of what reading costs: reserve before a request, settle after it."""

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.listening.models import ReadSpend, SourceHealth
from app.listening.spending import budget
from app.listening.spending.budget import Allowance
from app.web.links import settings


def reserve(network: str, *, amount: int, watch_id: int | None = None) -> ReadSpend:
    """Set money aside for one request."""
    spend = ReadSpend(
        network=network,
        watch_id=watch_id,
        spent_on=clock.now().date(),
        reserved=amount,
        reserved_at=clock.now(),
    )
    db.session.add(spend)
    db.session.flush()
    return spend


def settle(spend: ReadSpend, *, amount: int) -> None:
    """Replace what was reserved by what the request did cost."""
    spend.settled = amount


def get_allowance(network: str) -> Allowance:
    """Return what this month and day still allow; inside an action the source's row is held until it ends."""
    db.session.execute(select(SourceHealth.id).where(SourceHealth.network == network).with_for_update())
    today = clock.now().date()
    cost = func.coalesce(ReadSpend.settled, ReadSpend.reserved)
    spent = select(
        func.coalesce(func.sum(cost), 0),
        func.coalesce(func.sum(cost).filter(ReadSpend.spent_on == today), 0),
    ).where(ReadSpend.network == network, ReadSpend.spent_on >= today.replace(day=1))
    month, day = db.session.execute(spent).one()
    return Allowance(budget.micro_dollars(settings().x_monthly_budget), month_spent=int(month), day_spent=int(day))


def spent_on_checks(network: str) -> int:
    """Return what was spent today on checking posts we hold."""
    cost = func.sum(func.coalesce(ReadSpend.settled, ReadSpend.reserved))
    today = ReadSpend.network == network, ReadSpend.spent_on == clock.now().date(), ReadSpend.is_check
    return int(db.session.scalar(select(func.coalesce(cost, 0)).where(*today)) or 0)
