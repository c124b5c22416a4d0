from datetime import timedelta

import pytest
import time_machine

from tests.judging.rows import fields, make_round, post
from tests.make import make_nomination, sign_in

JSON = {"Accept": "application/json"}


def address_of(made):
    return f"/judge/entries/{made.entry.public_id}"


def test_a_script_without_a_session_is_answered_401_and_leaves_no_notice_behind(app, client):
    made = make_round()

    answer = client.post(address_of(made), data=fields(4), headers=JSON)

    assert answer.status_code == 401
    assert "logged out" in answer.json["sentence"]
    assert "Log in to see this page" not in client.get("/login").get_data(as_text=True)


def test_what_was_typed_before_the_session_ended_is_on_the_page_that_asks_to_log_in(app, client):
    made = make_round()
    words = "They rang back at nine & stayed <b>all night</b>, until everything worked again for everybody"

    answer = client.post(address_of(made), data=fields(4, comment_a1=words, csrf_token="old", version=3))
    page = answer.get_data(as_text=True)

    assert answer.status_code == 401
    assert f'action="{address_of(made)}"' in page
    assert "&lt;b&gt;all night&lt;/b&gt;" in page
    assert 'name="level_a1" value="4"' in page
    assert 'name="version" value="3"' in page
    assert 'value="old"' not in page


def test_a_form_of_a_foreign_page_is_not_shown_back(app, client):
    made = make_round()

    answer = client.post(address_of(made), data=fields(4), headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 403


@pytest.mark.parametrize("headers", [JSON, {}], ids=["script", "page"])
def test_a_sheet_opened_by_another_person_is_neither_saved_nor_shown(app, client, headers):
    made = make_round(judges=2)
    sign_in(client, made.judges[1])

    typed = fields(4, action="save", comment_a1="of the first judge", judge=made.judges[0].public_id)
    answer = post(client, made.entry, typed, headers=headers)
    page = client.get(address_of(made)).get_data(as_text=True)

    assert answer.status_code == 403
    assert "of the first judge" not in answer.get_data(as_text=True)
    assert "0 of 5 answered" in page


def test_a_stale_token_answers_422_with_all_that_was_typed(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = client.post(address_of(made), data=fields(4, comment_a1="All my words", csrf_token="stale"))
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert "Nothing is lost" in page
    assert "All my words" in page
    fresh = page.split('name="csrf_token"', 2)[2].split('value="', 1)[1].split('"', 1)[0]
    again = client.post(address_of(made), data=fields(4, action="save", comment_a1="All my words", csrf_token=fresh))
    assert again.status_code == 303


def test_evidence_is_named_by_its_host_and_opened_by_the_judge_alone(app, client):
    made = make_round()
    with time_machine.travel(made.season.nominations_open_at + timedelta(days=2), tick=False):
        make_nomination(state="accepted", entry=made.entry, link="https://www.social.example/@ada/123?x=1&y=2")

    page = sign_in(client, made.judge).get(address_of(made)).get_data(as_text=True)

    link = page.split('class="sa-entry__evidence"', 1)[1].split("</p>", 1)[0]
    assert 'href="https://www.social.example/@ada/123?x=1&amp;y=2" rel="nofollow noopener noreferrer"' in link
    assert '">social.example<span' in link
    assert page.count("sa-entry__evidence") == 1
