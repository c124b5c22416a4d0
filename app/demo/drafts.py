"""A draft in the demo: next year's season, thought of half-way."""

from functools import partial

from app.demo.script import Script
from app.demo.seasons import CURRENT, Stage
from app.desk.opening import queries, service
from app.desk.opening.answers import Page
from app.web.actions import act


def stage(script: Script, held: Stage) -> None:
    """Note when the draft of next year's season is begun."""
    script.add(held.days.ago(hours=4), partial(begin, held))


def begin(held: Stage) -> None:
    """Begin next year's season from the present one, and answer two pages."""
    answers = queries.propose(held.seasons[CURRENT].slug)
    draft = act(service.begin, answers, by=held.people["rosa"])
    answers = answers.having_seen(Page.NAME).having_seen(Page.DATES)
    act(service.keep, draft, answers, edition=draft.edition)
