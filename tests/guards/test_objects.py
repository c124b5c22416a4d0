"""Route × role × object: the table of objects is whole, and every address answers as it says."""

import re
from datetime import timedelta

import pytest

from app.judging import service
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.guards.house import build, client_of, form_token, one_chance
from tests.guards.objects import AS_IF_ABSENT, OBJECTS, PHASES


def rules_of(app):
    return {rule.endpoint: rule for rule in app.url_map.iter_rules() if rule.arguments and rule.endpoint != "static"}


def ask(app, house, client, rule, names):
    """Ask for these things as a person would: read where the address can be read, else send its form empty."""
    with client.session_transaction() as session:
        session.pop("_flashes", None)
    path = rule.rule
    for variable, name in zip(sorted(rule.arguments), names.split("/"), strict=True):
        path = re.sub(rf"<(?:\w+:)?{variable}>", house.things.get(name, name), path)
    if "GET" in rule.methods:
        return client.get(path)
    return client.post(path, data={"csrf_token": form_token(app)})


def told(answer, house):
    """Return what an answer says, whatever thing it was asked for."""
    words = answer.get_data(as_text=True)
    for thing in sorted(house.things.values(), key=len, reverse=True):
        words = words.replace(thing, "…")
    return answer.status_code, words


def parted(words):
    """Show where answers begin to differ."""
    same = next((at for at, letters in enumerate(zip(*words, strict=False)) if len(set(letters)) > 1), 0)
    return [each[max(same - 60, 0) : same + 60] for each in words]


@pytest.fixture
def house(app, monkeypatch):
    with monkeypatch.context() as patch, one_chance(patch) as clock:
        built = build()
        built.clock = clock
        yield built


def move_to(house, phase):
    season = house.made.season
    if phase == "before opening":
        house.clock.move_to(season.judging_opens_at - timedelta(hours=1))
    if phase == "once sealed":
        house.clock.move_to(season.judging_closes_at + SCORECARD_GRACE)
        act(service.seal, house.made.category, by="test")


def test_every_route_that_speaks_of_a_thing_has_its_row(app):
    assert set(rules_of(app)) == set(OBJECTS)


@pytest.mark.parametrize("phase", PHASES)
def test_every_address_answers_for_every_thing_as_the_table_says(app, house, phase):
    move_to(house, phase)
    clients = {"anonymous": client_of(app), **{name: client_of(app, user) for name, user in house.people.items()}}
    rules, wrong = rules_of(app), {}

    for endpoint, (who, statuses) in PHASES[phase].items():
        hidden = set()
        for names, expected in statuses.items():
            answer = ask(app, house, clients[who], rules[endpoint], names)
            if answer.status_code != expected:
                wrong[endpoint, names] = (answer.status_code, expected)
            if set(names.split("/")) & AS_IF_ABSENT and expected == 404:
                hidden.add(told(answer, house))
        if len(hidden) > 1:
            wrong[endpoint, "what is hidden"] = parted([words for _, words in hidden])

    assert not wrong, "\n".join(f"{place}: {what}" for place, what in wrong.items())
