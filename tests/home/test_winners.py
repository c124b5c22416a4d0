"""The page of a season's winners."""

import re

import time_machine

from app.judging import service
from app.judging.rules import Outcome
from app.web.actions import act
from tests.judging.rows import compute, make_round, submit

CITATION = "Neither could be put before the other."


def test_an_award_that_is_shared_tells_its_reason_and_its_proof_once(client):
    made = make_round(entries=2, judges=3)
    for judge in made.judges:
        for entry in made.entries:
            submit(judge, entry, 4, 4, 4, 4, 4)
    compute(made)

    with time_machine.travel(made.after_judging, tick=True):
        by = made.organiser
        honour = {"entries": made.entries, "citation": CITATION, "reason": "Both stayed until the very end."}
        act(service.propose, made.category, outcome=Outcome.SHARED, **honour, by=by)
        act(service.sign, made.category, typed_name=made.category.name, by=by)
    with time_machine.travel(made.season.announced_at, tick=True):
        act(service.publish, made.season, by=by)
        page = client.get(f"/winners/{made.season.slug}").get_data(as_text=True)

    assert all(entry.title in page for entry in made.entries)
    assert page.count(CITATION) == 1
    assert len(re.findall(r"\b[0-9a-f]{64}\b", page)) == 1
