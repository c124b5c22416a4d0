"""The second factor of an account: set up, needed, moved, taken away."""

import re

import pytest

from app.accounts import codes, queries, service
from app.accounts.models import RecoveryCode
from app.accounts.rules import SET_UP_LIFE, Role
from app.doors import DOORS, OPEN_WITHOUT_FACTOR
from app.errors import Refused
from app.extensions import db
from app.web.actions import act
from tests.accounts.phones import RECOVERY, later, now_shown, set_up, set_up_in_browser, shown_codes
from tests.accounts.steps import is_signed_in, log_in, send
from tests.commands import awards
from tests.make import PASSWORD, csrf, make_season, make_user, sent_letters, sign_in
from tests.watch import every_row, recorded_verbs

pytestmark = pytest.mark.usefixtures("still")


def test_a_person_sets_up_a_phone_and_sees_ten_recovery_codes_once(app, client):
    user = make_user()
    sign_in(client, user)

    _, answer = set_up_in_browser(client)

    assert answer.status_code == 200
    assert len(set(shown_codes(answer))) == 10
    assert answer.headers["Cache-Control"] == "no-store"
    assert "10 left" in client.get("/account/second-factor").get_data(as_text=True)
    assert shown_codes(answer)[0] not in client.get("/account/second-factor").get_data(as_text=True)
    assert [letter["Subject"] for letter in sent_letters(app)] == ["Your account asks for a code now"]


def test_the_database_holds_neither_the_secret_nor_a_recovery_code(app, client):
    sign_in(client, make_user())

    secret, answer = set_up_in_browser(client)

    stored = str(every_row())
    assert secret not in stored
    assert [code for code in shown_codes(answer) if code in stored or code.replace("-", "") in stored] == []


@pytest.mark.parametrize("code", ["", "000000", "12345", "abcdef", "٠٠٠٠٠٠"])
def test_a_phone_that_shows_another_code_is_not_set_up_and_the_picture_stays(app, client, code):
    user = make_user()
    sign_in(client, user)

    secret, answer = set_up_in_browser(client, code=code)

    assert answer.status_code == 422
    assert secret in answer.get_data(as_text=True).replace(" ", "")
    assert queries.find_factor(user) is None


@pytest.mark.parametrize("change", ["another person", "half an hour"])
def test_a_secret_offered_to_somebody_else_or_long_ago_is_not_taken(app, client, change):
    user, other = make_user(), app.test_client()
    sign_in(client, user)
    sign_in(other, make_user())
    page = (other if change == "another person" else client).get("/account/second-factor/set-up").get_data(as_text=True)
    secret = page.split('class="sa-key">')[1].split("<")[0].replace(" ", "")
    sealed = page.split('name="sealed" value="')[1].split('"')[0]

    with later(SET_UP_LIFE.total_seconds() + 1 if change == "half an hour" else 0):
        typed = {"sealed": sealed, "code": now_shown(secret), "password": PASSWORD}
        answer = send(client, "/account/second-factor/set-up", **typed)

    assert answer.status_code == 422
    assert "open for a long time" in answer.get_data(as_text=True)
    assert queries.find_factor(user) is None


def test_whoever_logged_in_a_while_ago_gives_the_password_to_set_up_a_phone(app, client):
    user = make_user()
    sign_in(client, user)

    with later(11 * 60):
        answers = [set_up_in_browser(client, password=word)[1] for word in ("", "not the password", PASSWORD)]

    assert [answer.status_code for answer in answers] == [422, 422, 200]


def test_a_role_that_must_have_one_is_led_to_it_everywhere_and_then_to_what_was_wanted(app, client, needed):
    user = make_user(role=Role.ORGANISER)
    log_in(client, user.email)

    asked = client.get("/organise/audit?about=x")
    refused = client.post("/organise/people/", data={"csrf_token": csrf(client, "/account/second-factor/set-up")})
    _, answer = set_up_in_browser(client)

    assert asked.location == "/account/second-factor/set-up?next=/organise/audit?about%3Dx"
    assert refused.location == "/account/second-factor/set-up"
    assert client.get("/account").status_code == 200
    assert "I have kept them" in answer.get_data(as_text=True)
    assert client.get("/organise/audit").status_code == 200


