import csv
import io

import pytest
import time_machine

from app.errors import Forbidden
from app.extensions import db
from app.judging import queries
from app.judging.interests import deciding, overseeing
from app.judging.interests.deciding import Subject
from app.judging.interests.rules import Sign, Verdict
from app.judging.interests.worker import settle_late
from app.judging.models import JudgeProfile, Tie
from app.web.actions import act
from tests.judging.interests.tied import asked_for, declare
from tests.judging.rows import count, make_round, submit
from tests.make import csrf, make_nomination, make_user, reload, sent_letters, sign_in
from tests.watch import counted_statements, recorded_verbs

PAGE = "/organise/interests"
DOMAIN = "fernhollow.example"


@pytest.fixture
def made(app):
    made = make_round(judges=3)
    act(move, made, DOMAIN, f"ada@{DOMAIN}")
    return made


def move(made, domain, address):
    """Give the company a domain, and the first judge an address."""
    made.entry.company.domain, made.judge.email = domain, address
    db.session.flush()


def found(made):
    """List the found ties of the first judge."""
    rows = overseeing.oversee(reload(made.season)).detected
    return [(each.judge.id, each.sign, each.title) for each in rows if each.judge.id == made.judge.id]


def decide(client, made, verdict, reason=""):
    data = {
        "csrf_token": csrf(client, f"{PAGE}?season={made.season.slug}"),
        "judge": made.judge.public_id,
        "sign": "mail_domain",
        "subject": made.entry.company.slug,
        "verdict": verdict,
        "reason": reason,
    }
    return client.post(f"{PAGE}/found?season={made.season.slug}", data=data)


def test_an_address_of_the_company_is_found_and_bars_nobody_yet(client, made):
    page = sign_in(client, made.organiser).get(f"{PAGE}?season={made.season.slug}").text

    assert found(made) == [(made.judge.id, Sign.MAIL_DOMAIN, made.entry.company.name)]
    assert "Signs in with an address of this company" in page
    assert queries.find_bar(made.judge, made.entry) is None


@pytest.mark.parametrize("words", ["{name}", "Head of care, {name} Ltd"])
def test_an_affiliation_that_names_the_company_is_found(made, words):
    act(move, made, None, "ada@example.org")
    profile = db.session.get(JudgeProfile, made.judge.id)

    act(describe, profile.user_id, words.format(name=made.entry.company.name))

    assert found(made) == [(made.judge.id, Sign.AFFILIATION, made.entry.company.name)]


def describe(number, words):
    db.session.get(JudgeProfile, number).affiliation = words
    db.session.flush()


@pytest.mark.parametrize("domain", ["gmail.com", "example.org", "co.uk"])
def test_a_domain_of_everybody_speaks_of_no_tie(made, domain):
    act(move, made, domain, f"ada@{domain}")
    make_nomination(state="accepted", entry=made.entry, email=f"bo@{domain}")

    assert found(made) == []


@pytest.mark.parametrize(
    ("relation", "sign"), [("customer", Sign.NOMINATOR), ("employee", Sign.COLLEAGUE)], ids=["customer", "employee"]
)
def test_a_nominator_with_the_mail_domain_of_a_judge_is_found_without_a_word_of_them(client, made, relation, sign):
    act(move, made, None, "ada@consultants.example")
    make_nomination(state="accepted", entry=made.entry, email="Bo.Secret@consultants.example", relation=relation)
    make_nomination(state="submitted", category=made.category, email="cy@consultants.example")

    page = sign_in(client, made.organiser).get(f"{PAGE}?season={made.season.slug}").text

    assert [each[1] for each in found(made)] == [sign]
    assert "secret" not in page.casefold()


def test_a_confirmed_tie_bars_releases_and_replaces(app, client, made):
    spare = make_user(role="judge")
    sign_in(client, made.organiser)

    answer = decide(client, made, "confirmed")

    assert answer.status_code == 303
    assert asked_for(made.entry) == {made.judges[1].id, made.judges[2].id, spare.id}
    assert "a tie was confirmed" in queries.find_bar(made.judge, made.entry)
    assert found(made) == []
    assert {"tie confirmed", "judge released", "judge replaced", "judge assigned"} <= set(recorded_verbs())


def test_nobody_decides_about_a_tie_that_was_not_found(client, made):
    sign_in(client, made.organiser)
    act(move, made, DOMAIN, "ada@elsewhere.example")

    answers = [decide(client, made, "set_aside", "Before anybody sees it"), decide(client, made, "confirmed")]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert count(Tie) == 0


def test_without_a_reason_the_list_is_shown_again_with_the_sentence_at_its_tie(client, made):
    sign_in(client, made.organiser)

    answer = decide(client, made, "set_aside")

    assert answer.status_code == 422
    assert 'href="#reason">Say in a sentence why this is no tie.' in answer.text
    assert '<details class="govuk-details" open>' in answer.text
    assert "Judge by judge" in answer.text


