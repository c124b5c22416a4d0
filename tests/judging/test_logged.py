from datetime import timedelta

import time_machine

from app.judging import service
from app.web.actions import act
from tests.judging.rows import find_assignment, make_round, sheet
from tests.make import sign_in


def log_of(client, made, assignment):
    answer = sign_in(client, made.organiser).get(f"/organise/audit?about=assignment:{assignment.public_id}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True).split("<tbody", 1)[1].split("</tbody", 1)[0]


def submit_at(made, hour, minute):
    assignment = find_assignment(made.judge, made.entry)
    moment = (made.season.judging_opens_at + timedelta(days=2)).replace(hour=hour, minute=minute)
    with time_machine.travel(moment, tick=False):
        act(service.submit_scorecard, assignment, sheet=sheet(4, 4, 4, 4, 4), version=0, by=made.judge)
    return assignment


def test_the_log_tells_the_day_a_judge_did_something_and_not_the_hour(app, client):
    made = make_round()

    log = log_of(client, made, submit_at(made, 13, 37))

    assert "Scorecard submitted" in log
    assert made.judge.name in log
    assert "13:37" not in log


def test_once_judging_is_over_the_log_shows_who_judged_what_to_nobody(app, client):
    made = make_round()
    assignment = submit_at(made, 9, 12)

    with time_machine.travel(made.after_judging):
        log = log_of(client, made, assignment)

    assert "Scorecard submitted" in log
    assert "A judge" in log
    assert "judge: not shown" in log
    for told in (made.judge.name, made.judge.public_id, made.entry.public_id):
        assert told not in log


def test_once_judging_is_over_looking_for_a_judge_finds_nothing_they_judged(app, client):
    made = make_round()
    assignment = submit_at(made, 9, 12)
    wish = {"who": f"user:{made.judge.public_id}", "what": "scorecard"}

    during = sign_in(client, made.organiser).get("/organise/audit", query_string=wish).get_data(as_text=True)
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        after = client.get("/organise/audit", query_string=wish).get_data(as_text=True)
        table = client.get("/organise/audit.csv", query_string=wish).get_data(as_text=True)

    assert f"assignment:{assignment.public_id}" in during
    assert f"assignment:{assignment.public_id}" not in after + table
