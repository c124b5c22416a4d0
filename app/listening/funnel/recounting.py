"""Count everything anew from the rows themselves: for posts that came in past the counters, and after a repair."""

from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal, select, text

from app.extensions import db, table_of
from app.listening.funnel.stages import ORDER, WITH_TEMPLATE, Stage
from app.listening.models import Claim, FunnelDay, FunnelStep, Mention, Outreach, Watch
from app.listening.rules import WAS_SENT

STEP = ("mention_id", "stage", "reached_at", "user_id", "template")
DAY = ("reached_on", "stage", "network", "watch", "template", "user_id", "number")


def recount() -> int:
    """Add the steps that can be told from posts, claims and replies, count each day anew, return the sum."""
    _have_it_alone()
    for known in (_claimed(), _dismissed(), _sent(Outreach.sent_at, Stage.SENT), _visited()):
        for stage in ORDER[1 : ORDER.index(known[0]) + 1]:
            _add_steps(known[1], stage)
    db.session.execute(delete(FunnelDay))
    db.session.execute(insert(table_of(FunnelDay)).from_select(DAY, _found_days()))
    db.session.execute(insert(table_of(FunnelDay)).from_select(DAY, _step_days()))
    return db.session.scalar(select(func.coalesce(func.sum(FunnelDay.number), 0))) or 0


Known = tuple[Stage, Any]


def _have_it_alone() -> None:
    """Let nobody count meanwhile, and take the time that a million posts need; SQLite has one writer anyway."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL statement_timeout = 0"))
        db.session.execute(text("LOCK TABLE funnel_step, funnel_day IN EXCLUSIVE MODE"))


def _add_steps(known: Any, stage: Stage) -> None:
    """Add one stage for those posts that have no such step yet, at the earliest instant known."""
    rows = known.subquery()
    held = select(FunnelStep.mention_id).where(FunnelStep.mention_id == rows.c.mention_id, FunnelStep.stage == stage)
    template = rows.c.template if stage in WITH_TEMPLATE else literal("")
    word = literal(stage, table_of(FunnelStep).c.stage.type)
    chosen = select(rows.c.mention_id, word, rows.c.reached_at, rows.c.user_id, template).where(~held.exists())
    db.session.execute(insert(table_of(FunnelStep)).from_select(STEP, chosen))


def _dismissed() -> Known:
    by = Mention.dismissed_by_id
    rows = select(Mention.id.label("mention_id"), Mention.dismissed_at.label("reached_at"), by.label("user_id"))
    return Stage.SHOWN, rows.add_columns(literal("").label("template")).where(Mention.dismissed_at.is_not(None))


def _claimed() -> Known:
    first = select(func.min(Claim.id)).group_by(Claim.mention_id)
    rows = select(Claim.mention_id, Claim.claimed_at.label("reached_at"), Claim.user_id)
    return Stage.CLAIMED, rows.add_columns(literal("").label("template")).where(Claim.id.in_(first))


def _sent(moment: Any, stage: Stage) -> Known:
    rows = select(Outreach.mention_id, moment.label("reached_at"), Outreach.user_id, Outreach.template)
    return stage, rows.where(Outreach.state.in_(WAS_SENT), moment.is_not(None))


def _visited() -> Known:
    return _sent(Outreach.first_visited_at, Stage.VISITED)


def _found_days() -> Select[Any]:
    day, watch = func.date(Mention.found_at), _watch()
    counted = select(day, _word(Stage.FOUND), Mention.network, watch, literal(""), literal(0), func.count())
    return counted.outerjoin(Mention.watch).group_by(day, Mention.network, watch)


def _step_days() -> Select[Any]:
    day, watch, by = func.date(FunnelStep.reached_at), _watch(), func.coalesce(FunnelStep.user_id, 0)
    parts = (day, FunnelStep.stage, Mention.network, watch, FunnelStep.template, by)
    counted = select(*parts, func.count()).select_from(FunnelStep).join(Mention, Mention.id == FunnelStep.mention_id)
    return counted.outerjoin(Mention.watch).group_by(*parts)


def _watch() -> ColumnElement[str]:
    return func.coalesce(Watch.public_id, "")


def _word(stage: Stage) -> ColumnElement[Stage]:
    return literal(stage, table_of(FunnelDay).c.stage.type)
