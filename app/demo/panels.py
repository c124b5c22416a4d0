"""Judging: who was asked, what they gave, and what was decided from it."""

from dataclasses import dataclass
from functools import partial
from itertools import count

from sqlalchemy import select

from app.accounts import service as accounts
from app.accounts.commands import OPERATOR
from app.companies.models import Company
from app.demo import written
from app.demo.people import JUDGES
from app.demo.script import Script
from app.demo.seasons import DECIDING, MIDDLE, PAST, PLANS, Stage
from app.extensions import db
from app.judging import queries, service
from app.judging.interests import leaving
from app.judging.models import Assignment
from app.judging.rules import Outcome, RecusalReason, comment_is_due
from app.judging.sheet import Remarks, Sheet
from app.nominations.models import Entry
from app.programme.models import Category
from app.web.actions import act

CODES = ("a1", "a2", "b1", "b2", "b3")
RECUSED = "recused"
CANNOT_TELL, UNANSWERED = "?", "."
WHY_RECUSED = "My sister works at this bank, two floors above the fraud desk."
WEAKEST_PRAISED = 3


def stage(script: Script, held: Stage) -> None:
    """Note when judges are asked, score, and when organisers decide and announce."""
    days = held.days
    for season in (PAST, DECIDING, MIDDLE):
        opening = PLANS[season].judging_opens
        for category in written.panels(season):
            script.add(days.at(opening, "09:30"), partial(ask, held, season, category))
        script.add(days.at(opening + 1, "08:10"), partial(look, held))
        stage_scoring(script, held, season)
    script.add(days.at(PLANS[MIDDLE].judging_opens + 1, "16:00"), partial(release, held))
    over = PLANS[PAST].judging_closes + 1
    for award in written.awards():
        script.add(days.at(over, "10:00"), partial(compute, held, PAST, award["category"]))
        script.add(days.at(over + 1, "10:30"), partial(propose, held, award))
        script.add(days.at(over + 1, "11:00"), partial(sign, held, award, "rosa"))
        script.add(days.at(over + 2, "14:30"), partial(sign, held, award, "daniel"))
    for slug in written.panels(DECIDING):
        script.add(days.at(PLANS[DECIDING].judging_closes + 1, "10:00"), partial(compute, held, DECIDING, slug))
    script.add(days.at(PLANS[PAST].announced, "10:00"), partial(announce, held))


def stage_scoring(script: Script, held: Stage, season: str) -> None:
    """Spread the scorecards over the days of judging."""
    turn = count()
    for slug, rows in written.panels(season).items():
        for place, row in enumerate(rows):
            for judge in JUDGES:
                if row[judge]:
                    step = next(turn)
                    scoring = Scoring(held, season, slug, row, judge, place)
                    day = PLANS[season].judging_opens + 2 + step * 14 // 40
                    script.add(held.days.at(day, f"{10 + step % 9:02}:{7 * step % 60:02}"), scoring.play)


def entry_of(category: Category, company: Company) -> Entry:
    """Return the one entry a company has in a category of the demo."""
    return db.session.scalars(select(Entry).filter_by(category_id=category.id, company_id=company.id)).one()


def assignment_of(held: Stage, season: str, slug: str, company: str, judge: str) -> Assignment:
    """Return what a judge was asked about a company in a category."""
    entry = entry_of(held.category(season, slug), held.companies[company])
    query = select(Assignment).filter_by(judge_id=held.people[judge].id, entry_id=entry.id)
    return db.session.scalars(query).one()


def ask(held: Stage, season: str, slug: str) -> None:
    """Ask every judge for every entry of a category, and one more who leaves again."""
    category = held.category(season, slug)
    judges = [held.people[key] for key in JUDGES]
    if season == MIDDLE:
        judges.append(held.people["edgar"])
    pairs = [(judge, entry) for judge in judges for entry in queries.list_entries_with_stories(category)]
    act(service.change_panel, category, add=pairs, by=held.people["daniel"])


def look(held: Stage) -> None:
    """Let two judges see what they were asked; the third has not been here yet in the open round."""
    for key in ("amara", "jonas"):
        act(service.acknowledge, by=held.people[key])


def release(held: Stage) -> None:
    """Release the judge who has no time this year, and close the account."""
    edgar, daniel = held.people["edgar"], held.people["daniel"]
    for slug in written.panels(MIDDLE):
        category = held.category(MIDDLE, slug)
        pairs = [(edgar, entry) for entry in queries.list_entries_with_stories(category)]
        act(service.change_panel, category, drop=pairs, by=daniel)
    act(accounts.disable, edgar, by=daniel)


@dataclass
class Scoring:
    """One judge over one entry."""

    held: Stage
    season: str
    slug: str
    row: written.Row
    judge: str
    place: int

    @property
    def signs(self) -> str:
        """Return the judge's signs, one a criterion."""
        return str(self.row[self.judge])

    def play(self) -> None:
        """Save, submit or step back, as the signs say."""
        by = self.held.people[self.judge]
        assignment = self.assignment()
        if self.signs == RECUSED:
            act(leaving.recuse, assignment, reason=RecusalReason.PERSON, words=WHY_RECUSED, by=by)
            return
        verb = service.save_scorecard if UNANSWERED in self.signs else service.submit_scorecard
        act(verb, assignment, sheet=self.sheet(), version=0, by=by)

    def assignment(self) -> Assignment:
        """Return what the judge was asked."""
        return assignment_of(self.held, self.season, self.slug, self.row["company"], self.judge)

    def sheet(self) -> Sheet:
        """Return the levels with the remarks beside them."""
        answered = {code: sign for code, sign in zip(CODES, self.signs, strict=True) if sign != UNANSWERED}
        levels = {code: None if sign == CANNOT_TELL else int(sign) for code, sign in answered.items()}
        remarks = {code: words for code, level in levels.items() if (words := self.remarks(code, level))}
        return Sheet(levels=levels, remarks=remarks)

    def remarks(self, code: str, level: int | None) -> Remarks:
        """Choose what this judge wrote; nobody on a panel says the same."""
        turn = self.place + JUDGES.index(self.judge)
        comments = written.read("remarks")["comment"][code].get(str(level), [])
        is_told = comments and (comment_is_due(level) or turn % 2 == 0)
        feedback = written.read("remarks")["feedback"][code][(level or 0) <= WEAKEST_PRAISED]
        is_fed = level is not None and (CODES.index(code) + turn) % 4 == 0
        return Remarks(comments[turn % len(comments)] if is_told else "", feedback if is_fed else "")


def compute(held: Stage, season: str, slug: str) -> None:
    """Seal a category and compute its result."""
    category = held.category(season, slug)
    act(service.seal, category, by=OPERATOR)
    act(service.compute_result, category, by=OPERATOR)


def propose(held: Stage, award: written.Row) -> None:
    """Propose what a category ends with."""
    category, rosa = held.category(PAST, award["category"]), held.people["rosa"]
    act(
        service.propose,
        category,
        outcome=Outcome(award["outcome"]),
        entries=[entry_of(category, held.companies[name]) for name in award["companies"]],
        citation=award["citation"],
        reason=award.get("reason", ""),
        by=rosa,
    )


def sign(held: Stage, award: written.Row, organiser: str) -> None:
    """Let an organiser stand behind a proposal; two are needed."""
    act(service.sign, held.category(PAST, award["category"]), by=held.people[organiser])


def announce(held: Stage) -> None:
    """Announce last year's season."""
    act(service.publish, held.seasons[PAST], by=held.people["rosa"])