def test_a_tie_is_set_aside_for_a_reason_alone(client, made):
    sign_in(client, made.organiser)

    without = decide(client, made, "set_aside")
    answer = decide(client, made, "set_aside", "Another company of the same name")
    page = client.get(f"{PAGE}?season={made.season.slug}").text

    assert without.status_code == 422
    assert answer.status_code == 303
    assert queries.find_bar(made.judge, made.entry) is None
    assert "Another company of the same name" in page
    assert found(made) == []
    assert "Another company" not in "".join(recorded_verbs())


@pytest.mark.parametrize("verdict", ["confirmed", "set_aside"])
def test_a_decision_can_be_undone_and_taken_again(client, made, verdict):
    sign_in(client, made.organiser)
    decide(client, made, verdict, "Why")
    tie = overseeing.oversee(reload(made.season))
    row = tie.set_aside[0] if tie.set_aside else next(each.tie for each in tie.rows if each.tie)

    answer = client.post(f"{PAGE}/decided/{row.public_id}/undo", data={"csrf_token": csrf(client, PAGE + "/new")})
    reopened = found(made)
    again = decide(client, made, verdict, "Why")

    assert answer.status_code == again.status_code == 303
    assert len(reopened) == 1
    assert "tie undecided" in recorded_verbs()


def test_two_organisers_decide_one_tie_once(client, made):
    sign_in(client, made.organiser)
    decide(client, made, "set_aside", "Why")

    assert decide(client, made, "confirmed").status_code == 409


def test_nobody_decides_on_a_tie_of_their_own(made):
    subject = Subject(company=made.entry.company)

    with pytest.raises(Forbidden, match="another organiser"):
        act(
            deciding.decide,
            made.judge,
            sign=Sign.MAIL_DOMAIN,
            subject=subject,
            verdict=Verdict.SET_ASIDE,
            reason="It is me",
            by=made.judge,
        )


def test_an_organiser_notes_a_tie_that_the_judge_sees_and_cannot_take_back(client, made):
    sign_in(client, made.organiser)
    data = {
        "csrf_token": csrf(client, f"{PAGE}/new"),
        "judge": made.judge.public_id,
        "kind": "client",
        "words": made.entry.company.name,
    }

    answer = client.post(f"{PAGE}/new", data=data)
    page = client.get(f"{PAGE}?season={made.season.slug}").text
    client.delete_cookie("session")
    own = sign_in(client, made.judge).get("/judge/interests").text

    assert answer.status_code == 303
    assert made.judge.id not in asked_for(made.entry)
    assert f"Noted by {made.organiser.name}" in page
    assert "Noted by an organiser" in own
    assert "Take back" not in own


def test_the_table_can_be_taken_along_and_no_cell_is_a_formula(client, made):
    declare(made.judge, '=HYPERLINK("x")', "person")
    declare(made.judges[1], made.entry.company.name)

    text = sign_in(client, made.organiser).get(f"{PAGE}.csv?season={made.season.slug}").get_data(as_text=True)

    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["Judge", "Tie", "To", "How", "On", "Bars"]
    assert {row[2] for row in rows[1:]} == {'\'=HYPERLINK("x")', made.entry.company.name}
    assert f"{made.entry.title} ({made.category.name})" in {row[5] for row in rows[1:]}


def test_the_page_asks_no_more_for_more_judges_and_entries(client):
    counts = []
    for size in (1, 6):
        made = make_round(entries=size, judges=size)
        for judge, entry in zip(made.judges, made.entries, strict=True):
            declare(judge, entry.company.name)
        with counted_statements() as statements:
            overseeing.oversee(reload(made.season))
        counts.append(len(statements))

    assert counts[1] <= counts[0] + 2


def test_once_judging_is_over_nobody_reads_whose_scorecard_does_not_count(client, made):
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    declare(made.judge, made.entry.company.name)
    with time_machine.travel(made.after_judging, tick=False):
        page = sign_in(client, made.organiser).get(f"{PAGE}?season={made.season.slug}").text

    assert "1 submitted scorecard does not count" in page
    assert "takes over" not in page


def test_what_came_to_bar_a_judge_by_itself_is_settled_by_the_worker_once(app, made):
    spare = make_user(role="judge")
    submit(made.judges[1], made.entry, 4, 4, 4, 4, 4)
    for judge in made.judges[:2]:
        make_nomination(state="accepted", entry=made.entry, moderated_by_id=judge.id)

    done = [settle_late(), settle_late()]

    assert done == [2, 0]
    assert asked_for(made.entry) == {made.judges[1].id, made.judges[2].id, spare.id}
    assert "A submitted scorecard no longer counts" in [each["Subject"] for each in sent_letters(app)]


def test_an_organiser_notes_a_tie_in_words_about_the_judge(client, made):
    sign_in(client, made.organiser)

    page = client.get(f"{PAGE}/new").get_data(as_text=True)

    assert "They work or worked there" in page
    assert "I work or worked there" not in page
