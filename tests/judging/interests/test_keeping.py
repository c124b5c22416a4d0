from datetime import timedelta

import time_machine
from sqlalchemy import select

from app import clock
from app.extensions import db, queue
from app.judging.interests import deciding, declaring
from app.judging.interests.deciding import Subject
from app.judging.interests.keeping import keep_no_longer
from app.judging.interests.rules import TAKEN_BACK_LIFE, Sign, Verdict
from app.judging.models import Interest, Tie
from app.web.actions import act
from app.worker import register
from tests.judging.interests.tied import declare
from tests.judging.rows import count, make_round
from tests.watch import recorded_verbs


def test_what_was_taken_back_is_erased_after_its_time_and_what_stands_is_kept(app):
    made = make_round()
    declare(made.judge, "Standing Company")
    act(declaring.remove, declare(made.judge, "Gone Company"), by=made.judge)
    known = {"sign": Sign.AFFILIATION, "subject": Subject(company=made.entry.company), "verdict": Verdict.CONFIRMED}
    tie, _ = act(deciding.decide, made.judge, **known, by=made.organiser)
    act(deciding.undo, tie, by=made.organiser)
    assert (keep_no_longer(), count(Interest), count(Tie)) == (0, 2, 1)

    with time_machine.travel(clock.now() + TAKEN_BACK_LIFE + timedelta(minutes=1)):
        assert keep_no_longer() == 2
        assert keep_no_longer() == 0

    assert list(db.session.scalars(select(Interest.words))) == ["Standing Company"]
    assert count(Tie) == 0
    assert recorded_verbs().count("ties taken back erased") == 1


def test_the_worker_does_it_and_the_privacy_page_says_so(client):
    register()

    page = " ".join(client.get("/privacy").get_data(as_text=True).split())

    assert keep_no_longer in [job.run for job in queue.jobs]
    assert "A tie that is taken back is erased 90 days later" in page
    assert "only if they ticked the box" in page
