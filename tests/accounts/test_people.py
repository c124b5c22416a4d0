from datetime import timedelta

import pytest
import time_machine

from app import clock
from app.accounts import queries, service
from app.accounts.models import Invitation, User
from app.accounts.rules import Role
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from tests.accounts.steps import is_signed_in, link_in, log_in, send
from tests.make import make_user, reload, sent_letters, sign_in
from tests.watch import at_once, every_row, recorded_verbs

NEW_PASSWORD = "another five quiet words"


@pytest.fixture
def organiser(app):
    return make_user(role=Role.ORGANISER, name="Olga Organiser")


def test_an_invited_judge_accepts_by_letter_and_lands_at_their_work(app, client, organiser):
    sign_in(client, organiser)
    send(client, "/organise/people/", email="Jo@Example.org", name="Jo", role="judge")
    letter = sent_letters(app)[0]
    judge = app.test_client()

    answer = send(judge, link_in(letter), name="Jo Judge", new_password=NEW_PASSWORD)

    assert letter["To"] == "jo@example.org"
    assert "Olga Organiser invites you" in letter.get_body(("plain",)).get_content()
    assert (answer.status_code, answer.location) == (303, "/judge/")
    assert is_signed_in(judge)


def test_an_invitation_works_once(app, client, organiser):
    act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    link = link_in(sent_letters(app)[0])

    send(client, link, name="Jo", new_password=NEW_PASSWORD)

    answer = app.test_client().get(link)
    assert answer.status_code == 404
    assert "This invitation is not open any more" in answer.text
    assert "If you accepted it, log in" in app.test_client().get("/invitations/never-was").text


def test_an_invitation_runs_out_after_seven_days_and_can_be_sent_anew(app, client, organiser):
    act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    link = link_in(sent_letters(app)[0])

    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert client.get(link).status_code == 404
        act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
        assert client.get(link_in(sent_letters(app)[-1])).status_code == 200
    assert db.session.query(Invitation).count() == 1


def test_a_taken_back_invitation_is_worthless_even_in_the_mailbox(app, client, organiser):
    sign_in(client, organiser)
    invitation = act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    link = link_in(sent_letters(app)[0])

    send(client, f"/organise/people/invitations/{invitation.public_id}/revoke")

    assert app.test_client().get(link).status_code == 404


def test_an_accepted_invitation_cannot_be_taken_back(app, client, organiser):
    sign_in(client, organiser)
    invitation = act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    act(service.accept_invitation, invitation, name="Jo", password_hash="x")

    answer = send(client, f"/organise/people/invitations/{invitation.public_id}/revoke")

    assert answer.status_code == 409
    assert "accepted already" in answer.get_data(as_text=True)


def test_an_invited_person_with_an_account_gains_the_role_and_keeps_the_password(app, client, organiser):
    curator = make_user(role=Role.CURATOR)
    act(service.invite, email=curator.email, role=Role.JUDGE, by=organiser)

    answer = send(client, link_in(sent_letters(app)[0]))

    assert answer.location == "/login"
    assert not is_signed_in(client)
    assert log_in(client, curator.email).status_code == 303
    assert reload(curator).roles == {Role.CURATOR, Role.JUDGE}


def test_a_mistake_keeps_everything_typed_but_the_password(app, client, organiser):
    act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)

    answer = send(client, link_in(sent_letters(app)[0]), name="Jo Judge", new_password="short")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Jo Judge"' in page
    assert "short" not in page
    assert "at least 12 characters" in page


def test_an_organiser_gives_and_takes_roles_and_both_are_logged(app, client, organiser):
    user = make_user(role=Role.CURATOR)
    sign_in(client, organiser)

    send(client, f"/organise/people/{user.public_id}", roles=["judge", "organiser"])

    log = client.get(f"/organise/audit?about=user:{user.public_id}").get_data(as_text=True)
    assert reload(user).roles == {Role.JUDGE, Role.ORGANISER}
    assert log.count("Role given") == 2
    assert log.count("Role taken") == 1


@pytest.mark.parametrize(("path", "typed"), [("", {"roles": ["judge"]}), ("/access", {})], ids=["role", "access"])
def test_the_last_organiser_can_neither_step_down_nor_be_kept_out(app, client, organiser, path, typed):
    make_user(role=Role.ORGANISER, is_active=False)
    sign_in(client, organiser)

    answer = send(client, f"/organise/people/{organiser.public_id}{path}", **typed)

    assert answer.status_code == 422
    assert "last active organiser" in answer.get_data(as_text=True)
    assert reload(organiser).has_role(Role.ORGANISER)


def test_nobody_is_invited_to_a_role_they_have(app, client, organiser):
    sign_in(client, organiser)

    answer = send(client, "/organise/people/", email=organiser.email, name="", role="organiser")

    assert answer.status_code == 422
    assert f'value="{organiser.email}"' in answer.get_data(as_text=True)


