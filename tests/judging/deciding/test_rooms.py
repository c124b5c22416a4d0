"""What a decision room asks of the database."""

import time_machine

from app.extensions import db
from app.judging import service
from app.judging.queries import get_decision_room
from app.judging.queries.pins import seen
from app.judging.service.pinning import Passage
from app.nominations import queries as nominations
from app.web.actions import act
from tests.judging.rows import Round, compute, find_assignment, make_round, submit
from tests.watch import counted_statements


def test_a_room_asks_no_more_of_the_database_the_more_entries_have_pinned_passages(app):
    few, many = make_pinned(1), make_pinned(4)
    read(few), read(many)

    with counted_statements() as of_few:
        read(few)
    with counted_statements() as of_many:
        words = read(many)

    assert words == [["We rang"]] * 4
    assert len(of_many) == len(of_few)


def make_pinned(entries: int) -> Round:
    """Compute a category whose judge pinned the beginning of each entry's story."""
    made = make_round(entries=entries, story="We rang at night, and they stayed until it worked.")
    for entry in made.entries:
        place = Passage(seen(nominations.list_stories_of(entry)[0]), 0, len("We rang"))
        db.session.rollback()
        assignment = find_assignment(made.judge, entry)
        act(service.pin_passages, assignment, code="a1", passages=[place], by=made.judge)
        submit(made.judge, entry, 4, 4, 4, 4, 4)
    compute(made)
    return made


def read(made: Round) -> list[list[str]]:
    """Read what is pinned in a room, entry by entry."""
    with time_machine.travel(made.after_judging, tick=False):
        room = get_decision_room(made.organiser, made.category)
        return [row.pinned(card, "a1") for row in room.ranking for card in row.cards]
