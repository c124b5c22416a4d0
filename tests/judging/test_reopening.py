import pytest
import time_machine
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.audit.models import AuditLine
from app.errors import Refused
from app.extensions import db
from app.judging import service
from app.judging.models import Reopening, Scorecard, ScorecardVersion
from app.judging.rules import ScorecardState
from app.web.actions import act
from tests.judging.rows import compute, count, fields, find_assignment, make_round, post, submit
from tests.make import csrf, sign_in

WHY = "I read the second story again and it changes what I think of the first."


def take_back(client, entry, reason):
    path = f"/judge/entries/{entry.public_id}/take-back"
    return client.post(path, data={"csrf_token": csrf(client, path), "reason": reason})


def page_of(client, entry):
    return client.get(f"/judge/entries/{entry.public_id}").get_data(as_text=True)


def test_taking_back_asks_why_and_what_was_submitted_counts_until_it_is_submitted_anew(app, client):
    made = make_round()
    sign_in(client, made.judge)
    post(client, made.entry, fields(4, 4, 4, 4, 4))
    submitted = page_of(client, made.entry)

    answer = take_back(client, made.entry, WHY)
    page = page_of(client, made.entry)

    assert "You can take your scores back until" in submitted
    assert answer.status_code == 303
    assert "What you submitted counts until you submit" in page
    assert f"Your reason: {WHY}" in page
    assert post(client, made.entry, fields(3, 3, 3, 3, 3, version=1)).status_code == 303
    assert count(ScorecardVersion) == 2


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Say why you take it back"),
        ("    ", "5 to 500"),
        (" no ", "5 to 500"),
        ("x" * 501, "5 to 500"),
    ],
    ids=["nothing", "blanks", "a word", "an essay"],
)
def test_without_a_reason_the_scores_stay_submitted(app, client, reason, sentence):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    sign_in(client, made.judge)

    answer = take_back(client, made.entry, reason)

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert count(Reopening) == 0
    with pytest.raises(Refused, match="Say why"):
        act(service.reopen_scorecard, find_assignment(made.judge, made.entry), reason=reason, by=made.judge)
    assert db.session.scalars(select(Scorecard)).one().state is ScorecardState.SUBMITTED


def test_the_log_holds_that_it_happened_and_not_the_reason_and_both_live_or_die_together(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    assignment, before = find_assignment(made.judge, made.entry), count(AuditLine)

    def reopen_and_fail():
        service.reopen_scorecard(assignment, reason=WHY, by=made.judge)
        db.session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(reopen_and_fail)
    assert (count(AuditLine), count(Reopening)) == (before, 0)

    act(service.reopen_scorecard, assignment, reason=WHY, by=made.judge)
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()
    assert (line.verb, line.facts) == ("scorecard taken back", {})
    assert db.session.scalars(select(Reopening)).one().reason == WHY


@pytest.mark.parametrize(
    "change", [update(Reopening).values(reason="other"), delete(Reopening)], ids=["reword", "delete"]
)
def test_the_database_itself_keeps_a_reason_as_it_was_given(app, change):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    act(service.reopen_scorecard, find_assignment(made.judge, made.entry), reason=WHY, by=made.judge)

    with pytest.raises(DBAPIError):
        act(db.session.execute, change)


def test_organisers_read_the_reason_by_judge_number_once_judging_is_over_and_not_before(app, client):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    act(service.reopen_scorecard, find_assignment(made.judge, made.entry), reason=WHY, by=made.judge)
    room = f"/organise/results/{made.season.slug}/{made.category.slug}"
    sign_in(client, made.organiser)

    early = client.get(room)
    compute(made)
    with time_machine.travel(made.after_judging):
        late = sign_in(client, made.organiser).get(room).get_data(as_text=True)

    assert early.status_code == 403
    assert WHY not in early.get_data(as_text=True)
    assert WHY in late
    assert made.judge.email not in late


def test_after_the_close_nothing_is_taken_back_and_the_page_says_what_counts(app, client):
    made = make_round(entries=2)
    for entry in made.entries:
        submit(made.judge, entry, 4, 4, 4, 4, 4)
    act(service.reopen_scorecard, find_assignment(made.judge, made.entry), reason=WHY, by=made.judge)

    with time_machine.travel(made.after_judging):
        sign_in(client, made.judge)
        closed = client.get(f"/judge/entries/{made.entries[1].public_id}/take-back")
        draft, submitted = (page_of(client, entry) for entry in made.entries)

    assert closed.status_code == 409
    assert "what you submitted before counts" in draft
    assert "Judging closed on" in submitted
    assert "Take back" not in submitted
