"""Sessions: a new cookie at each log-in, and copies of it that die at the next page."""

from datetime import timedelta

import time_machine
from argon2 import PasswordHasher

from app import clock
from app.accounts import service
from app.accounts.models import LoginSession
from app.accounts.rules import SESSION_IDLE, SESSION_LIFE, Role
from app.extensions import db
from app.web.actions import act
from tests.accounts.steps import is_signed_in, log_in, send
from tests.make import PASSWORD, make_user, sign_in


def test_logging_in_brings_a_new_cookie_and_the_one_from_before_stays_outside(app, client):
    user = make_user()
    client.get("/login")
    before = client.get_cookie("session").value

    log_in(client, user.email)

    stranger = app.test_client()
    stranger.set_cookie("session", before)
    assert client.get_cookie("session").value != before
    assert not is_signed_in(stranger)


def copy_of(app, client):
    thief = app.test_client()
    thief.set_cookie("session", client.get_cookie("session").value)
    assert is_signed_in(thief)
    return thief


def test_a_copied_cookie_is_dead_after_logging_out(app, client):
    log_in(client, make_user().email)
    thief = copy_of(app, client)

    send(client, "/logout")

    assert not is_signed_in(thief)
    assert not is_signed_in(client)


def test_a_copied_cookie_is_dead_after_a_new_password_while_ones_own_browser_goes_on(app, client):
    log_in(client, make_user().email)
    thief = copy_of(app, client)

    answer = send(client, "/account/password", password=PASSWORD, new_password="another five quiet words")

    assert answer.status_code == 303
    assert not is_signed_in(thief)
    assert is_signed_in(client)


def test_a_disabled_person_is_out_at_the_next_page(app, client):
    user = make_user()
    log_in(client, user.email)

    act(service.disable, user, by="test")

    assert not is_signed_in(client)
    assert log_in(app.test_client(), user.email).status_code == 422


def test_a_browser_can_be_logged_out_from_another_one(app, client):
    user = make_user()
    elsewhere = sign_in(app.test_client(), user)
    visit = db.session.query(LoginSession).one()
    log_in(client, user.email)

    send(client, f"/account/sessions/{visit.public_id}/end")

    assert not is_signed_in(elsewhere)
    assert is_signed_in(client)


def test_nobody_ends_a_session_of_somebody_else(app, client):
    other = sign_in(app.test_client(), make_user())
    visit = db.session.query(LoginSession).one()
    log_in(client, make_user().email)

    answer = client.get(f"/account/sessions/{visit.public_id}/end")

    assert answer.status_code == 404
    assert is_signed_in(other)


def test_an_idle_session_ends_and_a_used_one_goes_on(app, client):
    start = clock.now()
    idle, used = sign_in(app.test_client(), make_user()), sign_in(client, make_user())

    with time_machine.travel(start + SESSION_IDLE - timedelta(minutes=1)):
        assert is_signed_in(used)
    with time_machine.travel(start + SESSION_IDLE + timedelta(minutes=1)):
        assert is_signed_in(used)
        assert not is_signed_in(idle)


def test_a_session_ends_after_twelve_hours_however_busy(app, client):
    start = clock.now()
    sign_in(client, make_user())

    for hour in range(1, 12):
        with time_machine.travel(start + timedelta(hours=hour)):
            assert is_signed_in(client)
    with time_machine.travel(start + SESSION_LIFE + timedelta(minutes=1)):
        assert not is_signed_in(client)


def test_a_clock_that_steps_back_five_minutes_logs_nobody_out(app, client):
    sign_in(client, make_user())

    with time_machine.travel(clock.now() - timedelta(minutes=4, seconds=50)):
        assert is_signed_in(client)


def test_a_change_of_roles_logs_the_person_out_and_counts_from_the_next_log_in_on(app, client):
    user = make_user(role=Role.JUDGE)
    log_in(client, user.email)
    thief = copy_of(app, client)

    act(service.set_roles, user, roles=[Role.ORGANISER], by="test")
    were_in = [is_signed_in(client), is_signed_in(thief)]
    log_in(client, user.email)

    assert were_in == [False, False]
    assert client.get("/organise/people/").status_code == 200
    assert client.get("/judge/").status_code == 403


def test_roles_that_stay_as_they_are_log_nobody_out(app, client):
    user = make_user(role=Role.JUDGE)
    log_in(client, user.email)

    act(service.set_roles, user, roles=[Role.JUDGE], by="test")

    assert is_signed_in(client)


def test_an_accepted_invitation_to_another_role_ends_the_sessions_there_were(app, client):
    user = make_user()
    log_in(client, user.email)
    invitation = act(service.invite, email=user.email, role=Role.JUDGE, by="test")

    act(service.accept_invitation, invitation, name="", password_hash=None)

    assert not is_signed_in(client)


def test_whoever_comes_in_as_somebody_else_leaves_no_session_behind(app, client):
    first = make_user()
    log_in(client, first.email)
    thief = copy_of(app, client)
    invitation = act(service.invite, email="jo@example.org", role=Role.JUDGE, by="test")

    send(client, f"/invitations/{act(service.renew_token, invitation)}", name="Jo", new_password="another five words")

    assert not is_signed_in(thief)
    assert is_signed_in(client)


def test_the_database_holds_no_session_token_and_no_password(app, client):
    user = make_user()
    log_in(client, user.email)
    with client.session_transaction() as session:
        token = session["_user_id"]

    stored = [str(vars(row)) for table in (LoginSession,) for row in db.session.query(table)] + [user.password_hash]

    assert not [text for text in stored if token in text or PASSWORD in text]


def test_a_hash_with_older_settings_is_renewed_when_its_owner_logs_in(app, client):
    user = make_user(email="old@example.org")
    act(service.refresh_hash, user, password_hash=PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD))
    old = user.password_hash

    log_in(client, user.email)

    db.session.rollback()
    db.session.refresh(user)
    assert user.password_hash != old
    assert log_in(app.test_client(), user.email).status_code == 303
