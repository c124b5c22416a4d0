from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher

from app import clock
from app.accounts.rules import Role
from tests.accounts.steps import is_signed_in, link_in, log_in, send, without_token
from tests.make import PASSWORD, make_user, sent_letters, sign_in
from tests.watch import counted_statements

REDIRECT_TRICKS = """
http://evil.test https://evil.test //evil.test ///evil.test ////evil.test /\\evil.test \\\\evil.test \\/evil.test
/\\/evil.test https:evil.test http:/evil.test https:///evil.test javascript:alert(1) JAVASCRIPT:alert(1)
data:text/html,hello vbscript:x ftp://evil.test evil.test www.evil.test @evil.test user@evil.test
//evil.test/account //localhost@evil.test //evil.test:80 http://localhost.evil.test https://evil.test#localhost
https://evil.test?localhost //evil%2etest //%65vil.test ?next=//evil.test #//evil.test ./account ../account account
mailto:a@evil.test file:///etc/passwd blob:x /\\\\evil.test
""".split()
REDIRECT_TRICKS += [
    "/\t/evil.test",
    "/\n/evil.test",
    " //evil.test",
    "\t//evil.test",
    "/\r\nSet-Cookie: a=b",
    "/\x00evil",
]


@pytest.mark.parametrize(
    ("role", "home"), [(Role.ORGANISER, "/organise/"), (Role.CURATOR, "/curate/"), (Role.JUDGE, "/judge/")]
)
def test_the_right_password_leads_to_ones_own_work(app, client, role, home):
    user = make_user(role=role)

    answer = log_in(client, user.email.upper())

    assert (answer.status_code, answer.location) == (303, home)
    assert is_signed_in(client)


def test_a_wrong_password_an_unknown_address_and_a_disabled_account_get_the_same_page(app):
    known = make_user(email="someone@example.org")
    off = make_user(email="dismiss@example.org", is_active=False)
    cases = [(known.email, "not the password"), ("nobody1@example.org", PASSWORD), (off.email, PASSWORD)]

    answers = [log_in(app.test_client(), email, password) for email, password in cases]

    pages = {without_token(answer).replace(email, "") for answer, (email, _) in zip(answers, cases, strict=True)}
    assert {answer.status_code for answer in answers} == {422}
    assert len(pages) == 1
    assert "not right" in pages.pop()


@pytest.mark.parametrize("email", ["known@example.org", "nobody@example.org"])
def test_a_refused_log_in_does_the_same_work_for_every_address(app, client, monkeypatch, email):
    make_user(email="known@example.org")
    client.get("/login")
    verified = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *args: verified.append(1) or verify(*args))

    with counted_statements() as statements:
        log_in(client, email, "not the password")

    assert len(verified) == 1
    assert len([each for each in statements if "password_hash" in each]) == 1
    assert not [each for each in statements if each.startswith(("INSERT", "UPDATE"))]


def test_asking_for_a_new_password_does_the_same_work_and_says_the_same_for_every_address(app):
    make_user(email="known@example.org")
    send(app.test_client(), "/login/new-password", email="first@example.org")
    seen = []
    for email in ("known@example.org", "other@example.org"):
        client = app.test_client()
        for _ in range(2):
            with counted_statements() as statements:
                answer = send(client, "/login/new-password", email=email)
            seen.append((answer.status_code, answer.get_data(), [each.split("(")[0] for each in statements]))

    assert seen[0] == seen[2]
    assert seen[1] == seen[3]
    assert seen[0][0] == 200


def test_only_a_known_address_gets_the_letter_with_the_link(app, client):
    user = make_user()
    for email in (user.email, "nobody@example.org"):
        send(client, "/login/new-password", email=email)

    letters = sent_letters(app)

    assert [letter["To"] for letter in letters] == [user.email]


def test_a_new_password_by_letter_works_once_and_ends_every_session(app, client):
    user = make_user()
    elsewhere = sign_in(app.test_client(), user)
    send(client, "/login/new-password", email=user.email)
    link = link_in(sent_letters(app)[0])

    answer = send(client, link, new_password="another five quiet words")

    assert (answer.status_code, answer.location) == (303, "/login")
    assert not is_signed_in(elsewhere)
    assert client.get(link).status_code == 404
    assert log_in(client, user.email, "another five quiet words").status_code == 303


def test_a_second_letter_makes_the_first_link_worthless(app, client):
    user = make_user()
    send(client, "/login/new-password", email=user.email)
    first = link_in(sent_letters(app)[0])

    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        send(client, "/login/new-password", email=user.email)
        second = link_in(sent_letters(app)[-1])

        assert client.get(first).status_code == 404
        assert client.get(second).status_code == 200


def test_a_link_to_a_new_password_runs_out_after_an_hour(app, client):
    send(client, "/login/new-password", email=make_user().email)
    link = link_in(sent_letters(app)[0])

    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert client.get(link).status_code == 404


@pytest.mark.parametrize("wish", REDIRECT_TRICKS)
def test_a_redirect_trick_leads_home(app, client, wish):
    user = make_user(role=Role.JUDGE)
    client.get("/login")

    typed = {"email": user.email, "password": PASSWORD}
    token = client.get("/login").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/login", query_string={"next": wish}, data={**typed, "csrf_token": token})

    assert answer.location == "/judge/"


def test_a_person_comes_to_the_page_they_wanted(app, client):
    user = make_user(role=Role.ORGANISER)
    asked = client.get("/organise/audit?about=season:2026")

    answer = log_in(client, user.email, query=asked.location.removeprefix("/login"))

    assert asked.location.startswith("/login?next=")
    assert answer.location == "/organise/audit?about=season:2026"
