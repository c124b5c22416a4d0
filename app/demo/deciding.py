"""Deciding last year's season: a tie-break among its judges, minutes, shortlists, and rules for the next one."""

from datetime import timedelta
from functools import partial
from itertools import count

from app.demo import written
from app.demo.people import JUDGES
from app.demo.script import Script
from app.demo.seasons import CURRENT, DECIDING, PAST, PLANS, Stage
from app.judging.deciding.minutes import write_minutes
from app.judging.deciding.pairs import pairs_of
from app.judging.deciding.rules import Figure
from app.judging.deciding.ruling import choose_rule
from app.judging.deciding.shortlisting import publish_shortlist
from app.judging.deciding.tie_breaks import find_tie_break, finish, open_tie_break, vote
from app.web.actions import act


def stage(script: Script, held: Stage) -> None:
    """Note what happens between a computed result and its signatures."""
    over = PLANS[PAST].judging_closes + 1
    script.add(held.days.at(PLANS[CURRENT].opens - 5, "10:00"), partial(fix_rule, held))
    for broken in written.tie_breaks():
        stage_tie_break(script, held, broken)
    for season in (PAST, DECIDING):
        for slug in written.panels(season):
            day = PLANS[season].judging_closes + 1
            script.add(held.days.at(day, "16:40"), partial(shortlist, held, season, slug))
    versions = count()
    for row in written.minutes():
        moment = held.days.at(over + 1, "09:40") + timedelta(minutes=25 * next(versions))
        script.add(moment, partial(minute, held, row))


def stage_tie_break(script: Script, held: Stage, broken: written.Row) -> None:
    """Note when judges are asked to compare, and when each answers."""
    day = PLANS[broken["season"]].judging_closes + broken["opened"]
    script.add(held.days.at(day, "11:00"), partial(ask, held, broken))
    for number, judge in enumerate(each for each in JUDGES if each in broken):
        moment = held.days.at(day, "14:00") + timedelta(minutes=50 * number)
        script.add(moment, partial(compare, held, broken, judge))


def fix_rule(held: Stage) -> None:
    """Choose before judging opens that severity is taken out of one category of the open season."""
    category = held.category(CURRENT, "support-hero")
    official, rosa = Figure.ADJUSTED, held.people["rosa"]
    act(choose_rule, category, official=official, shortlist_line=60, award_line=75, by=rosa)


def ask(held: Stage, broken: written.Row) -> None:
    """Let the judges compare what the figures cannot tell apart."""
    act(open_tie_break, held.category(broken["season"], broken["category"]), by=held.people["rosa"])


def compare(held: Stage, broken: written.Row, judge: str) -> None:
    """Let one judge compare every pair and hand in; the favourite comes first where it is one of the two."""
    tie = find_tie_break(held.category(broken["season"], broken["category"]))
    if tie is None:
        return
    companies = {entry.id: entry.company.name for entry in tie.entries}
    for pair in pairs_of(list(companies)):
        chosen = next((each for each in pair if companies[each] == broken[judge]), pair[0])
        act(vote, tie, pair, chosen=chosen, by=held.people[judge])
    act(finish, tie, by=held.people[judge])


def shortlist(held: Stage, season: str, slug: str) -> None:
    """Tell everybody who reached the line."""
    act(publish_shortlist, held.category(season, slug), by=held.people["daniel"])


def minute(held: Stage, row: written.Row) -> None:
    """Write a version of the minutes."""
    words = {"present": row["present"], "discussed": row["discussed"], "seen": row["seen"]}
    act(write_minutes, held.category(PAST, row["category"]), **words, by=held.people[row["by"]])
