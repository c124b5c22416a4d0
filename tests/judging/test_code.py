"""The code of conduct: accepted before anything else, asked for again when it changes, seen by organisers."""

import hashlib
import re

import pytest

from app.config import ROOT
from app.doors import DOORS, PUBLIC
from app.judging.judges import queries, rules, service
from app.judging.judges.rules import CODE_VERSION
from app.judging.models import JudgeProfile
from app.web.actions import act
from tests.judging.rows import count, fields, find_assignment, make_round
from tests.make import accept_code, csrf, make_season, make_user, reload, sign_in
from tests.watch import recorded_verbs

PRINTS = {1: "e2e07bd628adb7a6"}


@pytest.fixture
def newcomer(app, client):
    """Sign in a judge who has not accepted the code."""
    judge = make_user(role="judge", has_accepted=False)
    sign_in(client, judge)
    return judge


def accept(client, query="", **typed):
    given = {"csrf_token": csrf(client, "/judge/code"), "version": str(CODE_VERSION), "is_accepted": "yes", **typed}
    return client.post(f"/judge/code{query}", data=given)


def paths_of_judges(app):
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/judge/")]
    private = [rule for rule in rules if DOORS[rule.endpoint] is not PUBLIC and rule.endpoint != "judging.show_code"]
    return [(re.sub(r"<[^>]+>", "nothing", rule.rule), rule.methods) for rule in private]


def test_every_page_of_judges_leads_to_the_code_until_it_is_accepted(app, client, newcomer):
    make_season()
    wrong = {}

    for path, methods in paths_of_judges(app):
        for method in methods & {"GET", "POST"}:
            answer = client.open(path, method=method)
            if (answer.status_code, (answer.location or "").partition("?")[0]) != (303, "/judge/code"):
                wrong[f"{method} {path}"] = answer.status_code

    assert wrong == {}


def test_accepting_leads_back_to_what_the_judge_wanted_and_is_kept_with_version_and_time(app, client, newcomer):
    asked = client.get("/judge/profile?from=letter")

    answer = accept(client, asked.location.removeprefix("/judge/code"))

    profile = queries.find_profile(reload(newcomer))
    assert answer.location == "/judge/profile?from=letter"
    assert profile.code_version == CODE_VERSION
    assert profile.code_accepted_at is not None
    assert recorded_verbs()[-1] == "code of conduct accepted"
    assert client.get("/judge/").status_code == 200


@pytest.mark.parametrize("wish", ["//evil.test", "https://evil.test", "/organise/", "/judge/\\evil.test"])
def test_accepting_leads_nowhere_but_to_a_judges_page(app, client, newcomer, wish):
    answer = accept(client, f"?next={wish}")

    assert answer.location == "/judge/"


@pytest.mark.parametrize("typed", [{"is_accepted": ""}, {"version": "0"}, {"version": "x"}])
def test_the_code_is_not_accepted_without_the_tick_or_in_another_version(app, client, newcomer, typed):
    answer = accept(client, **typed)

    assert answer.status_code == 422
    assert count(JudgeProfile) == 0


def test_a_new_version_asks_again_while_a_draft_under_the_old_one_is_still_kept(app, client, monkeypatch):
    made = make_round()
    sign_in(client, made.judge)
    path = f"/judge/entries/{made.entry.public_id}"
    token = csrf(client, path)
    monkeypatch.setattr(rules, "CODE_VERSION", CODE_VERSION + 1)

    draft = client.post(path, data={"csrf_token": token, **fields(3, action="save")})
    page = client.get(path)

    assert draft.location == path
    assert reload(find_assignment(made.judge, made.entry)).state == "started"
    assert page.location.startswith("/judge/code?next=")


def test_accepting_twice_is_one_acceptance(app):
    judge = make_user(role="judge", has_accepted=False)
    first = act(service.accept_code, version=CODE_VERSION, by=judge).code_accepted_at

    again = act(service.accept_code, version=CODE_VERSION, by=judge).code_accepted_at

    assert again == first
    assert recorded_verbs().count("code of conduct accepted") == 1


def test_organisers_see_who_has_accepted(app, client):
    make_user(role="judge", name="Ada Done")
    waiting = make_user(role="judge", name="Ben Waiting", has_accepted=False)
    sign_in(client, make_user(role="organiser"))

    before = client.get("/organise/judges").get_data(as_text=True).count("Not yet")
    accept_code(waiting)

    assert before == 1
    assert "Not yet" not in client.get("/organise/judges").get_data(as_text=True)


def test_somebody_without_the_role_is_not_asked(app, client):
    sign_in(client, make_user(role="organiser"))

    assert client.get("/judge/code").status_code == 403
    assert client.get("/judge/").status_code == 403


def test_another_text_of_the_code_needs_another_version():
    text = (ROOT / "templates/judging/_code.html").read_bytes()

    assert PRINTS[CODE_VERSION] == hashlib.sha256(text).hexdigest()[:16]
