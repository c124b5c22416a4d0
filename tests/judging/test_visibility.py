import ast
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from app.errors import Forbidden
from app.judging import queries, service, visibility
from app.judging.models import CalibrationAnswer, Mark, Pin, Remark, Reopening, Result, Scorecard, ScorecardVersion
from app.judging.rules import Outcome
from app.judging.visibility import Sight, sight_of
from app.web.actions import act
from tests.judging.rows import ask_late, compute, fields, find_assignment, make_round, sheet, submit
from tests.make import csrf, make_user, sign_in

APP = Path(__file__).resolve().parents[2] / "app"
SEALED = {model.__name__ for model in (Scorecard, Mark, Remark, ScorecardVersion, Result, Pin, Reopening)}
READERS = {"select", "get", "query", "exists", "aliased", "join", "select_from"}
SECRET = "only-judge-one-wrote-this"
ORGANISER_PAGES = (
    "/organise/assignments",
    "/organise/assignments/{season}/{category}",
    "/organise/progress",
    "/organise/progress/entries",
    "/organise/results",
    "/organise/announcement",
)


def calls_that_read(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in READERS:
                yield node


def names_in(node):
    return {child.id for child in ast.walk(node) if isinstance(child, ast.Name)}


@pytest.mark.parametrize(
    ("sealed", "reader"),
    [
        (SEALED, "app/judging/visibility.py"),
        ({CalibrationAnswer.__name__}, "app/judging/calibrating/answers.py"),
        ({"PairwiseVote"}, "app/judging/deciding/votes.py"),
    ],
    ids=["marks", "calibration", "tie-breaks"],
)
def test_one_file_alone_reads_what_is_sealed(sealed, reader):
    found = [
        f"{path.relative_to(APP.parent)}:{call.lineno}"
        for path in sorted(APP.rglob("*.py"))
        for call in calls_that_read(ast.parse(path.read_text()))
        if any(names_in(argument) & sealed for argument in call.args) and str(path.relative_to(APP.parent)) != reader
    ]

    assert found == []


def test_no_statement_written_by_hand_names_a_sealed_table():
    tables = {model.__tablename__ for model in (Scorecard, Mark, Remark, ScorecardVersion, Result)}
    allowed = {"triggers.py", "visibility.py"}

    found = [
        f"{path.name}: {node.value[:60]}"
        for path in sorted(APP.rglob("*.py"))
        if path.name not in allowed
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "SELECT" in node.value
        if any(f" {table} " in f"{node.value} " for table in tables)
    ]

    assert found == []


@pytest.mark.parametrize("role", ["organiser", "curator", "judge"])
def test_while_judging_is_open_everybody_sees_their_own_marks_alone(app, role):
    made = make_round()
    person = make_user(role=role)

    assert sight_of(person, made.category, made.season.judging_opens_at + timedelta(days=1)) is Sight.OWN
    with pytest.raises(Forbidden, match="sealed until judging closes"):
        visibility.list_numbered_cards(person, made.category, made.season.judging_opens_at + timedelta(days=1))


@pytest.mark.parametrize(
    ("role", "sight"), [("organiser", Sight.NUMBERED), ("curator", Sight.OWN), ("judge", Sight.OWN)]
)
def test_after_judging_only_organisers_see_marks_by_number(app, role, sight):
    made = make_round()

    assert sight_of(make_user(role=role), made.category, made.after_judging) is sight


def test_an_organiser_who_judges_here_sees_no_marks_here_but_does_elsewhere(app):
    made = make_round()
    elsewhere = make_round(season=made.season)
    both = make_user(role="organiser")
    ask_late(both, made.entry)

    assert sight_of(both, made.category, made.after_judging) is Sight.OWN
    assert sight_of(both, elsewhere.category, made.after_judging) is Sight.NUMBERED


def score_with_secrets(made):
    act(
        service.submit_scorecard,
        find_assignment(made.judges[0], made.entry),
        sheet=sheet(5, 4, 4, 4, 3, remarks={"a1": SECRET, "b2": SECRET}),
        version=0,
        by=made.judges[0],
    )


def pages(client, made, paths):
    slugs = {"season": made.season.slug, "category": made.category.slug}
    return {path: client.get(path.format(**slugs)) for path in paths}


def test_a_judge_s_list_counts_their_own_answers_alone(app):
    made = make_round(judges=2)
    first, second = made.judges
    draft = sheet(4, 4, 4)
    act(service.save_scorecard, find_assignment(first, made.entry), sheet=draft, version=0, by=first)

    (own,), (other,) = (queries.list_own_entries(judge)[0].entries for judge in (first, second))

    assert (own.answered, other.answered) == (3, 0)


def test_while_judging_is_open_no_page_of_an_organiser_changes_with_a_mark(app, client):
    worlds = []
    for levels in ((5, 5, 5, 5, 5), (3, 3, 3, 3, 3)):
        made = make_round() if not worlds else make_round(season=worlds[0][0].season)
        submit(made.judge, made.entry, *levels)
        worlds.append((made, levels))
    sign_in(client, worlds[0][0].organiser)

    shown = []
    for made, _ in worlds:
        slugs = {"season": made.season.slug, "category": made.category.slug}
        page = client.get("/organise/assignments/{season}/{category}".format(**slugs)).get_data(as_text=True)
        for text in (made.category.name, made.category.slug, made.entry.title, made.entry.public_id):
            page = page.replace(text, "…")
        for person in (*worlds[0][0].judges, *worlds[1][0].judges):
            page = page.replace(person.name, "…").replace(person.public_id, "…")
        shown.append(page.split("<main", 1)[1].count("submitted"))

    assert shown[0] == shown[1]


@pytest.mark.parametrize("path", ORGANISER_PAGES)
def test_while_judging_is_open_no_page_of_an_organiser_holds_a_comment_or_total(app, client, path):
    made = make_round(judges=2)
    score_with_secrets(made)

    answer = pages(sign_in(client, made.organiser), made, [path])[path]

    assert answer.status_code == 200
    assert SECRET not in answer.get_data(as_text=True)
    assert "80.0" not in answer.get_data(as_text=True)


def test_while_judging_is_open_the_decision_room_is_closed(app, client):
    made = make_round()
    score_with_secrets(made)
    sign_in(client, made.organiser)
    room = f"/organise/results/{made.season.slug}/{made.category.slug}"

    answer = client.get(room)
    computed = client.post(f"{room}/compute", data={"csrf_token": csrf(client, "/organise/announcement")})

    assert answer.status_code == computed.status_code == 403
    assert "sealed until judging closes" in answer.get_data(as_text=True)
    assert SECRET not in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", ["judge", "curator"])
def test_no_other_role_enters_a_page_of_organisers(app, client, role):
    made = make_round()
    sign_in(client, make_user(role=role))
    room = "/organise/results/{season}/{category}"

    answers = pages(client, made, [*ORGANISER_PAGES, room])

    assert {answer.status_code for answer in answers.values()} == {403}


def test_after_judging_the_room_shows_numbers_and_never_names(app, client):
    made = make_round(judges=3)
    score_with_secrets(made)
    for judge in made.judges[1:]:
        submit(judge, made.entry, 4, 4, 4, 4, 4)
    compute(made)
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        page = client.get(f"/organise/results/{made.season.slug}/{made.category.slug}").get_data(as_text=True)

    assert SECRET in page
    assert all(f"Judge no. {number}" in page for number in (1, 2, 3))
    for judge in made.judges:
        assert judge.name not in page
        assert judge.email not in page
        assert judge.public_id not in page


def test_after_judging_an_organiser_who_judges_here_learns_nothing_before_everybody(app, client):
    made = make_round(judges=2)
    score_with_secrets(made)
    both = make_user(role="organiser")
    ask_late(both, made.entry)
    compute(made)
    with time_machine.travel(made.after_judging):
        act(
            service.propose,
            made.category,
            outcome=Outcome.AWARD,
            entries=made.entries,
            citation="They stay until it works.",
            by=made.organiser,
        )
        sign_in(client, both)
        room = client.get(f"/organise/results/{made.season.slug}/{made.category.slug}")
        rest = pages(client, made, ["/organise/results", "/organise/announcement"])

    assert room.status_code == 403
    assert all(answer.status_code == 200 for answer in rest.values())
    assert all("They stay until it works." not in answer.get_data(as_text=True) for answer in rest.values())
    assert "so others decide it" in rest["/organise/results"].get_data(as_text=True)


def test_before_publication_the_public_gets_no_result_and_no_award(app, client):
    made = make_round(judges=2)
    score_with_secrets(made)
    compute(made)
    path = f"/winners/{made.season.slug}/{made.category.slug}.json"

    assert client.get(path).status_code == 404
    assert queries.list_awards(made.season) == []


def test_after_publication_the_file_verifies_and_holds_no_name_of_a_judge_and_no_comment(app, client, tmp_path):
    made = make_round(judges=2)
    score_with_secrets(made)
    compute(made)
    with time_machine.travel(made.after_judging):
        honour = {"outcome": Outcome.AWARD, "entries": made.entries, "citation": "They stay."}
        act(service.propose, made.category, **honour, by=made.organiser)
        act(service.sign, made.category, typed_name=made.category.name, by=made.organiser)
    with time_machine.travel(made.season.announced_at):
        act(service.publish, made.season, by=made.organiser)
    answer = client.get(f"/winners/{made.season.slug}/{made.category.slug}.json")
    (tmp_path / "result.json").write_bytes(answer.data)

    checked = app.test_cli_runner().invoke(args=["results", "verify", str(tmp_path / "result.json")])

    assert checked.exit_code == 0, checked.output
    assert SECRET not in answer.get_data(as_text=True)
    assert all(judge.name not in answer.get_data(as_text=True) for judge in made.judges)
    assert made.entry.title in answer.get_data(as_text=True)
    assert queries.list_awards(made.season)[0].sha256 in checked.stdout


def test_one_judge_cannot_write_on_anothers_sheet_by_any_field(app, client):
    made = make_round(judges=2)
    score_with_secrets(made)
    sign_in(client, made.judges[1])
    path = f"/judge/entries/{made.entry.public_id}"
    data = {"csrf_token": csrf(client, path), **fields(3, 3, 3, 3, 3), "judge_id": str(made.judges[0].id)}

    client.post(path, data=data)

    first = visibility.find_own_card(made.judges[0], find_assignment(made.judges[0], made.entry))
    assert {mark.level for mark in first.marks} == {5, 4, 3}


def test_a_number_in_the_room_tells_nothing_about_the_next_entry(app):
    made = make_round(entries=12, judges=3)
    for entry in made.entries:
        for judge, level in zip(made.judges, (1, 3, 5), strict=True):
            submit(judge, entry, *[level] * 5)
    compute(made)
    with time_machine.travel(made.after_judging):
        room = queries.get_decision_room(made.organiser, made.category)

    harshest = [card.judge for row in room.ranking for card in row.cards if card.levels["a1"] == 1]

    assert len(harshest) == 12
    assert len(set(harshest)) > 1
    assert all([card.judge for card in row.cards] == [1, 2, 3] for row in room.ranking)
    assert all("scores" not in row.figures for row in room.ranking)
