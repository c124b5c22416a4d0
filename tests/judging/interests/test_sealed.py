"""Once a category is sealed no organiser can find out by a tie whose marks they read by number."""

import pytest

from app.errors import Conflict
from app.judging import visibility
from app.judging.interests import deciding, declaring
from app.judging.interests.deciding import Subject
from app.judging.interests.rules import Sign, Verdict
from app.judging.models import Interest, Tie
from app.web.actions import act
from tests.judging.interests.tied import declare
from tests.judging.rows import compute, count, make_round, submit
from tests.make import reload


def make_sealed(tie=None):
    """Seal a category with three scorecards of one entry; `tie` is called before the seal."""
    made = make_round(judges=3)
    for judge in made.judges:
        submit(judge, made.entry, 4, 4, 4, 4, 4)
    row = tie(made) if tie else None
    compute(made)
    return made, row


def confirm(made):
    known = {"sign": Sign.AFFILIATION, "subject": Subject(company=made.entry.company), "verdict": Verdict.CONFIRMED}
    return act(deciding.decide, made.judge, **known, by=made.organiser)[0]


def note(made):
    return declare(made.judge, made.entry.company.name, by=made.organiser)


def counted(made):
    return len(visibility.list_cards_to_compute(reload(made.category)))


@pytest.mark.parametrize("tie", [confirm, note], ids=["confirmed", "noted"])
def test_an_organiser_takes_no_scorecard_out_of_a_sealed_category(app, tie):
    made, _ = make_sealed()

    with pytest.raises(Conflict, match="would learn whose it is"):
        tie(made)

    assert (count(Interest), count(Tie), counted(made)) == (0, 0, 3)


@pytest.mark.parametrize(("tie", "undo"), [(confirm, deciding.undo), (note, declaring.remove)], ids=["undone", "taken"])
def test_an_organiser_puts_no_scorecard_back_into_a_sealed_category(app, tie, undo):
    made, row = make_sealed(tie)

    with pytest.raises(Conflict, match="would learn whose it is"):
        act(undo, reload(row), by=made.organiser)

    assert counted(made) == 2


def test_a_tie_that_changes_nothing_there_is_noted_and_a_judge_may_still_declare_their_own(app):
    made, _ = make_sealed()

    declare(made.judge, "Somebody Else", by=made.organiser)
    declare(made.judge, made.entry.company.name)

    assert counted(made) == 2
