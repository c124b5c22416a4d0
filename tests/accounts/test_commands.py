import json

import pytest

from app.accounts import queries
from app.accounts.rules import Role
from tests.accounts.steps import is_signed_in, log_in, send
from tests.commands import awards
from tests.make import PASSWORD, make_user, reload, sent_letters

COMMANDS = ["create", "invite", "disable", "remove-second-factor", "list"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(app, command):
    result = awards(app, "accounts", command, "--help")

    assert result.exit_code == 0
    assert "Example: " in result.stdout


def test_a_person_made_on_the_command_line_can_log_in(app, client):
    words = ("accounts", "create", "Ana@Example.org", "--role", "judge", "--name", "Ana", "--password-stdin")

    result = awards(app, *words, typed=f"{PASSWORD}\n")

    assert (result.exit_code, result.stdout) == (0, "ana@example.org can log in as judge.\n")
    assert log_in(client, "ana@example.org").location == "/judge/"


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["create", "nonsense", "--role", "judge", "--password-stdin"], PASSWORD, 1),
        (["create", "a@example.org", "--role", "judge", "--password-stdin"], "short", 1),
        (["create", "a@example.org", "--role", "judge", "--password-stdin"], "", 1),
        (["create", "a@example.org", "--role", "king", "--password-stdin"], PASSWORD, 2),
        (["create", "a@example.org", "--role", "judge"], "", 2),
        (["invite", "a@example.org, b@example.org", "--role", "judge"], "", 1),
        (["invite", "a@example.org"], "", 2),
        (["disable", "nobody@example.org"], "", 1),
        (["remove-second-factor", "nobody@example.org"], "", 1),
        (["unknown"], "", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_told_in_words_and_changes_nothing(app, words, typed, code):
    result = awards(app, "accounts", *words, typed=typed)

    assert result.exit_code == code
    assert result.stderr
    assert "Traceback" not in result.stderr
    assert queries.list_users() == []
    assert queries.list_open_invitations() == []


def test_an_address_is_taken_once(app):
    user = make_user()

    result = awards(app, "accounts", "create", user.email, "--role", "judge", "--password-stdin", typed=PASSWORD)

    assert (result.exit_code, result.stderr) == (1, f"There is already a person with the address {user.email}.\n")


def test_the_printed_invitation_lets_its_owner_in(app, client):
    result = awards(app, "accounts", "invite", "jo@example.org", "--role", "curator")

    link = result.stdout.splitlines()[-1].removeprefix("http://localhost")
    answer = send(client, link, name="Jo", new_password="another five quiet words")

    assert answer.location == "/curate/"
    assert is_signed_in(client)


def test_a_person_disabled_on_the_command_line_is_out(app, client):
    user = make_user()
    log_in(client, user.email)

    result = awards(app, "accounts", "disable", user.email)

    assert result.exit_code == 0
    assert not reload(user).is_active
    assert not is_signed_in(client)


def test_the_list_comes_as_text_and_as_json(app):
    make_user(role=Role.JUDGE, email="ana@example.org", name="Ana")

    text = awards(app, "accounts", "list").stdout
    rows = json.loads(awards(app, "accounts", "list", "--json").stdout)

    assert "ana@example.org" in text
    assert rows == [{"email": "ana@example.org", "name": "Ana", "roles": ["judge"], "active": True}]


def test_an_invitation_from_the_command_line_names_no_person(app):
    awards(app, "accounts", "invite", "jo@example.org", "--role", "curator")

    assert "The organisers invite you" in sent_letters(app)[0].get_body(("plain",)).get_content()
