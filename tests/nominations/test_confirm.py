from datetime import timedelta

import pytest
import time_machine

from app.errors import Refused
from app.nominations import service
from app.nominations.rules import State
from app.web.actions import act
from app.web.links import token_for
from tests.make import csrf, make_category, make_nomination, reload
from tests.nominations.pages import seen_on


def link_to(nomination, purpose="confirm", tail="/confirm"):
    return f"/nominations/{token_for(purpose, nomination.reference, nomination.generation)}{tail}"


def press(client, path):
    return client.post(path, data={"csrf_token": csrf(client, path), "seen": seen_on(client, path)})


def test_opening_the_link_changes_nothing(client):
    nomination = make_nomination(state=State.UNCONFIRMED)

    page = client.get(link_to(nomination))

    assert page.status_code == 200
    assert "Yes, I wrote this: confirm" in page.get_data(as_text=True)
    assert reload(nomination).state is State.UNCONFIRMED


def test_pressing_the_button_confirms_and_shows_where_it_stands(client):
    nomination = make_nomination(state=State.UNCONFIRMED)

    answer = press(client, link_to(nomination))

    assert answer.status_code == 303
    assert "with our curators" in client.get(answer.location).get_data(as_text=True)
    assert reload(nomination).state is State.SUBMITTED


def test_confirming_twice_is_confirming_once(client):
    nomination = make_nomination(state=State.UNCONFIRMED)
    press(client, link_to(nomination))

    again = client.get(link_to(nomination))

    assert again.status_code == 303
    assert reload(nomination).state is State.SUBMITTED


def test_a_link_runs_out_after_three_days(client):
    nomination = make_nomination(state=State.UNCONFIRMED)
    path = link_to(nomination)
    token = csrf(client, path)

    with time_machine.travel(nomination.created_at + timedelta(hours=73)):
        answer = client.post(path, data={"csrf_token": token})

    assert answer.status_code == 422
    assert "This link has run out" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}",
        lambda token: token.partition("-")[0],
        lambda token: f"zzzzzzzzzz-{token.partition('-')[2]}",
    ],
    ids=["last letter changed", "no signature", "another reference"],
)
def test_a_forged_link_opens_nothing(client, forge):
    nomination = make_nomination(state=State.UNCONFIRMED)
    token = token_for("confirm", nomination.reference)

    assert client.get(f"/nominations/{forge(token)}/confirm").status_code == 404


def test_the_link_to_confirm_does_not_open_the_private_page(client):
    nomination = make_nomination()

    assert client.get(f"/nominations/{token_for('confirm', nomination.reference)}").status_code == 404
    assert client.get(link_to(nomination, "status", "")).status_code == 200


def test_a_link_signed_with_an_older_key_still_opens(client, app, monkeypatch):
    from dataclasses import replace

    nomination = make_nomination()
    path = link_to(nomination, "status", "")
    rotated = replace(app.config["AWARDS"], secret_keys=("n" * 40, *app.config["AWARDS"].secret_keys))
    monkeypatch.setitem(app.config, "AWARDS", rotated)

    assert client.get(path).status_code == 200


def test_the_newer_nomination_of_one_person_for_one_company_replaces_the_older(app):
    category = make_category()
    older = make_nomination(category=category, email="ada+awards@example.org", company_name="Brightline Ltd")
    newer = make_nomination(
        category=category, email="ada@example.org", company_name="BRIGHTLINE", state=State.UNCONFIRMED
    )
    align_identities(older, newer)

    act(service.confirm, newer)

    assert reload(older).state is State.REPLACED
    assert reload(newer).state is State.SUBMITTED


def align_identities(*nominations):
    from app.nominations.rules import identity_of
    from app.web.links import keyed_hash

    def write():
        for each in nominations:
            each.identity = keyed_hash("identity", identity_of(each.written.email))

    act(write)


def test_a_withdrawn_story_leaves_the_site_at_once(client):
    nomination = make_nomination(state=State.ACCEPTED)
    story = f"/stories/{nomination.story_id}"
    assert client.get(story).status_code == 200

    press(client, link_to(nomination, "status", "/withdraw"))

    assert client.get(story).status_code == 410
    assert reload(nomination).state is State.WITHDRAWN


def test_a_link_has_run_out_at_the_moment_it_names(app):
    nomination = make_nomination(state=State.UNCONFIRMED)

    with time_machine.travel(nomination.confirm_until, tick=False), pytest.raises(Refused, match="run out"):
        act(service.confirm, nomination)

    assert reload(nomination).state is State.UNCONFIRMED
