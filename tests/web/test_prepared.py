import pytest
from sqlalchemy import bindparam, exc, insert, literal, select

from app.errors import Conflict
from app.extensions import db, table_of
from app.web.actions import act
from app.web.prepared import Prepared
from app.web.slots import TimeSlot

TABLE = table_of(TimeSlot)
ADD = Prepared(insert(TABLE).values(task=bindparam("task"), slot=literal(7)).returning(TABLE.c.slot))
FIND = Prepared(select(TABLE.c.task, TABLE.c.slot).where(TABLE.c.task == bindparam("task")))


def test_it_gives_the_first_row_or_none(app):
    added = act(lambda: ADD.run(task="letters"))

    assert tuple(added) == (7,)
    assert tuple(FIND.run(task="letters")) == ("letters", 7)
    assert FIND.run(task="nothing") is None


def test_a_change_outside_an_action_is_refused(app):
    with pytest.raises(RuntimeError, match="only inside web"):
        ADD.run(task="letters")


def test_what_it_did_goes_when_the_action_fails(app):
    def add_and_slip():
        ADD.run(task="letters")
        raise ValueError

    with pytest.raises(ValueError):
        act(add_and_slip)

    assert FIND.run(task="letters") is None


def test_a_row_that_is_there_already_is_a_conflict_like_any_other(app):
    act(lambda: ADD.run(task="a private word"))

    with pytest.raises(Conflict) as told:
        act(lambda: ADD.run(task="a private word"))

    assert isinstance(told.value.__cause__, exc.IntegrityError)
    assert "[SQL parameters hidden" in str(told.value.__cause__)
    db.session.rollback()
