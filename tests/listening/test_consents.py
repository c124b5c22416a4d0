"""A found post is on no public page unless its author said yes, and then as its network asks."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask, url_for
from flask.testing import FlaskClient

from app import clock
from app.doors import DOORS, PUBLIC
from app.errors import Refused
from app.listening.models import Mention
from app.listening.queries.consents import find_consent, list_quotes
from app.listening.retention import keep_no_longer
from app.listening.rules import ConsentGiven, MentionState
from app.listening.service.consents import record_consent, withdraw_consent
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, make_sent, verbs
from tests.make import csrf, make_company, make_season, make_user, reload, sign_in

CANARY = "zanzibarkestrel"
HANDLE, NAME = "canaryhandle", "Canary Name"


@pytest.fixture
def told(app: Flask) -> list[Mention]:
    """Fill the database with posts in every state, each with words that stand nowhere else."""
    make_season()
    company, ada = make_company("Brightline"), make_user()
    states = [state for state in MentionState if state not in (MentionState.GONE, MentionState.DISMISSED)]
    loose = [make_canary(number, company.id, state=state) for number, state in enumerate(states)]
    answered, _ = make_sent(ada, **canary(50), company_id=company.id)
    return [*loose, make_claimed(ada, **canary(51), company_id=company.id), answered]


def canary(number: int) -> dict[str, str]:
    return {
        "text": f"Brightline support is {CANARY}{number}, thank you",
        "author_handle": f"{HANDLE}{number}",
        "author_name": f"{NAME} {number}",
        "author_id": f"99{number}",
    }


def make_canary(number: int, company_id: int, **columns: object) -> Mention:
    return make_mention(**canary(number), company_id=company_id, **columns)


def public_pages(app: Flask, code: str) -> list[str]:
    """List an address for every public page that can be looked at, filled with what exists."""
    known = {"slug": "brightline", "code": code, "story_id": "abcdefghij", "token": "abcdefghij", "filename": "x"}
    ways = [rule for rule in app.url_map.iter_rules() if DOORS.get(rule.endpoint) is PUBLIC and "GET" in rule.methods]
    with app.test_request_context():
        return [url_for(way.endpoint, **{name: known.get(name, "1") for name in way.arguments}) for way in ways]


def seen_in_public(client: FlaskClient, app: Flask, code: str) -> list[str]:
    """Walk every public page and return those that tell of a found post."""
    pages = [
        *public_pages(app, code),
        "/companies?q=Brightline",
        "/nominate?company=Brightline",
        f"/nominate?ref={code}",
    ]
    found = []
    for path in pages:
        body = client.get(path, follow_redirects=True).get_data(as_text=True).lower()
        if any(word in body for word in (CANARY, HANDLE, NAME.lower(), "/status/1990")):
            found.append(path)
    return found


def test_no_public_page_tells_of_a_found_post(client: FlaskClient, app: Flask, told: list[Mention]) -> None:
    code = told[-1].public_id

    assert len(public_pages(app, code)) > 30
    assert seen_in_public(client, app, code) == []


def test_with_leave_the_company_page_alone_shows_it_and_nothing_of_the_others(
    client: FlaskClient, app: Flask, told: list[Mention]
) -> None:
    act(record_consent, told[-1], given=ConsentGiven.REPLY, place="", by=make_user())

    assert seen_in_public(client, app, "abcdefghij") == ["/companies/brightline"]
    page = client.get("/companies/brightline").get_data(as_text=True)
    assert f"{CANARY}50" in page
    assert f"{CANARY}51" not in page


def test_the_quote_is_unaltered_with_name_handle_time_and_the_way_back(client: FlaskClient, app: Flask) -> None:
    make_season()
    company = make_company("Brightline")
    text = "Thanks @bright  <b>so</b> kind https://a.example/x"
    mention = make_mention(text=text, author_handle="bea", author_name="Bea", company_id=company.id)
    act(record_consent, mention, given=ConsentGiven.MAIL, place="", by=make_user())

    page = client.get("/companies/brightline").get_data(as_text=True)

    assert "&lt;b&gt;so&lt;/b&gt; kind" in page
    assert 'href="https://x.com/bea"' in page
    assert f'href="{mention.url}"' in page
    assert "View on X" in page
    assert "<bdi>Bea</bdi>" in page


def test_withdrawn_it_is_gone_at_once(client: FlaskClient, app: Flask, told: list[Mention]) -> None:
    ada = make_user()
    act(record_consent, told[-1], given=ConsentGiven.REPLY, place="https://x.com/a/status/5", by=ada)
    assert f"{CANARY}50" in client.get("/companies/brightline").get_data(as_text=True)

    act(withdraw_consent, told[-1], by=ada)

    assert seen_in_public(client, app, "abcdefghij") == []
    assert verbs()[-2:] == ["consent recorded", "consent withdrawn"]


def test_wiped_it_is_gone_and_nothing_is_left_of_the_leave(
    client: FlaskClient, app: Flask, told: list[Mention]
) -> None:
    act(record_consent, told[-1], given=ConsentGiven.REPLY, place="https://x.com/a/status/5", by=make_user())
    consent = find_consent(told[-1])

    act(wipe, [told[-1].id], by="worker")

    assert seen_in_public(client, app, "abcdefghij") == []
    assert (reload(consent).place, consent.withdrawn_at is None) == ("", False)


def test_with_leave_a_post_is_kept_as_long_as_the_leave_stands(app: Flask) -> None:
    ada = make_user()
    mention, _ = make_sent(ada)
    act(record_consent, mention, given=ConsentGiven.REPLY, place="", by=ada)

    with time_machine.travel(clock.now() + timedelta(days=91), tick=True):
        keep_no_longer()
        kept = bool(reload(mention).text)
        act(withdraw_consent, mention, by=ada)
        keep_no_longer()

    assert (kept, reload(mention).text) == (True, "")


def test_a_post_for_members_alone_is_never_shown(client: FlaskClient, app: Flask) -> None:
    make_season()
    company = make_company("Brightline")
    mention = make_mention(is_members_only=True, company_id=company.id)
    ada = make_user()

    with pytest.raises(Refused, match="not signed in"):
        act(record_consent, mention, given=ConsentGiven.REPLY, place="", by=ada)
    assert list_quotes([company.id]) == []


def test_one_that_turned_to_members_alone_is_hidden(app: Flask) -> None:
    company = make_company("Brightline")
    mention = make_mention(company_id=company.id)
    act(record_consent, mention, given=ConsentGiven.REPLY, place="", by=make_user())

    act(lambda: setattr(reload(mention), "is_members_only", True))

    assert list_quotes([company.id]) == []


def test_a_curator_records_and_withdraws_it_beside_the_post(client: FlaskClient, app: Flask) -> None:
    sign_in(client, make_user(name="Ada"))
    mention = make_mention()
    path = f"/curate/mentions/{mention.public_id}"
    token = csrf(client, path)

    without = client.post(path, data={"csrf_token": token, "action": "consent"})
    client.post(path, data={"csrf_token": token, "action": "consent", "given": "mail", "place": ""})
    shown = client.get(path).get_data(as_text=True)
    client.post(path, data={"csrf_token": token, "action": "unconsent"})

    assert without.status_code == 422
    assert "Choose how they said so" in without.get_data(as_text=True)
    assert "Ada noted on" in shown
    assert find_consent(mention) is None
