"""The page on which a curator chooses the hour, and the press that ends the letters."""

import pytest

from app import clock
from app.listening.digests.sending import queue_all_due
from app.listening.queries.digests import find_digest
from tests.listening.letters import letters_of, make_digest, stop_path, text_of
from tests.listening.rows import make_mention
from tests.make import PASSWORD, csrf, make_season, make_user, reload, sent_letters, sign_in

TYPED = {"is_on": "yes", "hour": "7", "zone": "Europe/Berlin", "weekdays": ["0", "4"], "networks": ["x"]}


@pytest.fixture
def rosa(app):
    return make_user(role="curator", email="rosa@example.org")


@pytest.fixture
def curator(client, rosa):
    return sign_in(client, rosa)


def send(client, action="save", **typed):
    token = csrf(client, "/curate/digest")
    return client.post("/curate/digest", data={**TYPED, **typed, "action": action, "csrf_token": token})


def test_a_curator_chooses_hour_zone_days_and_networks(curator, rosa):
    answer = send(curator)

    digest = find_digest(rosa)
    assert (answer.status_code, answer.location) == (303, "/curate/digest")
    assert (digest.hour, digest.zone, digest.weekdays, digest.networks) == (7, "Europe/Berlin", [0, 4], ["x"])
    page = curator.get("/curate/digest").get_data(as_text=True)
    assert "07:00 (CE" in page
    assert "none would be sent" in page


def test_the_zone_of_the_season_is_offered_first(curator):
    make_season()

    page = curator.get("/curate/digest").get_data(as_text=True)

    assert '<option value="UTC" selected>' in page
    assert "It is off" in page


@pytest.mark.parametrize(
    "wrong", [{"weekdays": []}, {"hour": "24"}, {"zone": "Mars/Olympus"}, {"networks": ["myspace"]}], ids=str
)
def test_what_cannot_be_is_refused_and_kept_as_typed(curator, rosa, wrong):
    answer = send(curator, **wrong)

    assert answer.status_code == 422
    assert find_digest(rosa) is None


def test_one_letter_can_be_had_now_while_it_stays_off(app, curator, rosa):
    make_mention()

    answer = send(curator, action="now", is_on="")

    assert answer.status_code == 303
    assert len(sent_letters(app)) == 1
    assert not find_digest(rosa).is_on


def test_nothing_is_sent_now_when_nothing_waits_and_the_page_says_so(curator):
    answer = send(curator, action="now")

    assert answer.status_code == 303
    assert "nothing to send" in curator.get("/curate/digest").get_data(as_text=True)
    assert letters_of("digest_now") == []


def test_what_is_ticked_is_kept_when_one_is_sent_now(curator, rosa):
    make_mention()

    send(curator, action="now")

    assert find_digest(rosa).is_on


def test_letters_asked_for_in_a_row_wait_their_turn(app, curator):
    make_mention()

    send(curator, action="now")
    sent_letters(app)
    send(curator, action="now")

    assert len(sent_letters(app)) == 1


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://mail.example.net"}, {"Origin": "null"}], ids=str)
def test_one_post_without_cookie_or_token_turns_the_letters_off(client, rosa, headers):
    digest = make_digest(rosa)

    answer = client.post(stop_path(digest), data={"List-Unsubscribe": "One-Click"}, headers=headers)

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert not reload(digest).is_on


def test_opening_the_link_turns_nothing_off(client, rosa):
    digest = make_digest(rosa)

    page = client.get(stop_path(digest)).get_data(as_text=True)

    assert "Turn these letters off" in page
    assert reload(digest).is_on


def test_a_made_up_link_leads_nowhere(client, rosa):
    digest = make_digest(rosa)

    assert client.post(f"/digest/{digest.public_id}-{'a' * 26}/stop").status_code == 404
    assert reload(digest).is_on


def test_the_letter_says_how_to_end_it(app, rosa):
    make_mention()
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        (letter,) = sent_letters(app)

    assert letter["List-Unsubscribe"] == f"<http://localhost{stop_path(digest)}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "No more letters with open posts" in text_of(letter)


def test_a_link_of_the_letter_leads_to_the_card_once_logged_in(client, rosa):
    card = f"/curate/mentions/{make_mention().public_id}"
    answer = client.get(card)

    token = csrf(client, answer.location)
    typed = {"email": rosa.email, "password": PASSWORD, "csrf_token": token}
    logged_in = client.post(answer.location, data=typed)

    assert (logged_in.status_code, logged_in.location) == (303, card)
