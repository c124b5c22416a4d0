from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.audit.models import AuditLine
from app.companies.noting import note_names
from app.extensions import db
from app.judging import service
from app.judging.interests.declared import list_seasons_due
from app.judging.models import Declaration, Interest
from app.web.actions import act
from tests.judging.interests.tied import declare
from tests.judging.rows import count, make_round
from tests.make import csrf, make_company, make_season, make_user, sign_in
from tests.watch import recorded_verbs

PAGE = "/judge/interests"


@pytest.fixture
def judge(app, client):
    make_season(phase="judging")
    judge = make_user(role="judge")
    sign_in(client, judge)
    return judge


def add(client, **typed):
    return client.post(PAGE, data={"csrf_token": csrf(client, PAGE), **typed})


def test_a_judge_is_asked_until_they_have_answered(client, judge):
    asked = client.get("/judge/").text
    answer = client.post(f"{PAGE}/complete", data={"csrf_token": csrf(client, PAGE), "none": "yes"})
    silent = client.get("/judge/").text
    told = client.get(PAGE).text

    assert "Is there anybody you should not judge?" in asked
    assert answer.status_code == 303
    assert "Is there anybody" not in silent
    assert "you said that you have none, on" in told
    assert recorded_verbs()[-1] == "interests complete"


def test_a_judge_is_asked_again_in_the_next_season(client, judge):
    client.post(f"{PAGE}/complete", data={"csrf_token": csrf(client, PAGE), "none": "yes"})
    made = make_round(season=make_season(phase="judging"), assign=False)
    assert list_seasons_due(judge) == []

    act(service.change_panel, made.category, add=[(judge, made.entry)], by=made.organiser)

    assert list_seasons_due(judge) == [made.season]


def test_a_tie_is_declared_with_years_and_found_in_the_register(client, judge):
    make_company("Larkwater Rail", domain="larkwater.example")

    answer = add(client, kind="employer", words="larkwater rail", since="2019", until="2024")
    page = client.get(PAGE).text

    assert answer.status_code == 303
    assert "Employer, 2019 to 2024" in page
    assert "In our register: Larkwater Rail." in page
    assert "Organisers read this list; judges, companies and the public do not." in page


def test_without_a_script_companies_with_such_a_name_are_offered(client, judge):
    company = make_company("Larkwater Rail")
    act(note_names, [company])

    asked = add(client, kind="client", words="Larkwater Rayl")
    chosen = add(client, kind="client", words="Larkwater Rayl", which=company.slug)

    assert asked.status_code == 200
    assert "Which company do you mean?" in asked.text
    assert chosen.status_code == 303
    assert "In our register: Larkwater Rail." in client.get(PAGE).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "Larkwater"}, "Choose what the tie is"),
        ({"kind": "employer"}, "Enter a name or a domain"),
        ({"kind": "domain", "words": "larkwater"}, "Enter a domain such as"),
        ({"kind": "domain", "words": "gmail.com"}, "Everybody can have an address there"),
        ({"kind": "person", "words": "Sam", "since": "2020", "until": "2019"}, "cannot end before it begins"),
        ({"kind": "person", "words": "Sam", "since": "soon"}, "Enter a whole number"),
    ],
)
def test_what_cannot_be_a_tie_is_said_beside_its_field(client, judge, typed, sentence):
    answer = add(client, **typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert count(Interest) == 0


def test_the_same_tie_is_declared_once(client, judge):
    declare(judge, "Larkwater Rail")

    answer = add(client, kind="employer", words="LARKWATER rail Ltd")

    assert answer.status_code == 409
    assert "is on the list already" in answer.text


def test_who_declared_something_cannot_say_none_and_who_did_not_cannot_say_complete(client, judge):
    token = csrf(client, PAGE)

    nothing = client.post(f"{PAGE}/complete", data={"csrf_token": token})
    declare(judge, "Larkwater Rail")
    something = client.post(f"{PAGE}/complete", data={"csrf_token": token, "none": "yes"})

    assert (nothing.status_code, something.status_code) == (422, 422)
    assert count(Declaration) == 0


def test_a_tie_added_later_makes_none_untrue(client, judge):
    client.post(f"{PAGE}/complete", data={"csrf_token": csrf(client, PAGE), "none": "yes"})

    add(client, kind="person", words="Priya Raman")

    assert "you said that this list is complete" in client.get(PAGE).text


def test_a_judge_takes_back_their_own_tie_and_nobody_elses(client, judge):
    own, other = declare(judge, "Larkwater Rail"), declare(make_user(role="judge"), "Larkwater Rail")
    token = csrf(client, PAGE)

    answers = [client.post(f"{PAGE}/{row.public_id}/remove", data={"csrf_token": token}) for row in (own, other)]

    assert [answer.status_code for answer in answers] == [303, 404]
    assert "Larkwater Rail" not in client.get(PAGE).text.split("<main", 1)[1].split("sa-flash", 1)[-1].split("</h1>")[1]
    assert recorded_verbs()[-1] == "interest removed"


def test_no_word_of_a_tie_is_in_the_log(client, judge):
    declare(judge, "Larkwater Rail", "person")

    assert "Larkwater" not in "".join(str(tuple(row)) for row in db.session.execute(select(AuditLine.__table__)))


def test_a_season_whose_judging_is_over_asks_for_nothing(app):
    made = make_round()

    with time_machine.travel(made.season.judging_closes_at + timedelta(days=1), tick=False):
        assert list_seasons_due(made.judge) == []
