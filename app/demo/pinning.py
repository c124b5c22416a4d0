"""Passages that judges pinned to a criterion, and a scorecard that one of them took back."""

from functools import partial

from sqlalchemy import select

from app.accounts.models import User
from app.demo import written
from app.demo.panels import entry_of
from app.demo.script import Script
from app.demo.seasons import MIDDLE, PAST, PLANS, Stage
from app.extensions import db
from app.judging import service
from app.judging.models import Assignment
from app.judging.queries.pins import seen
from app.judging.service.pinning import Passage
from app.nominations import queries as nominations
from app.web.actions import act


def stage(script: Script, held: Stage) -> None:
    """Note when judges read and pin, before they score, and when one has second thoughts."""
    for season in (PAST, MIDDLE):
        for row in written.read("panels")["pin"]:
            if row["season"] == season:
                script.add(held.days.at(PLANS[season].judging_opens + 1, "20:15"), partial(pin, held, row))
    for row in written.read("panels")["taken_back"]:
        script.add(held.days.at(PLANS[row["season"]].judging_opens + 15, "18:20"), partial(take_back, held, row))


def pin(held: Stage, row: written.Row) -> None:
    """Pin the words a judge was moved by; they stand in one of the entry's stories."""
    judge, assignment = find(held, row)
    story = next(each for each in nominations.list_stories_of(assignment.entry) if row["words"] in each.text)
    start = story.text.index(row["words"])
    passage = Passage(seen(story), start, start + len(row["words"]))
    act(service.pin_passages, assignment, code=row["criterion"], passages=[passage], by=judge)


def take_back(held: Stage, row: written.Row) -> None:
    """Take a submitted scorecard back, saying why."""
    judge, assignment = find(held, row)
    act(service.reopen_scorecard, assignment, reason=row["reason"], by=judge)


def find(held: Stage, row: written.Row) -> tuple[User, Assignment]:
    """Return a judge and what they were asked about a company."""
    judge = held.people[row["judge"]]
    entry = entry_of(held.category(row["season"], row["category"]), held.companies[row["company"]])
    return judge, db.session.scalars(select(Assignment).filter_by(judge_id=judge.id, entry_id=entry.id)).one()
