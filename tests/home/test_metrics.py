from dataclasses import replace

import pytest
from flask import Flask

from app import clock
from app.config import read_settings
from app.errors import Misconfigured
from app.web import metrics, slots
from app.web.actions import act
from tests.make import csrf, make_user

TOKEN = "a-token-of-the-watchers"


@pytest.fixture
def watched(app):
    """Give a client of an app whose figures may be asked for."""
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, metrics_token=TOKEN)
    app.extensions[metrics.PLACE] = metrics.Tally()
    yield app.test_client()
    app.config["AWARDS"] = kept


def ask(client, token=TOKEN):
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


def test_without_a_token_set_there_is_no_such_page(client):
    assert ask(client, "").status_code == 404


@pytest.mark.parametrize("token", ["", TOKEN])
def test_nothing_is_counted_unless_somebody_may_ask_for_it(token):
    own = Flask("own")

    metrics.register(own, replace(read_settings({}), metrics_token=token))

    assert (metrics.PLACE in own.extensions, bool(own.after_request_funcs)) == (bool(token), bool(token))


@pytest.mark.parametrize("token", ["", "another", f"{TOKEN} ", TOKEN.upper(), "ü"])
def test_another_token_is_refused(watched, token):
    assert ask(watched, token).status_code == 401


def test_figures_tell_of_letters_sources_jobs_and_the_newest_backup(watched):
    act(slots.take, "letters", int(clock.now().timestamp()) // 60)
    act(slots.note_backup, clock.now())

    said = ask(watched).get_data(as_text=True)

    assert "awards_ready 1.0" in said
    assert 'awards_letters{state="queued"} 0.0' in said
    assert 'awards_source_state{source="x",state="not_set_up"} 1.0' in said
    assert 'awards_job_last_turn_timestamp_seconds{job="letters"}' in said
    assert "awards_last_backup_timestamp_seconds 1." in said


def test_a_short_token_is_refused_at_the_start():
    with pytest.raises(Misconfigured, match="AWARDS_METRICS_TOKEN"):
        read_settings({"AWARDS_METRICS_TOKEN": "guessable"})


def test_answers_and_failed_log_ins_are_counted_by_endpoint_alone(app):
    tally = metrics.Tally()
    user = make_user()
    browser = app.test_client()
    token = csrf(browser)
    with app.test_request_context("/login", method="POST", data={"email": user.email, "password": token}):
        tally.note(app.response_class(status=422))
    for method, status in (("POST", 303), ("GET", 503)):
        with app.test_request_context("/login", method=method):
            tally.note(app.response_class(status=status))
    with app.test_request_context("/nominations/a-private-link"):
        tally.note(app.response_class(status=404))

    said = {sample.name: sample for family in tally.registry.collect() for sample in family.samples}

    assert said["awards_sign_in_failures_total"].value == 1
    labels = str([sample.labels for family in tally.registry.collect() for sample in family.samples])
    assert "accounts.log_in" in labels
    assert "a-private-link" not in labels
    assert user.email not in labels
