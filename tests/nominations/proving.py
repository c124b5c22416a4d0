"""Fill the traps as a browser would."""

import base64
import json
from datetime import timedelta

import altcha
import time_machine

from app import clock
from app.nominations import proof, traps


def solve(challenge):
    """Solve a challenge as the page's script does, and return what it puts into the hidden field."""
    solution = altcha.solve_challenge(altcha.Challenge.from_dict(challenge), counter_start=proof.COUNTERS[0])
    solved = {"challenge": challenge, "solution": {"counter": solution.counter, "derivedKey": solution.derived_key}}
    return base64.b64encode(json.dumps(solved).encode()).decode()


def solved_by(client):
    """Fetch a challenge and solve it."""
    return solve(client.get("/nominate/proof").json)


def opened(seconds_ago=60):
    """Return the signed time of a form that was opened a while ago."""
    with time_machine.travel(clock.now() - timedelta(seconds=seconds_ago)):
        return traps.new_opened()
