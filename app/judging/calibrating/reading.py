"""Which examples a judge is offered, how far they are from what was agreed, and who has tried them."""

from dataclasses import dataclass

from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.errors import Missing, Refused
from app.extensions import db
from app.judging.calibrating import answers
from app.judging.calibrating.answers import Levels
from app.judging.calibrating.rebinding import list_examples
from app.judging.calibrating.rules import Demand, Distance, Lean, list_leans
from app.judging.models import Assignment, CalibrationExample, CalibrationRule
from app.judging.rules import OPEN_TO_THE_JUDGE, AssignmentState
from app.nominations.models import Entry
from app.programme.models import Season

BEGUN = {AssignmentState.STARTED, AssignmentState.SUBMITTED}


@dataclass(frozen=True)
class Trial:
    """One example with a judge's own tries at it."""

    example: CalibrationExample
    tries: list[Levels]

    @property
    def is_done(self) -> bool:
        """Tell whether the judge has tried it."""
        return bool(self.tries)

    @property
    def distances(self) -> dict[str, Distance]:
        """Compare the last try with what was agreed, criterion by criterion."""
        return self._compared(self.tries[-1]) if self.tries else {}

    @property
    def first(self) -> dict[str, Distance]:
        """Compare the first try, where there was another after it."""
        return self._compared(self.tries[0]) if len(self.tries) > 1 else {}

    def _compared(self, levels: Levels) -> dict[str, Distance]:
        agreed = self.example.agreed
        return {
            criterion.code: Distance(criterion.title, levels[criterion.code], mark.level, mark.why)
            for criterion in self.example.rubric.criteria
            if criterion.code in levels and (mark := agreed.get(criterion.code))
        }


@dataclass(frozen=True)
class Calibration:
    """What one season offers or asks of one judge."""

    season: Season
    demand: Demand
    trials: list[Trial]
    is_begun: bool

    @property
    def is_over(self) -> bool:
        """Tell whether judging has closed, so that nothing more is asked."""
        return clock.now() >= self.season.judging_closes_at

    @property
    def waiting(self) -> list[Trial]:
        """Return the examples not tried yet."""
        return [trial for trial in self.trials if not trial.is_done]

    @property
    def is_worth_showing(self) -> bool:
        """Tell whether there is something to try, or something that was tried."""
        return not self.is_over or len(self.waiting) < len(self.trials)

    @property
    def leans(self) -> list[Lean]:
        """Average the distances on each criterion over the examples that were tried."""
        return list_leans(trial.distances for trial in self.trials if trial.is_done)

    @property
    def stands_before(self) -> bool:
        """Tell whether an entry opens only after the examples."""
        return self.demand is Demand.REQUIRED and bool(self.waiting) and not self.is_begun and not self.is_over


def find_rule(season: Season) -> CalibrationRule | None:
    """Find what was settled for a season, if anything was."""
    return db.session.get(CalibrationRule, season.id)


def demand_of(season: Season) -> Demand:
    """Return what a season asks of its judges."""
    rule = find_rule(season)
    return rule.demand if rule else Demand.OFF


def list_calibrations(judge: User) -> list[Calibration]:
    """List what each season a judge has entries in offers them, the newest first."""
    query = (
        select(Season, Assignment.rubric_id, Assignment.state)
        .join(Entry, Entry.season_id == Season.id)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .where(Assignment.judge_id == judge.id, Assignment.state.in_(OPEN_TO_THE_JUDGE))
        .order_by(Season.judging_opens_at.desc(), Season.id, Assignment.id)
    )
    held: dict[Season, list[tuple[int, AssignmentState]]] = {}
    for season, rubric_id, state in db.session.execute(query):
        held.setdefault(season, []).append((rubric_id, state))
    found = [_calibration(judge, season, rows) for season, rows in held.items()]
    return [calibration for calibration in found if calibration is not None]


def _calibration(judge: User, season: Season, rows: list[tuple[int, AssignmentState]]) -> Calibration | None:
    demand = demand_of(season)
    if demand is Demand.OFF:
        return None
    rubrics = {rubric_id for rubric_id, _ in rows}
    examples = [each for each in list_examples(season) if each.is_ready and each.rubric_id in rubrics]
    tries = answers.list_own(judge, examples)
    trials = [Trial(example, tries.get(example.id, [])) for example in examples]
    return Calibration(season, demand, trials, any(state in BEGUN for _, state in rows)) if trials else None


def get_trial(judge: User, public_id: str) -> tuple[Calibration, Trial]:
    """Return one example a judge is offered, within its season; anything else is missing."""
    for calibration in list_calibrations(judge):
        for trial in calibration.trials:
            if trial.example.public_id == public_id:
                return calibration, trial
    raise Missing


def find_detour(judge: User, season: Season) -> bool:
    """Tell whether a judge has examples to try before their first entry of a season."""
    if demand_of(season) is not Demand.REQUIRED:
        return False
    return any(each.season.id == season.id and each.stands_before for each in list_calibrations(judge))


def require_tried(judge: User, season: Season) -> None:
    """Refuse a first mark while the season asks for its examples to be tried before."""
    if find_detour(judge, season):
        raise Refused("Try the examples first: you find them under “Calibration”. What you typed is not saved yet.")


def get_example(public_id: str) -> CalibrationExample:
    """Return one example, for organisers."""
    example = db.session.scalar(select(CalibrationExample).filter_by(public_id=public_id))
    if example is None:
        raise Missing
    return example


def list_done(season: Season) -> list[tuple[User, bool]]:
    """Say of each judge of a season whether they are done, and no more; nothing once judging is over."""
    if demand_of(season) is Demand.OFF or clock.now() >= season.judging_closes_at:
        return []
    query = (
        select(Assignment)
        .join(Assignment.entry)
        .where(Entry.season_id == season.id, Assignment.state.in_(OPEN_TO_THE_JUDGE))
        .order_by(Assignment.id)
    )
    rubrics: dict[User, set[int]] = {}
    for row in db.session.scalars(query):
        rubrics.setdefault(row.judge, set()).add(row.rubric_id)
    ready = [example for example in list_examples(season) if example.is_ready]
    rows = []
    for judge, used in rubrics.items():
        offered = [example for example in ready if example.rubric_id in used]
        rows += [(judge, judge.id in answers.list_done(offered))] if offered else []
    return sorted(rows, key=lambda row: ((row[0].name or row[0].email).casefold(), row[0].id))