def test_an_organiser_keeps_a_person_out_and_lets_them_in_again(app, client, organiser):
    user = make_user()
    sign_in(client, organiser)
    theirs = sign_in(app.test_client(), user)

    send(client, f"/organise/people/{user.public_id}/access")
    was_out = not is_signed_in(theirs)
    send(client, f"/organise/people/{user.public_id}/access")

    assert was_out
    assert log_in(theirs, user.email).status_code == 303


def test_a_person_changes_their_own_name(app, client):
    user = make_user(name="Jo")
    sign_in(client, user)

    send(client, "/account/name", name="  Jo   Judge ")

    assert reload(user).name == "Jo   Judge"


def test_fields_nobody_asked_for_change_nothing(app, client):
    user = make_user(role=Role.JUDGE, name="Jo")
    sign_in(client, user)
    extra = {"is_active": "", "roles": "organiser", "email": "x@evil.test", "password_hash": "x", "id": "1", "by": "x"}

    send(client, "/account/name", name="Jo", **extra)

    stands = reload(user)
    assert (stands.email, stands.roles, stands.is_active) == (user.email, {Role.JUDGE}, True)


VERBS = {
    "user created": lambda user: service.create_user(
        email="new@example.org", role=Role.JUDGE, password_hash=None, by="test"
    ),
    "invitation sent": lambda user: service.invite(email="new@example.org", role=Role.JUDGE, by="test"),
    "user disabled": lambda user: service.disable(user, by="test"),
    "user enabled": lambda user: service.enable(user, by="test"),
    "role given": lambda user: service.set_roles(user, roles=[*user.roles, Role.JUDGE], by="test"),
    "signed in": lambda user: service.start_session(user, browser="test"),
    "password changed": lambda user: service.change_password(user, password_hash="new"),
    "user renamed": lambda user: service.rename(user, name="New"),
    "new password asked": lambda user: service.ask_new_password(email=user.email),
    "new password link made": lambda user: service.make_password_link(user),
    "password hash renewed": lambda user: service.refresh_hash(user, password_hash="new"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_change_and_its_line_live_or_die_together(app, verb):
    user = make_user()
    before = every_row()

    def refuse() -> None:
        VERBS[verb](user)
        raise Refused("No.")

    with pytest.raises(Refused):
        act(refuse)
    after_refusal = every_row()
    act(VERBS[verb], user)

    assert after_refusal == before
    assert recorded_verbs()[-1] == verb


def test_two_organisers_cannot_keep_each_other_out_at_the_same_time(app):
    ids = [make_user(role=Role.ORGANISER).id for _ in range(2)]

    at_once(app, [lambda number=number: service.disable(db.session.get(User, number), by="test") for number in ids])

    assert len(queries.list_organisers()) >= 1


def test_organisers_see_who_was_here_when_and_whose_second_factor_is_missing(app, client, organiser):
    judge = make_user(role="judge", name="Jo Judge")
    act(service.start_session, judge, browser="Mozilla/5.0 (X11; Linux) Firefox/140.0")
    sign_in(client, organiser)

    shown = client.get("/organise/people/").text
    person = client.get(f"/organise/people/{judge.public_id}").text

    assert "Never" not in shown.split("Jo Judge")[1].split("</tr>")[0]
    assert "Firefox on Linux, logged in since" in person


def test_an_organiser_logs_somebody_out_of_every_browser(app, client, organiser):
    judge = make_user(role="judge")
    theirs = sign_in(app.test_client(), judge)
    sign_in(client, organiser)

    answer = send(client, f"/organise/people/{judge.public_id}/sessions")

    assert answer.status_code == 303
    assert not is_signed_in(theirs)
    assert recorded_verbs()[-1] == "sessions ended"


def test_an_open_invitation_is_sent_again_with_a_fresh_link(app, client, organiser):
    invitation = act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    old = link_in(sent_letters(app)[0])
    sign_in(client, organiser)

    with time_machine.travel(clock.now() + timedelta(days=6)):
        sign_in(client, organiser)
        send(client, f"/organise/people/invitations/{invitation.public_id}/again")
        fresh = link_in(sent_letters(app)[-1])

    assert fresh != old
    with time_machine.travel(clock.now() + timedelta(days=12)):
        assert app.test_client().get(fresh).status_code == 200
        assert app.test_client().get(old).status_code == 404


@pytest.mark.parametrize("ending", ["accepted", "taken back"])
def test_an_invitation_that_is_not_open_is_not_sent_again(app, client, organiser, ending):
    invitation = act(service.invite, email="jo@example.org", role=Role.JUDGE, by=organiser)
    if ending == "accepted":
        act(service.accept_invitation, invitation, name="Jo", password_hash="x")
    else:
        act(service.revoke_invitation, invitation, by=organiser)
    sign_in(client, organiser)

    answer = send(client, f"/organise/people/invitations/{invitation.public_id}/again")

    assert answer.status_code == 409
