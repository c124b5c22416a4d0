import json

import pytest
import time_machine

from app.errors import Refused
from app.extensions import db
from app.judging import service, visibility
from app.judging.models import ScorecardVersion
from app.judging.rules import Outcome
from app.nominations import service as nominations
from app.nominations.models import Nomination
from app.web.actions import act
from tests.judging.rows import compute, count, make_round, submit
from tests.make import reload


def scored_round():
    made = make_round(entries=2, judges=2)
    for judge in made.judges:
        for entry in made.entries:
            submit(judge, entry, 4, 4, 4, 4, 4)
    return made


def story_of(entry):
    return db.session.scalars(db.select(Nomination).filter_by(entry_id=entry.id)).one()


def entries_in_newest_result(made):
    db.session.rollback()
    return json.loads(visibility.find_newest_result(made.category).document)["entries"]


def decide(made, entry):
    why = "They stayed until it worked."
    honour = {"entries": [entry], "citation": why, "reason": "Both were equal, and the panel drew lots."}
    act(service.propose, made.category, outcome=Outcome.AWARD, **honour, by=made.organiser)
    act(service.sign, made.category, typed_name=made.category.name, by=made.organiser)


@pytest.mark.parametrize("leave", [nominations.erase, nominations.withdraw], ids=["erased", "withdrawn"])
def test_an_entry_left_without_a_story_is_out_of_the_next_snapshot_and_its_scorecards_stay(app, leave):
    made = scored_round()

    act(leave, story_of(made.entry))
    compute(made)

    assert entries_in_newest_result(made) == [made.entries[1].public_id]
    assert count(ScorecardVersion) == 4


def test_a_decision_on_an_entry_that_lost_its_story_is_not_announced_until_it_is_taken_anew(app):
    made = scored_round()
    compute(made)
    with time_machine.travel(made.after_judging):
        decide(made, made.entry)
        act(nominations.erase, story_of(made.entry))

        with pytest.raises(Refused, match="An entry has no story any more"):
            act(service.announce, made.season, by=made.organiser)

        act(service.compute_result, made.category, by=made.organiser)
        decide(made, made.entries[1])
    with time_machine.travel(made.season.announced_at):
        act(service.publish, made.season, by=made.organiser)
    assert reload(made.season).published_at is not None


def test_the_nominators_page_tells_the_outcome_once_it_is_announced(app, client):
    from tests.nominations.private import link_to, read

    made = scored_round()
    compute(made)
    with time_machine.travel(made.after_judging):
        decide(made, made.entry)
        before = read(client, link_to(story_of(made.entry)))
    with time_machine.travel(made.season.announced_at):
        act(service.publish, made.season, by=made.organiser)
        won, lost = (read(client, link_to(story_of(entry))) for entry in made.entries)

    assert "goes to" not in before
    assert "It won: the award" in won
    assert "Your story was read and scored with care" in lost
