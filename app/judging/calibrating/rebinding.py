"""Examples follow the rubric of their season: agreed marks of criteria that are gone drop out, and that is told."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import User
from app.audit import service as audit
from app.extensions import db
from app.judging.models import CalibrationExample, Rubric
from app.judging.yardsticks.reading import list_in_force
from app.programme.models import Season


def list_examples(season: Season) -> list[CalibrationExample]:
    """List a season's examples in their order."""
    query = select(CalibrationExample).filter_by(season_id=season.id)
    return list(db.session.scalars(query.order_by(CalibrationExample.position, CalibrationExample.id)))


def rebind_examples(season: Season, *, by: User) -> list[CalibrationExample]:
    """Bind a season's examples to a rubric in force, where theirs no longer is; return those that lost marks."""
    rubrics = [rubric for rubric, _ in list_in_force(season)]
    shortened = []
    for example in list_examples(season):
        if rubrics and example.rubric_id not in {rubric.id for rubric in rubrics}:
            _rebind(example, _nearest(example, rubrics), by=by)
            shortened += [example] if example.dropped else []
    db.session.flush()
    return shortened


def _nearest(example: CalibrationExample, rubrics: Sequence[Rubric]) -> Rubric:
    """Choose the rubric that keeps the most agreed marks, the newest among equals."""
    return max(rubrics, key=lambda rubric: (len(rubric.titles.keys() & example.agreed.keys()), rubric.version))


def _rebind(example: CalibrationExample, rubric: Rubric, *, by: User) -> None:
    criteria = {criterion.code: criterion for criterion in rubric.criteria}
    for code, mark in example.agreed.items():
        if code in criteria:
            mark.criterion = criteria[code]
        else:
            example.dropped = [*example.dropped, mark.criterion.title]
            example.marks.remove(mark)
    example.rubric = rubric
    example.edition += 1
    if example.agreed.keys() != criteria.keys():
        example.is_ready = False
    audit.record("calibration example rebound", about=example, by=by, version=rubric.version)
