import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from app import clock
from app.nominations import proof
from app.nominations.weighing import Signal
from tests.nominations.proving import solve, solved_by


def with_keys(app, *keys):
    app.config["AWARDS"] = replace(app.config["AWARDS"], secret_keys=keys)


@pytest.fixture
def keys(app):
    """Give back the keys of the app after a test that changed them."""
    kept = app.config["AWARDS"]
    yield
    app.config["AWARDS"] = kept


def test_the_page_of_the_challenge_sets_no_cookie_and_is_not_kept(client):
    answer = client.get("/nominate/proof")

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.json["parameters"]["algorithm"] == "PBKDF2/SHA-256"


def test_a_solved_challenge_is_taken_once(client, app):
    solved = solved_by(client)

    assert proof.check(solved) is None
    assert proof.check(solved) is Signal.FAILED_PROOF


def test_no_solution_is_told_from_a_bad_one(app):
    assert proof.check("") is Signal.NO_PROOF
    assert proof.check("nonsense") is Signal.FAILED_PROOF


def test_a_solution_runs_out_after_twenty_minutes(client, app):
    solved = solved_by(client)

    with time_machine.travel(clock.now() + timedelta(minutes=21)):
        assert proof.check(solved) is Signal.FAILED_PROOF


def test_a_key_rotation_leaves_solved_challenges_good(client, app, keys):
    solved = solved_by(client)

    with_keys(app, "n" * 40, "s" * 40)

    assert proof.check(solved) is None


def test_a_challenge_of_somebody_elses_key_is_no_good(client, app, keys):
    solved = solved_by(client)

    with_keys(app, "n" * 40)

    assert proof.check(solved) is Signal.FAILED_PROOF


@pytest.mark.parametrize(
    ("name", "value"),
    [("expiresAt", 4102444800), ("cost", 1), ("keyPrefix", "00"), ("nonce", "00" * 16), ("keySignature", "00" * 32)],
)
def test_a_challenge_made_easier_is_no_good(client, app, name, value):
    challenge = client.get("/nominate/proof").json
    honest = json.loads(base64.b64decode(solve(challenge)))
    honest["challenge"]["parameters"][name] = value

    assert proof.check(base64.b64encode(json.dumps(honest).encode()).decode()) is Signal.FAILED_PROOF


def test_every_challenge_takes_about_the_same_work(client, app):
    counters = [json.loads(base64.b64decode(solved_by(client)))["solution"]["counter"] for _ in range(5)]

    assert all(proof.COUNTERS[0] <= counter <= proof.COUNTERS[1] for counter in counters)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["challenge", "solution", "parameters"]), inner),
)


PAYLOADS = st.text(max_size=200) | JSON.map(lambda value: base64.b64encode(json.dumps(value).encode()).decode())


def test_any_payload_is_only_a_bad_solution(app):
    @given(payload=PAYLOADS)
    @settings(max_examples=200, deadline=None)
    def check(payload):
        assert proof.check(payload) in {Signal.NO_PROOF, Signal.FAILED_PROOF}

    check()
