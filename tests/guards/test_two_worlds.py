"""Two worlds that differ in one judge's marks and words alone look the same to everybody else."""

from contextlib import contextmanager

import pytest

from app.judging import service
from app.judging.progress.reminding import remind
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.guards.house import ONE_WORLD, OTHER_WORLD, build, client_of, disable, one_chance
from tests.guards.leaks import plant
from tests.guards.walking import broken, differences, letters, walk

COMMANDS = (
    ["accounts", "list"],
    ["audit", "verify"],
    ["results", "compute", "{season}", "{category}"],
    ["judging", "assign", "{season}", "--dry-run"],
    ["listen", "status", "--json"],
)
LOOKERS = (
    "judge beside them",
    "judge elsewhere",
    "organiser",
    "organiser who judges here",
    "curator",
)
WRITERS = ("judge beside them", "organiser", "curator")
WAITING = ("judge beside them", "organiser who judges here", "curator")
WHERE_MARKS_ARE = ("judging", "desk", "home", "people")


@pytest.fixture
def house_of(app, _stage, engine, monkeypatch):
    """Make one world from nothing, at one moment, with one chance."""

    @contextmanager
    def make(given):
        _stage.clean(engine)
        with monkeypatch.context() as patch, one_chance(patch) as clock:
            yield build(given), clock

    return make


def clients_in(app, house, names):
    clients = {"anonymous": client_of(app), **{name: client_of(app, house.people[name]) for name in names}}
    clients["disabled"] = client_of(app, house.people["disabled"])
    disable(house)
    return clients


def told_by_commands(app, house):
    said = {}
    for words in COMMANDS:
        line = [word.format(**house.things) for word in words]
        done = app.test_cli_runner().invoke(args=line)
        said["command", " ".join(line)] = (done.exit_code, done.output)
    return said


def told_by_letters(app):
    return {("letter", to, title): (raw,) for to, title, raw in letters(app)}


def while_open(app, house):
    """Return what everybody but the judge can learn while judging is open: pages, forms, commands, letters."""
    clients = clients_in(app, house, LOOKERS)
    seen = walk(app, house, clients, ["GET"])
    act(remind, house.made.season, judges={user.public_id for user in house.people.values()}, by="test")
    seen |= walk(app, house, {name: clients[name] for name in ("anonymous", *WRITERS)}, ["POST"])
    return seen | told_by_commands(app, house) | told_by_letters(app)


def once_over(app, house, clock):
    """Return what everybody but the judge and the deciding organisers can learn before publication."""
    clock.move_to(house.made.season.judging_closes_at + SCORECARD_GRACE)
    act(service.seal, house.made.category, by="test")
    act(service.compute_result, house.made.category, by="test")
    return walk(app, house, clients_in(app, house, WAITING), ["GET"]) | told_by_letters(app)


def test_while_judging_is_open_nobody_else_can_tell_two_worlds_apart_by_any_door(app, engine, house_of):
    worlds = []
    for given in (ONE_WORLD, OTHER_WORLD):
        with house_of(given) as (house, _):
            worlds.append(while_open(app, house) if engine == "sqlite" else while_open_in_brief(app, house))

    found = differences(*worlds)
    assert not found, "\n".join(found)
    assert broken(worlds[0]) == []


def while_open_in_brief(app, house):
    clients = clients_in(app, house, ("judge beside them", "organiser"))
    return walk(app, house, clients, ["GET"], WHERE_MARKS_ARE)


def test_until_publication_only_who_decides_can_tell_two_worlds_apart(app, engine, house_of):
    worlds = []
    for given in (ONE_WORLD, OTHER_WORLD):
        with house_of(given) as (house, clock):
            worlds.append(once_over(app, house, clock))

    found = differences(*worlds)
    assert not found, "\n".join(found)
    assert broken(worlds[0]) == []


def test_a_planted_leak_of_each_kind_is_found(app, engine, house_of, monkeypatch):
    plant(monkeypatch)
    worlds = []
    for given in (ONE_WORLD, OTHER_WORLD):
        with house_of(given) as (house, _):
            clients = {"organiser": client_of(app, house.people["organiser"])}
            act(remind, house.made.season, judges={house.people["judge beside them"].public_id}, by="test")
            seen = walk(app, house, clients, ["GET"], ("judging.progress", "desk.audit_log"))
            worlds.append(seen | told_by_letters(app))

    found = "\n".join(differences(*worlds))
    for place in ("/organise/progress'", "/organise/progress/entries", "/organise/audit"):
        assert place in found
    assert "'letter'" in found
    entries = "organiser", "GET", "/organise/progress/entries"
    assert len({dict(world[entries][1])["ETag"] for world in worlds}) == 2
    assert len({world[entries][2] for world in worlds}) == 2
