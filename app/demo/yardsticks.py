"""The yardstick in the demo: a draft somebody is writing, and examples that one judge has tried."""

from dataclasses import replace
from functools import partial

from app.demo.script import Script
from app.demo.seasons import CURRENT, MIDDLE, PLANS, Stage
from app.judging.calibrating import reading, rebinding, writing
from app.judging.calibrating.rules import Demand
from app.judging.yardsticks import editing
from app.judging.yardsticks import reading as yardsticks
from app.web.actions import act

TRIED = ((4, 3, 4, 3, 4), (3, 3, 3, 4, 2), (4, 4, 2, 4, 1))
PREVENTION = "Was the cause taken away, so that it cannot happen to the next person?"


def stage(script: Script, held: Stage) -> None:
    """Note when examples are offered, when a judge tries them, and when a draft is begun."""
    opening = PLANS[MIDDLE].judging_opens
    script.add(held.days.at(opening, "09:40"), partial(offer, held, MIDDLE))
    script.add(held.days.at(opening + 1, "08:40"), partial(calibrate, held))
    script.add(held.days.at(PLANS[CURRENT].opens, "09:00"), partial(offer, held, CURRENT))
    script.add(held.days.ago(hours=20), partial(draft, held))


def offer(held: Stage, season: str) -> None:
    """Offer the ready-made examples to a season's judges."""
    act(writing.add_ready_made, held.seasons[season], by=held.people["rosa"])
    act(writing.set_demand, held.seasons[season], demand=Demand.OFFERED, by=held.people["rosa"])


def calibrate(held: Stage) -> None:
    """Let one judge try every example of the round that is being judged."""
    amara = held.people["amara"]
    for example, levels in zip(rebinding.list_examples(held.seasons[MIDDLE]), TRIED, strict=True):
        calibration, trial = reading.get_trial(amara, example.public_id)
        answered = dict(zip(example.rubric.titles, levels, strict=True))
        act(writing.answer, calibration, trial.example, levels=answered, by=amara)


def draft(held: Stage) -> None:
    """Begin a version that asks for prevention too, and leave it half written."""
    rosa = held.people["rosa"]
    copy = act(editing.copy_version, yardsticks.get_rubric("story", "1"), by=rosa)
    story = yardsticks.written_of(copy)
    lighter = tuple(replace(each, weight=each.weight - 5 * (each.code in {"a1", "b1"})) for each in story.criteria)
    added = replace(lighter[-1], code="new1", title="Prevention", asks=PREVENTION, weight=10, levels=("",) * 5)
    grown = replace(story, criteria=(*lighter, added))
    act(editing.save_draft, copy, written=grown, edition=copy.edition, by=rosa)
