"""The tables of judging, and what the database itself refuses to do to them."""

from sqlalchemy import DDL, event

from app.audit.triggers import append_only
from app.extensions import Base
from app.judging.deciding import triggers as decisions
from app.judging.models.awards import Award, Result, SignOff
from app.judging.models.calibration import CalibrationAnswer, CalibrationExample, CalibrationMark, CalibrationRule
from app.judging.models.deciding import Announcement, DecisionRecord, Minutes, Shortlist
from app.judging.models.interests import Declaration, Interest, Replacement, Tie
from app.judging.models.judges import InvitedJudge, JudgeProfile
from app.judging.models.panels import PanelMember, PanelRule
from app.judging.models.pins import CalendarLink, Pin, Reopening
from app.judging.models.ruling import ResultRule
from app.judging.models.scorecards import Assignment, Mark, Recusal, Remark, Scorecard, ScorecardVersion
from app.judging.models.tie_breaks import PairwiseVote, TieBreak, TiedEntry, TieJudge
from app.judging.models.yardstick import Block, CategoryRubric, Criterion, Level, Rubric
from app.judging.triggers import APPEND_ONLY, GUARDS, LATER, statements_for
from app.judging.yardsticks import triggers as yardsticks

__all__ = [
    "Announcement",
    "Assignment",
    "Award",
    "Block",
    "CalendarLink",
    "CalibrationAnswer",
    "CalibrationExample",
    "CalibrationMark",
    "CalibrationRule",
    "CategoryRubric",
    "Criterion",
    "DecisionRecord",
    "Declaration",
    "Interest",
    "InvitedJudge",
    "JudgeProfile",
    "Level",
    "Mark",
    "Minutes",
    "PairwiseVote",
    "PanelMember",
    "PanelRule",
    "Pin",
    "Recusal",
    "Remark",
    "Reopening",
    "Replacement",
    "Result",
    "ResultRule",
    "Rubric",
    "Scorecard",
    "ScorecardVersion",
    "Shortlist",
    "SignOff",
    "Tie",
    "TieBreak",
    "TieJudge",
    "TiedEntry",
]

for _table in (*GUARDS, *APPEND_ONLY, *LATER):
    for _statement in statements_for(_table):
        _ddl = DDL(_statement.sql).execute_if(dialect=_statement.dialect)  # type: ignore[no-untyped-call]
        event.listen(Base.metadata.tables[_table], "after_create", _ddl)

for _table in yardsticks.TABLES:
    for _statement in yardsticks.statements_for(_table):
        _ddl = DDL(_statement.sql).execute_if(dialect=_statement.dialect)  # type: ignore[no-untyped-call]
        event.listen(Base.metadata.tables[_table], "after_create", _ddl)

for _table in decisions.TABLES:
    for _statement in decisions.statements_for(_table):
        _ddl = DDL(_statement.sql).execute_if(dialect=_statement.dialect)  # type: ignore[no-untyped-call]
        event.listen(Base.metadata.tables[_table], "after_create", _ddl)

for _statement in append_only("calibration_answer"):
    _ddl = DDL(_statement.sql).execute_if(dialect=_statement.dialect)  # type: ignore[no-untyped-call]
    event.listen(Base.metadata.tables["calibration_answer"], "after_create", _ddl)
