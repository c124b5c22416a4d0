"""A category whose best two entries the figures cannot tell apart."""

import time_machine

from app.judging import service
from app.judging.deciding.tie_breaks import finish, open_tie_break, vote
from app.judging.rules import Outcome
from app.web.actions import act
from tests.judging.rows import Round, compute, make_round, submit

REASON = "The tie-break put it first, and its stories tell of more people."


def make_tied(*, judges: int = 3) -> Round:
    """Let two entries be equal over the award line, and a third far below."""
    made = make_round(entries=3, judges=judges)
    for number, judge in enumerate(made.judges):
        for entry in made.entries[:2]:
            submit(judge, entry, 4, 4, 4, 4, 3 + number % 2)
        submit(judge, made.entries[2], 3, 2, 3, 2, 3)
    compute(made)
    return made


def over(made: Round, **how):
    """Travel to after judging."""
    return time_machine.travel(made.after_judging, **{"tick": True, **how})


def compare_all(made, chosen):
    """Open a tie-break and let every judge put one entry first and hand in."""
    tie = act(open_tie_break, made.category, by=made.organiser)
    pair = tuple(entry.id for entry in made.entries[:2])
    for judge in made.judges:
        act(vote, tie, pair, chosen=chosen.id, by=judge)
        act(finish, tie, by=judge)
    return tie


def decide(made, entry, *, reason=REASON):
    """Propose one entry and sign alone."""
    honour = {"outcome": Outcome.AWARD, "entries": [entry], "citation": "They stay.", "reason": reason}
    act(service.propose, made.category, **honour, by=made.organiser)
    return act(service.sign, made.category, typed_name=made.category.name, by=made.organiser)
