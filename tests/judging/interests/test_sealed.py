"""Once a category is sealed no organiser can find out by a tie whose marks they read by number."""

import pytest

from app import clock
from app.companies import editing
from app.errors import Conflict
from app.judging import visibility
from app.judging.interests import deciding, declaring
from app.judging.interests.deciding import Subject
from app.judging.interests.rules import Sign, Verdict
from app.judging.models import Interest, Tie
from app.nominations.service.deciding import accept
from app.nominations.service.merging import merge_companies, undo_merge
from app.nominations.service.placing import Placing
from app.web.actions import act
from tests.judging.interests.tied import declare
from tests.judging.rows import compute, count, make_round, submit
from tests.make import make_company, make_nomination, reload


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


def tied_elsewhere(made):
    """Tie the judge to a company that has nothing to do with the entry yet."""
    other = make_company("Far Away")
    declare(made.judge, other.name)
    return other


def merge(made, other):
    return act(merge_companies, other, into=reload(made.entry).company, by=made.organiser)


def lead_there(made, other):
    return act(editing.add_alias, reload(made.entry).company, name="Elsewhere", by=made.organiser)


def test_no_change_to_the_register_takes_a_sealed_scorecard_out_or_puts_one_back(app):
    made, other = make_sealed(tied_elsewhere)
    declare(made.judge, "Elsewhere")

    for change in (merge, lead_there):
        with pytest.raises(Conflict, match="would learn whose it is"):
            change(made, reload(other))

    assert counted(made) == 3
    act(setattr, reload(made.category).season, "published_at", clock.now())
    merge(made, reload(other))


def test_a_merge_from_before_the_seal_is_not_undone_while_it_keeps_a_scorecard_out(app):
    made, row = make_sealed(lambda made: merge(made, tied_elsewhere(made)))

    with pytest.raises(Conflict, match="would learn whose it is"):
        act(undo_merge, reload(row), by=made.organiser)

    assert counted(made) == 2


def test_a_late_nomination_from_a_judge_s_address_takes_no_sealed_scorecard_out(app):
    made, late = make_sealed(lambda made: make_nomination(category=made.category, email=made.judge.email))

    with pytest.raises(Conflict, match="would learn whose it is"):
        act(accept, reload(late), placing=Placing(entry=made.entry), by=made.organiser)

    assert counted(made) == 3
