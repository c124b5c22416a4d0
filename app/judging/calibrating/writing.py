"""What organisers do with examples, and a judge's try at one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app import clock
from app.accounts.models import User
from app.audit import service as audit
from app.audit.service import Actor
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging.calibrating import answers
from app.judging.calibrating.reading import Calibration, demand_of, find_rule
from app.judging.calibrating.rebinding import list_examples
from app.judging.calibrating.rules import MOST_EXAMPLES, Demand
from app.judging.models import (
    CalibrationAnswer,
    CalibrationExample,
    CalibrationMark,
    CalibrationRule,
    Criterion,
    Rubric,
)
from app.judging.yardsticks.reading import list_in_force
from app.programme.models import Season
from app.programme.queries import find_current_season
from app.web.engine import lock

SOURCE = Path(__file__).with_name("examples.toml")
Agreed = Mapping[str, tuple[int | None, str]]


class Stale(Conflict):
    """The example was saved elsewhere since this page was opened."""

    def __init__(self, edition: int) -> None:
        super().__init__(
            "Somebody else saved this example since you opened it. Both are below: saving again keeps what you typed."
        )
        self.edition = edition


@cache
def read_examples() -> list[dict[str, Any]]:
    """Read the ready-made examples once."""
    examples: list[dict[str, Any]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["example"]
    return examples


def install_examples(*, by: Actor | str) -> None:
    """Give the current season the ready-made examples and offer them, unless somebody has settled that already."""
    season = find_current_season()
    if season is None or find_rule(season) is not None or list_examples(season):
        return
    add_ready_made(season, by=by)
    if list_examples(season):
        set_demand(season, demand=Demand.OFFERED, by=by)


def add_ready_made(season: Season, *, by: Actor | str) -> list[CalibrationExample]:
    """Copy the ready-made examples into a season, with agreed marks for every criterion its rubric still has."""
    rubric = rubric_for_examples(season)
    titles = {example.title for example in list_examples(season)}
    written = [row for row in read_examples() if row["title"] not in titles]
    return [
        write_example(
            CalibrationExample(season=season, rubric=rubric),
            title=row["title"],
            stories=row["stories"].strip(),
            agreed={code: (mark.get("level"), mark["why"]) for code, mark in row["marks"].items()},
            is_ready=rubric.titles.keys() <= row["marks"].keys(),
            by=by,
        )
        for row in written[: MOST_EXAMPLES - len(titles)]
    ]


def rubric_for_examples(season: Season) -> Rubric:
    """Return the rubric a new example is marked by: the one most categories of the season are judged by."""
    in_force = list_in_force(season)
    if not in_force:
        raise Refused("Add a category to the season first: examples are marked by its rubric.")
    return max(in_force, key=lambda row: (len(row[1]), row[0].version))[0]


def set_demand(season: Season, *, demand: Demand, by: Actor | str) -> CalibrationRule:
    """Say whether a season's judges are asked to calibrate."""
    rule = find_rule(season)
    if rule is None:
        rule = CalibrationRule(season_id=season.id)
        db.session.add(rule)
    rule.demand = demand
    db.session.flush()
    audit.record("calibration switched", about=season, by=by, demand=demand)
    return rule


def add_example(
    season: Season, *, title: str, stories: str, agreed: Agreed, is_ready: bool, by: User
) -> CalibrationExample:
    """Write a new example on the rubric most categories of the season are judged by."""
    if len(list_examples(season)) >= MOST_EXAMPLES:
        raise Refused(f"A season has at most {MOST_EXAMPLES} examples.")
    example = CalibrationExample(season=season, rubric=rubric_for_examples(season))
    return write_example(example, title=title, stories=stories, agreed=agreed, is_ready=is_ready, by=by)


def save_example(
    example: CalibrationExample, *, title: str, stories: str, agreed: Agreed, is_ready: bool, edition: int, by: User
) -> CalibrationExample:
    """Write an example over the edition it was opened on; a ready one has a mark and a reason on every criterion."""
    lock(example)
    if example.edition != edition:
        raise Stale(example.edition)
    example.edition += 1
    return write_example(example, title=title, stories=stories, agreed=agreed, is_ready=is_ready, by=by)


def write_example(
    example: CalibrationExample, *, title: str, stories: str, agreed: Agreed, is_ready: bool, by: Actor | str
) -> CalibrationExample:
    """Bring the rows of an example to what is written."""
    if example.position is None:
        last = select(func.max(CalibrationExample.position)).filter_by(season_id=example.season.id)
        example.position = 1 + (db.session.scalar(last) or 0)
    example.title, example.stories, example.is_ready, example.dropped = title, stories, is_ready, []
    db.session.add(example)
    marks = example.agreed
    for criterion in example.rubric.criteria:
        _write_mark(example, marks.get(criterion.code), criterion, agreed)
    db.session.flush()
    audit.record("calibration example saved", about=example, by=by, ready=is_ready)
    return example


def _write_mark(
    example: CalibrationExample, mark: CalibrationMark | None, criterion: Criterion, agreed: Agreed
) -> None:
    if criterion.code not in agreed:
        if mark is not None:
            example.marks.remove(mark)
        return
    if mark is None:
        mark = CalibrationMark(criterion=criterion)
        example.marks.append(mark)
    mark.level, mark.why = agreed[criterion.code]


def remove_example(example: CalibrationExample, *, by: User) -> None:
    """Remove an example nobody has tried; others can be taken from the judges by not being ready."""
    if answers.is_answered(example):
        raise Conflict("A judge has tried this example already, so it stays. Take the tick “ready” away to hide it.")
    audit.record("calibration example removed", about=example, by=by)
    db.session.delete(example)


def answer(
    calibration: Calibration, example: CalibrationExample, *, levels: Mapping[str, int | None], by: User
) -> None:
    """Keep a judge's try at an example beside the earlier ones."""
    if calibration.is_over:
        raise Conflict("Judging is over, so there is nothing left to calibrate for.")
    if demand_of(example.season) is Demand.OFF or not example.is_ready:
        raise Conflict("The organisers took this example back.")
    attempt = answers.count_tries(by, example) + 1
    now = clock.now()
    for criterion in example.rubric.criteria:
        row = CalibrationAnswer(judge_id=by.id, example_id=example.id, criterion_id=criterion.id, attempt=attempt)
        row.level, row.answered_at = levels[criterion.code], now
        db.session.add(row)
    db.session.flush()
    if attempt == 1:
        audit.record("calibration example tried", about=example, by=by)
