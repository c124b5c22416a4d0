"""Curators look somebody up, put them on the list of those we do not write to, and take them off."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit.models import AuditLine
from app.errors import Refused
from app.extensions import db
from app.listening.contacting.finding import read_person
from app.listening.models import Contact, ContactName
from app.listening.passes.storing import score, store
from app.listening.rules import ContactReason, MentionState
from app.listening.service.contacts import refuse_contact, stop_contact
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent, post_of
from tests.make import csrf, make_user, reload, sign_in

PATH = "/curate/contacts"


@pytest.fixture
def ada(client: FlaskClient) -> object:
    user = make_user(name="Ada")
    sign_in(client, user)
    return user


def send(client: FlaskClient, action: str, path: str = PATH, **fields: str) -> object:
    return client.post(path, data={"csrf_token": csrf(client, path), "action": action, **fields})


@pytest.mark.parametrize("who", ["https://x.com/bea", "x.com/Bea?s=20", "https://twitter.com/bea/status/5"])
def test_somebody_is_put_on_the_list_and_at_once_gone(client: FlaskClient, ada: object, who: str) -> None:
    mention = make_mention(author_handle="Bea")

    answer = send(client, "add", who=who, reason="unwelcome")

    assert answer.status_code == 303
    assert reload(mention).state is MentionState.GONE
    html = client.get(PATH).get_data(as_text=True)
    assert "They took a message badly, noted by Ada" in html
    assert "bea" not in html.lower().replace("beautif", "")


def test_what_was_typed_is_stored_nowhere(client: FlaskClient, ada: object) -> None:
    send(client, "add", who="@beatrix", network="x", reason="asked")

    rows = [vars(row) for table in (Contact, ContactName, AuditLine) for row in db.session.scalars(select(table))]
    assert rows
    assert "beatrix" not in str(rows).lower()


def test_a_look_tells_what_is_known_and_changes_nothing(client: FlaskClient, ada: object) -> None:
    make_sent(ada, author_handle="bea")

    known = send(client, "look", who="https://x.com/bea").get_data(as_text=True)
    nobody = send(client, "look", who="https://x.com/zed").get_data(as_text=True)

    assert "Not on the list" in known
    assert "Ada wrote to them on" in known
    assert "We know of no reply to them" in nobody
    assert db.session.scalar(select(Contact).where(Contact.do_not_contact_at.is_not(None))) is None


def test_somebody_is_taken_off_after_a_second_look(client: FlaskClient, ada: object) -> None:
    person = read_person("https://x.com/ada")
    contact = act(refuse_contact, person.network, person.hashes, reason=ContactReason.OTHER, by=ada)

    path = f"{PATH}/{contact.public_id}/allow"
    answer = send(client, "", path)

    assert answer.status_code == 303
    assert act(store, score([post_of(5)]), []).new == 1
    assert client.get(path).status_code == 404


def test_the_word_of_the_author_is_shown_as_theirs_and_stays(client: FlaskClient, ada: object) -> None:
    _, outreach = make_sent(ada, author_handle="bea")
    act(stop_contact, outreach.code, at=outreach.sent_at)
    send(client, "add", who="https://x.com/bea", reason="other")

    html = client.get(PATH).get_data(as_text=True)

    assert "They asked themselves" in html
    public_id = db.session.scalars(select(Contact.public_id).where(Contact.do_not_contact_at.is_not(None))).one()
    assert "They asked us not to write" in client.get(f"{PATH}/{public_id}/allow").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"who": "@ada", "reason": "other"}, "Choose the network"),
        ({"who": "https://x.com/ada"}, "Choose why"),
        ({"who": "two words", "network": "x", "reason": "other"}, "Give a handle"),
        ({"who": "https://example.org/about", "reason": "other"}, "Give a handle"),
        ({"who": "https://[", "reason": "other"}, "Give a handle"),
        ({"who": "", "reason": "other"}, "Enter a handle"),
    ],
)
def test_what_cannot_be_read_comes_back(client: FlaskClient, ada: object, fields: dict, told: str) -> None:
    answer = send(client, "add", **fields)

    assert answer.status_code == 422
    assert told in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "network", "same"),
    [
        ("@ada@far.example", "", "https://far.example/@ada"),
        ("@ada@far.example", "", "https://home.example/@ada@far.example"),
        ("@ada@far.example", "mastodon", "https://far.example/users/ada"),
        ("ada.bsky.social", "bluesky", "https://bsky.app/profile/ada.bsky.social"),
        ("did:plc:ada", "", "https://bsky.app/profile/did:plc:ada"),
        ("@Ada", "x", "https://x.com/ada"),
    ],
)
def test_a_person_is_the_same_however_they_are_typed(app: Flask, typed: str, network: str, same: str) -> None:
    assert read_person(typed, network) == read_person(same)


def test_nobody_is_meant_by_a_word_without_a_network(app: Flask) -> None:
    with pytest.raises(Refused):
        read_person("ada")


def test_the_list_goes_on_page_by_page(client: FlaskClient, ada: object) -> None:
    for number in range(27):
        person = read_person(f"@one{number}", "x")
        act(refuse_contact, person.network, person.hashes, reason=ContactReason.OTHER, by=ada)

    first = client.get(PATH).get_data(as_text=True)
    following = first.split("?after=")[1].split('"')[0]
    second = client.get(f"{PATH}?after={following}").get_data(as_text=True)

    assert (first.count("/allow"), second.count("/allow")) == (25, 2)
