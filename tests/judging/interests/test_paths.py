import pytest

from app.judging import queries
from app.judging.assigning.table import get_panel
from app.judging.interests import bars
from app.judging.models import Mark, ScorecardVersion
from app.judging.service.scorecards import save_scorecard
from app.web.actions import act
from tests.judging.interests.tied import declare
from tests.judging.rows import count, fields, find_assignment, make_round, sheet
from tests.make import csrf, make_nomination, sent_letters, sign_in


def moderate(judge, entry):
    make_nomination(state="accepted", entry=entry, moderated_by_id=judge.id)


def tie(judge, entry):
    declare(judge, entry.company.name)


@pytest.fixture(params=[moderate, tie], ids=["moderated", "tied"])
def made(request, app):
    made = make_round(entries=3, judges=4)
    request.param(made.judge, made.entry)
    return made


def routes_of_an_entry(app):
    return [
        (rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
        if rule.rule.startswith("/judge/entries/<public_id>")
    ]


def test_every_address_of_a_barred_entry_answers_like_one_that_never_was(app, client, made):
    sign_in(client, made.judge)
    token = csrf(client, "/judge/interests")
    data = {"csrf_token": token, **fields(4, 4, 4, 4, 4), "reason": "work"}
    answers = {}

    for rule, method in routes_of_an_entry(app):
        for name in (made.entry.public_id, "nosuchentry"):
            path = rule.replace("<public_id>", name).replace("<criterion>", "a1")
            answer = client.open(path, method=method, data=data if method == "POST" else None)
            answers.setdefault((rule, method), []).append((answer.status_code, answer.text.replace(name, "…")))

    assert len(answers) >= 7
    assert {status for pair in answers.values() for status, _ in pair} == {404}
    assert [key for key, (barred, absent) in answers.items() if len(barred[1]) != len(absent[1])] == []
    assert count(Mark) == count(ScorecardVersion) == 0


def test_the_script_that_saves_is_told_nothing_of_a_barred_entry(client, made):
    sign_in(client, made.judge)
    data = {"csrf_token": csrf(client, "/judge/interests"), **fields(4, action="save")}

    answer = client.post(f"/judge/entries/{made.entry.public_id}", data=data, headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert made.entry.title not in answer.text


def test_lists_and_counts_of_a_judge_hold_no_barred_entry(client, made):
    page = sign_in(client, made.judge).get("/judge/").text
    next_one = client.get(f"/judge/entries/{made.entries[1].public_id}").text
    printed = client.get("/judge/print")

    assert printed.status_code == 200
    assert made.entry.title not in page + next_one + printed.text
    assert "0 of 2 submitted" in page
    assert "About 20 minutes" in page
    assert "entry 1 of 2" in next_one.casefold()


def test_the_letter_to_a_judge_names_no_barred_entry(app, made):
    letters = [each for each in sent_letters(app) if each["To"] == made.judge.email]

    assert [each["Subject"] for each in letters] == ["2 entries are waiting for you"]
    assert all(made.entry.title not in each.get_body(("plain",)).get_content() for each in letters)


def test_what_is_barred_counts_on_no_page_of_organisers(client, made):
    panel = get_panel(made.category)
    sign_in(client, made.organiser)

    page = client.get(f"/organise/assignments/{made.season.slug}/{made.category.slug}").text

    assert panel.count(made.entry) == 3
    assert panel.load(made.judge) == 2
    assert queries.coverage_of(made.category).asked == queries.coverages_of(made.season)[made.category.id].asked == 11
    assert "Cannot: " in page


def test_a_draft_from_before_is_neither_shown_nor_changed(app, client):
    made = make_round(judges=4)
    assignment = find_assignment(made.judge, made.entry)
    act(save_scorecard, assignment, sheet=sheet(4, 4), version=0, by=made.judge)

    declare(made.judge, made.entry.company.name)
    sign_in(client, made.judge)

    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 404
    assert count(Mark) == 2


def test_a_tied_organiser_enters_no_decision_room_and_learns_no_decision(app, client):
    made = make_round(judges=3)
    declare(made.organiser, made.entry.company.name)

    room = sign_in(client, made.organiser).get(f"/organise/results/{made.season.slug}/{made.category.slug}")
    results = client.get("/organise/results").text

    assert room.status_code == 403
    assert "so others decide it" in results
    assert bars.list_conflicted(made.category) == {made.organiser.id}
