"""A category in judging, for tests: season, entries with stories, judges, assignments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts.models import User
from app.extensions import Base, db
from app.judging import service
from app.judging.models import Assignment, Scorecard
from app.judging.rules import AssignmentState
from app.judging.sheet import Remarks, Sheet
from app.nominations.models import Entry
from app.programme.models import Category, Season
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_entry, make_nomination, make_season, make_user, save

CODES = ("a1", "a2", "b1", "b2", "b3")


@dataclass
class Round:
    """One category with its people."""

    season: Season
    category: Category
    entries: list[Entry]
    judges: list[User]
    organiser: User

    @property
    def entry(self) -> Entry:
        """Return the first entry."""
        return self.entries[0]

    @property
    def judge(self) -> User:
        """Return the first judge."""
        return self.judges[0]

    @property
    def after_judging(self) -> datetime:
        """Return a moment when judging is over."""
        return self.season.judging_closes_at + timedelta(hours=1)


def make_round(
    *, entries: int = 1, judges: int = 1, assign: bool = True, season: Season | None = None, **told: Any
) -> Round:
    """Make a category whose judging is open, its stories told in time, its judges asked."""
    act(service.install_rubrics)
    season = season or make_season(phase="judging")
    category = make_category(season=season)
    with time_machine.travel(season.nominations_open_at + timedelta(days=1), tick=False):
        rows = [make_entry(category=category, company=make_company()) for _ in range(entries)]
        for entry in rows:
            make_nomination(state="accepted", entry=entry, **told)
    made = Round(season, category, rows, [make_user(role="judge") for _ in range(judges)], make_user(role="organiser"))
    if assign:
        pairs = [(judge, entry) for judge in made.judges for entry in made.entries]
        act(service.change_panel, category, add=pairs, by=made.organiser)
    return made


def find_assignment(judge: User, entry: Entry) -> Assignment:
    return db.session.query(Assignment).filter_by(judge_id=judge.id, entry_id=entry.id).one()


def ask_late(judge: User, entry: Entry) -> None:
    """Give a judge an entry by hand, past the rules about when."""
    other = db.session.query(Assignment).filter_by(entry_id=entry.id).first()
    moment = entry.season.judging_opens_at
    row = Assignment(judge_id=judge.id, entry_id=entry.id, rubric_id=other.rubric_id, round=1)
    row.state, row.assigned_at, row.changed_at = AssignmentState.ASKED, moment, moment
    save(row)


def sheet(*levels: int | None, remarks: dict[str, str] | None = None) -> Sheet:
    """Make a sheet from levels in the order of the criteria; every due comment is there."""
    answered = dict(zip(CODES, levels, strict=False))
    due = {code: Remarks(comment=f"Because of {code}") for code, level in answered.items() if level in (1, 2, 5)}
    return Sheet(levels=answered, remarks={**due, **{c: Remarks(comment=t) for c, t in (remarks or {}).items()}})


def submit(judge: User, entry: Entry, *levels: int | None) -> Scorecard:
    assignment = find_assignment(judge, entry)
    return act(service.submit_scorecard, assignment, sheet=sheet(*levels), version=0, by=judge)


def compute(made: Round) -> None:
    """Seal and compute after judging."""
    with time_machine.travel(made.after_judging, tick=False):
        act(service.seal, made.category, by=made.organiser)
        act(service.compute_result, made.category, by=made.organiser)


def fields(*levels: int | str | None, version: int = 0, action: str = "submit", **more: str) -> dict[str, str]:
    """Return what the form of a scorecard sends."""
    answers = {
        f"level_{code}": "cannot_tell" if level is None else str(level)
        for code, level in zip(CODES, levels, strict=False)
    }
    return {**answers, "version": str(version), "action": action, **more}


def post(client: FlaskClient, entry: Entry, data: dict[str, str], **options: Any) -> Any:
    """Send a scorecard's form with a fresh token."""
    path = f"/judge/entries/{entry.public_id}"
    return client.post(path, data={"csrf_token": csrf(client, path), **data}, **options)


def count(model: type[Base]) -> int:
    """Count the rows of a table as they stand now."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0
