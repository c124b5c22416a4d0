"""Ties: what judges declared, what an organiser knows of, one the site found, and an entry that was handed back."""

from functools import partial

from app.demo.panels import assignment_of
from app.demo.script import Script
from app.demo.seasons import MIDDLE, PLANS, Stage
from app.judging.interests import declaring, leaving
from app.judging.interests.declaring import Told
from app.judging.interests.rules import InterestKind
from app.web.actions import act

DECLARED = {
    "amara": (
        Told(InterestKind.EMPLOYER, "Harbour Housing Trust", since_year=2009),
        Told(InterestKind.PERSON, "Tomas Bello"),
    ),
    "jonas": (
        Told(InterestKind.EMPLOYER, "exampleton-college.example", since_year=2016),
        Told(InterestKind.CLIENT, "Halfmoon Spectacles"),
    ),
    "helena": (),
}
KNOWN_OF = ("priya", Told(InterestKind.COMPETITOR, "Mossbell Insurance"))
HANDED_BACK = ("jonas", "best-recovery", "Fernhollow Broadband")


def stage(script: Script, held: Stage) -> None:
    """Note when judges declare, an organiser adds what they know, and an entry goes back."""
    opening = PLANS[MIDDLE].judging_opens
    for hour, key in enumerate(DECLARED, 10):
        script.add(held.days.at(opening + 1, f"{hour}:20"), partial(declare, held, key))
    script.add(held.days.at(opening + 2, "09:05"), partial(note, held))
    script.add(held.days.at(opening + 9, "18:40"), partial(hand_back, held))


def declare(held: Stage, key: str) -> None:
    """Let a judge declare their ties and say that the list is complete."""
    judge = held.people[key]
    for told in DECLARED[key]:
        act(declaring.declare, judge, told=told, by=judge)
    act(declaring.complete, has_none=not DECLARED[key], by=judge)


def note(held: Stage) -> None:
    """Let an organiser note a tie that a judge has not declared."""
    key, told = KNOWN_OF
    act(declaring.declare, held.people[key], told=told, by=held.people["daniel"])


def hand_back(held: Stage) -> None:
    """Let a judge without time give an entry back."""
    key, slug, company = HANDED_BACK
    assignment = assignment_of(held, MIDDLE, slug, company, key)
    act(leaving.hand_back, assignment, by=held.people[key])
