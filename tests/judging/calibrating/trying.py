"""A judge with entries and the ready-made examples, for tests."""

from app.judging.calibrating import rebinding, writing
from app.judging.calibrating.rules import Demand
from app.web.actions import act
from tests.judging.rows import CODES, make_round
from tests.make import csrf


def make_calibration(demand=Demand.OFFERED, **more):
    """Make a round whose season asks this of its judges, with the three ready-made examples."""
    made = make_round(**more)
    act(writing.add_ready_made, made.season, by=made.organiser)
    act(writing.set_demand, made.season, demand=demand, by=made.organiser)
    return made, rebinding.list_examples(made.season)


def try_it(client, example, *levels, query=""):
    """Send a judge's levels on an example, in the order of the criteria."""
    path = f"/judge/calibration/{example.public_id}?again=1{query}"
    data = {
        f"level_{code}": "cannot_tell" if level is None else str(level)
        for code, level in zip(CODES, levels, strict=False)
    }
    return client.post(path, data={**data, "csrf_token": csrf(client, path)})
