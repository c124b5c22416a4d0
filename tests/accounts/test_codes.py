"""Codes at the door: from the phone, once; or from the list for the day it is lost."""

import threading
from dataclasses import replace

import pytest

from app.accounts import codes, queries, service
from app.accounts.models import SecondFactor, User
from app.accounts.rules import HALF_WAY_LIFE, Role
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from tests.accounts.phones import RECOVERY, give, half_way, later, now_shown, set_up
from tests.accounts.steps import is_signed_in, send
from tests.make import csrf, make_user, reload, sent_letters
from tests.together import at_once
from tests.watch import recorded_verbs

pytestmark = pytest.mark.usefixtures("still")


def test_the_password_alone_opens_nothing_and_the_code_leads_to_the_page_that_was_wanted(app, client):
    user = make_user(role=Role.CURATOR)
    secret = set_up(user)

    answer = half_way(client, user, "?next=/curate/companies")
    was_in = is_signed_in(client)
    inside = give(
        client, f" {now_shown(secret)[:3]} {now_shown(secret)[3:]} ", answer.location.removeprefix("/login/code")
    )

    assert not was_in
    assert inside.location == "/curate/companies"
    assert is_signed_in(client)


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_one_step_off(app, client, steps, status):
    user = make_user()
    with later(-3600):
        secret = set_up(user)
    half_way(client, user)

    assert give(client, now_shown(secret, steps)).status_code == status


def test_a_code_is_taken_once_and_so_is_any_before_it(app, client):
    user = make_user()
    secret = set_up(user)
    half_way(client, user)
    give(client, now_shown(secret))
    thief = app.test_client()
    half_way(thief, user)

    answers = [give(thief, now_shown(secret, steps)).status_code for steps in (0, -1, 1)]

    assert answers == [422, 422, 303]


def test_one_code_sent_twice_at_once_lets_one_in(app):
    user = make_user()
    secret = set_up(user)
    own, code = user.id, now_shown(secret)
    give_code = lambda: act(service.use_code, db.session.get(User, own), code=code)  # noqa: E731

    outcomes = at_once(app, *[give_code] * 4)

    assert sorted(map(str, outcomes)).count("False") == 1
    assert sum(isinstance(each, Refused) for each in outcomes) == 3


def test_whoever_comes_while_the_same_code_is_being_taken_waits_and_is_refused(app):
    user = make_user()
    code, own = now_shown(set_up(user)), user.id
    is_taking, has_tried = threading.Event(), threading.Event()

    def take(meanwhile):
        service.use_code(db.session.get(User, own), code=code)
        meanwhile()

    def linger():
        is_taking.set()
        has_tried.wait(0.3)

    def come_second():
        is_taking.wait()
        act(take, has_tried.set)

    outcomes = at_once(app, lambda: act(take, linger), come_second)

    assert [type(each) for each in outcomes] == [type(None), Refused]


def test_one_recovery_code_sent_twice_at_once_lets_one_in(app):
    user = make_user()
    set_up(user)
    own = user.id

    outcomes = at_once(app, *[lambda: act(service.use_code, db.session.get(User, own), code=RECOVERY[0])] * 4)

    assert outcomes.count(True) == 1
    assert queries.count_recovery_codes(reload(user)) == 1


def test_a_recovery_code_works_in_the_same_field_once_however_it_is_typed_and_a_letter_tells(app, client):
    user = make_user()
    set_up(user)
    half_way(client, user)

    inside = give(client, RECOVERY[0].replace("-", " "))
    page = client.get("/account").get_data(as_text=True)
    again = app.test_client()
    half_way(again, user)

    assert inside.status_code == 303
    assert "recovery code; 1 are left" in page
    assert give(again, RECOVERY[0]).status_code == 422
    assert "A recovery code was used" in [letter["Subject"] for letter in sent_letters(app)]


def test_somebody_elses_recovery_code_opens_nothing(app, client):
    user, other = make_user(), make_user()
    set_up(other)
    secret = codes.make_secret()
    with later(-60):
        act(service.set_up_factor, user, secret=secret, code=now_shown(secret), recovery_codes=["9999-9999-9999-9999"])
    half_way(client, user)

    assert give(client, RECOVERY[0]).status_code == 422


def test_a_hundred_guesses_at_the_code_are_slowed_and_noted_and_the_owners_browser_still_gets_in(app, client):
    user = make_user()
    secret = set_up(user)
    log_in_fully(client, user, RECOVERY[0])
    send(client, "/logout")
    thief = app.test_client()
    half_way(thief, user)

    statuses = [give(thief, "000000").status_code for _ in range(12)]
    half_way(client, user)

    assert statuses[:5] == [422] * 5
    assert 429 in statuses
    assert recorded_verbs().count("code refused") == statuses.count(422)
    assert give(client, now_shown(secret)).status_code == 303


def log_in_fully(client, user, code):
    half_way(client, user)
    assert give(client, code).status_code == 303


def test_who_is_half_way_begins_again_after_a_while_or_with_a_new_password(app, client):
    user = make_user()
    secret = set_up(user)
    half_way(client, user)
    with later(HALF_WAY_LIFE.total_seconds() + 1):
        late = client.get("/login/code").get_data(as_text=True)
    token = csrf(client, "/login/code")
    act(service.change_password, user, password_hash=user.password_hash + "x")

    answer = client.post("/login/code", data={"csrf_token": token, "code": now_shown(secret)})

    assert "Begin once more" in late
    assert "Begin once more" in answer.get_data(as_text=True)
    assert not is_signed_in(client)


def test_a_factor_sealed_with_an_older_key_still_opens(app, client):
    user = make_user()
    secret = set_up(user)
    kept = app.config["AWARDS"]
    app.config["AWARDS"] = replace(kept, secret_keys=("n" * 40, *kept.secret_keys))

    try:
        assert act(service.use_code, user, code=now_shown(secret)) is False
    finally:
        app.config["AWARDS"] = kept


def test_a_lost_key_leaves_the_recovery_codes(app):
    user = make_user()
    secret = set_up(user)
    factor = db.session.get(SecondFactor, user.id)
    act(lambda: setattr(db.session.get(SecondFactor, factor.user_id), "sealed_secret", "not sealed by us"))

    with pytest.raises(Refused):
        act(service.use_code, user, code=now_shown(secret))

    assert act(service.use_code, user, code=RECOVERY[0])