def test_no_page_of_work_opens_before_the_factor_is_set_up(app, client, needed):
    make_season()
    sign_in(client, make_user(role=Role.ORGANISER))
    closed = [rule for rule in app.url_map.iter_rules() if Role.ORGANISER in DOORS[rule.endpoint]]
    wrong = {}

    for rule in closed:
        for method in rule.methods & {"GET", "POST"} if rule.endpoint not in OPEN_WITHOUT_FACTOR else ():
            answer = client.open(re.sub(r"<[^>]+>", "nothing", rule.rule), method=method)
            if not (answer.location or "").startswith("/account/second-factor/set-up"):
                wrong[f"{method} {rule.rule}"] = answer.status_code

    assert len(closed) > 30
    assert wrong == {}


def test_a_role_that_needs_none_is_let_alone(app, client, needed):
    user = make_user(role=Role.CURATOR)

    assert log_in(client, user.email).location == "/curate/"
    assert client.get("/curate/").status_code == 200


@pytest.mark.parametrize(("role", "status", "is_left"), [(Role.CURATOR, 303, False), (Role.ORGANISER, 422, True)])
def test_it_is_turned_off_with_the_password_unless_the_role_needs_it(app, client, needed, role, status, is_left):
    user = make_user(role=role)
    set_up(user)
    sign_in(client, user)
    act(service.use_code, user, code=RECOVERY[1])

    wrong = _remove(client, "not the password")
    answer = _remove(client, PASSWORD)

    assert wrong.status_code == 422
    assert answer.status_code == status
    assert (queries.find_factor(user) is not None) == is_left
    assert queries.count_recovery_codes(user) == (1 if is_left else 0)


def _remove(client, password):
    typed = {"csrf_token": csrf(client, "/account/password"), "password": password}
    return client.post("/account/second-factor/remove", data=typed)


def test_new_recovery_codes_take_the_place_of_the_old_ones(app, client):
    user = make_user()
    set_up(user)
    sign_in(client, user)

    answer = send(client, "/account/second-factor/codes", password=PASSWORD)

    with pytest.raises(Refused):
        act(service.use_code, user, code=RECOVERY[0])
    assert act(service.use_code, user, code=shown_codes(answer)[3])
    assert queries.count_recovery_codes(user) == 9


def test_an_organiser_takes_away_the_factor_of_a_lost_phone_and_its_owner_hears_of_it(app, client):
    user, organiser = make_user(), make_user(role=Role.ORGANISER)
    set_up(user)
    theirs = sign_in(app.test_client(), user)
    sign_in(client, organiser)

    send(client, f"/organise/people/{user.public_id}/second-factor")

    assert not is_signed_in(theirs)
    assert log_in(theirs, user.email).location == "/curate/"
    assert "Your second factor was taken away" in {letter["Subject"] for letter in sent_letters(app)}
    assert db.session.query(RecoveryCode).count() == 0


def test_the_server_takes_away_the_factor_of_the_last_organiser(app, client, needed):
    user = make_user(role=Role.ORGANISER)
    set_up(user)

    result = awards(app, "accounts", "remove-second-factor", user.email)

    assert result.exit_code == 0
    assert queries.find_factor(user) is None
    assert log_in(client, user.email).location == "/organise/"
    assert client.get("/organise/").location.startswith("/account/second-factor/set-up")


def test_a_copied_cookie_is_dead_after_a_change_of_factor_or_roles_and_ones_own_browser_goes_on(app, client):
    organiser = make_user(role=Role.ORGANISER)
    make_user(role=Role.ORGANISER)
    log_in(client, organiser.email)
    for change in (
        lambda: set_up_in_browser(client),
        lambda: send(client, f"/organise/people/{organiser.public_id}", roles=["organiser", "curator"]),
        lambda: send(client, "/account/second-factor/remove", password=PASSWORD),
    ):
        thief = app.test_client()
        thief.set_cookie("session", client.get_cookie("session").value)
        assert is_signed_in(thief)

        change()

        assert not is_signed_in(thief)
        assert is_signed_in(client)


VERBS = {
    "second factor set up": lambda user: set_up_now(user),
    "second factor removed": lambda user: service.remove_factor(user, by="test"),
    "recovery codes renewed": lambda user: service.renew_recovery_codes(user, recovery_codes=["1-2"]),
    "recovery code used": lambda user: service.use_code(user, code=RECOVERY[0]),
    "code refused": lambda user: service.note_wrong_code(user),
}


def set_up_now(user):
    secret = codes.make_secret()
    service.set_up_factor(user, secret=secret, code=now_shown(secret), recovery_codes=["3-4"])


@pytest.mark.parametrize("verb", VERBS)
def test_a_change_of_factor_and_its_line_live_or_die_together(app, verb):
    user = make_user()
    set_up(user)
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
