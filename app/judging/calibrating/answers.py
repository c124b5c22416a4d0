"""What judges answered: the one file that reads it. Levels are for the judge alone; organisers learn who is done."""

from collections.abc import Collection

from sqlalchemy import func, select

from app.accounts.models import User
from app.extensions import db
from app.judging.models import CalibrationAnswer, CalibrationExample, Criterion

Levels = dict[str, int | None]


def list_own(judge: User, examples: Collection[CalibrationExample]) -> dict[int, list[Levels]]:
    """List a judge's own tries at each example, the first one first, as levels by criterion."""
    query = (
        select(CalibrationAnswer.example_id, CalibrationAnswer.attempt, Criterion.code, CalibrationAnswer.level)
        .join(Criterion, Criterion.id == CalibrationAnswer.criterion_id)
        .where(
            CalibrationAnswer.judge_id == judge.id,
            CalibrationAnswer.example_id.in_([example.id for example in examples]),
        )
        .order_by(CalibrationAnswer.example_id, CalibrationAnswer.attempt, Criterion.position, Criterion.id)
    )
    tries: dict[int, dict[int, Levels]] = {}
    for example_id, attempt, code, level in db.session.execute(query):
        tries.setdefault(example_id, {}).setdefault(attempt, {})[code] = level
    return {example_id: list(attempts.values()) for example_id, attempts in tries.items()}


def count_tries(judge: User, example: CalibrationExample) -> int:
    """Count a judge's own tries at one example."""
    query = select(func.max(CalibrationAnswer.attempt)).filter_by(judge_id=judge.id, example_id=example.id)
    return db.session.scalar(query) or 0


def list_done(examples: Collection[CalibrationExample]) -> set[int]:
    """Return the ids of the judges who tried every one of these examples, and nothing of what they answered."""
    query = (
        select(CalibrationAnswer.judge_id)
        .where(CalibrationAnswer.example_id.in_([example.id for example in examples]))
        .group_by(CalibrationAnswer.judge_id)
        .having(func.count(CalibrationAnswer.example_id.distinct()) == len(examples))
    )
    return set(db.session.scalars(query)) if examples else set()


def is_answered(example: CalibrationExample) -> bool:
    """Tell whether any judge tried an example, so that it cannot be removed."""
    return bool(db.session.scalar(select(CalibrationAnswer.id).filter_by(example_id=example.id).limit(1)))
