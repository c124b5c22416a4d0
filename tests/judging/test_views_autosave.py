from datetime import timedelta

import time_machine

from app.judging import service
from app.web.actions import act
from tests.judging.rows import fields, make_round, post
from tests.make import csrf, sign_in

JSON = {"Accept": "application/json"}


def test_autosave_answers_version_time_and_count(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = post(client, made.entry, fields(4, None, 3, action="save"), headers=JSON)

    assert answer.status_code == 200
    assert answer.json["version"] == 1
    assert answer.json["answered"] == 3
    assert answer.json["saved_at"].endswith("+00:00")


def test_autosave_of_a_stale_version_answers_409_with_both(app, client):
    made = make_round()
    sign_in(client, made.judge)
    post(client, made.entry, fields(4, action="save", comment_a1="first"), headers=JSON)

    answer = post(client, made.entry, fields(3, action="save", comment_a1="second"), headers=JSON)

    assert answer.status_code == 409
    assert answer.json["yours"]["comment_a1"] == "second"
    assert answer.json["theirs"] == {**answer.json["theirs"], "comment_a1": "first", "level_a1": "4"}
    assert answer.json["version"] == 1
    assert answer.json["sentence"]


def test_autosave_names_the_field_that_is_not_accepted(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = post(client, made.entry, fields(4, action="save", comment_a1="x" * 2001), headers=JSON)

    assert answer.status_code == 422
    assert "comment_a1" in answer.json["errors"]


def test_autosave_after_the_seal_says_why(app, client):
    made = make_round()
    with time_machine.travel(made.season.judging_closes_at + timedelta(minutes=3)):
        sign_in(client, made.judge)
        token = csrf(client, f"/judge/entries/{made.entry.public_id}")
        act(service.seal, made.category, by=made.organiser)
        data = {"csrf_token": token, **fields(4, action="save")}
        answer = client.post(f"/judge/entries/{made.entry.public_id}", data=data, headers=JSON)

    assert answer.status_code == 422
    assert "was sealed" in answer.json["sentence"]
