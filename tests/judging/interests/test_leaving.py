import pytest
from sqlalchemy import select

from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import queries, visibility
from app.judging.interests import leaving
from app.judging.interests.rules import Leaving
from app.judging.models import Replacement
from app.judging.rules import AssignmentState, RecusalReason
from app.judging.service.scorecards import save_scorecard
from app.web.actions import act
from tests.judging.interests.tied import asked_for, declare
from tests.judging.rows import compute, find_assignment, make_round, sheet, submit
from tests.make import csrf, make_user, reload, sent_letters, sign_in
from tests.watch import recorded_verbs


def recuse(judge, entry):
    return act(leaving.recuse, find_assignment(judge, entry), reason=RecusalReason.WORK, words="My old firm", by=judge)


def hand_back(judge, entry):
    return act(leaving.hand_back, find_assignment(judge, entry), by=judge)


def tie(judge, entry):
    return declare(judge, entry.company.name)


LEAVINGS = pytest.mark.parametrize("leave", [recuse, hand_back, tie])


@LEAVINGS
def test_somebody_else_is_asked_by_letter_and_organisers_see_who(app, client, leave):
    made = make_round(judges=3)
    spare = make_user(role="judge")
    sent_letters(app)

    leave(made.judge, made.entry)

    assert asked_for(made.entry) == {made.judges[1].id, made.judges[2].id, spare.id}
    kept = db.session.scalars(select(Replacement)).one()
    assert (kept.successor_id, kept.leaving) == (
        spare.id,
        Leaving({"tie": "tie", "recuse": "recused"}.get(leave.__name__, "handed_back")),
    )
    assert [each["To"] for each in sent_letters(app)[-1:]] == [spare.email]
    page = sign_in(client, made.organiser).get(f"/organise/interests?season={made.season.slug}").text
    assert f"{spare.name} takes over" in page
    assert "judge replaced" in recorded_verbs()


@LEAVINGS
def test_where_nobody_is_left_organisers_get_one_letter_and_the_entry_is_short(app, leave):
    made = make_round(entries=2, judges=3)
    sent_letters(app)

    for entry in made.entries:
        leave(made.judge, entry)

    letters = [each for each in sent_letters(app) if each["To"] == made.organiser.email]
    assert [each["Subject"] for each in letters] == ["2 entries are short of a judge"]
    assert all(entry.title in letters[0].get_body(("plain",)).get_content() for entry in made.entries)
    assert queries.coverage_of(made.category).short_of_judges == 2


@LEAVINGS
def test_whoever_left_is_not_asked_again(app, leave):
    made = make_round(judges=2)

    leave(made.judge, made.entry)
    recuse(made.judges[1], made.entry)

    assert asked_for(made.entry) == set()


def test_what_is_begun_can_be_handed_back_and_what_is_submitted_not(app):
    made = make_round(entries=2, judges=3)
    draft, done = (find_assignment(made.judge, entry) for entry in made.entries)
    act(save_scorecard, draft, sheet=sheet(4), version=0, by=made.judge)
    submit(made.judge, made.entries[1], 4, 4, 4, 4, 4)

    act(leaving.hand_back, draft, by=made.judge)
    with pytest.raises(Conflict, match="step back and say which"):
        act(leaving.hand_back, done, by=made.judge)

    assert reload(draft).state is AssignmentState.RECUSED
    assert reload(done).state is AssignmentState.SUBMITTED


def test_all_that_is_not_begun_goes_back_at_once(app, client):
    made = make_round(entries=3, judges=1)
    act(save_scorecard, find_assignment(made.judge, made.entry), sheet=sheet(4), version=0, by=made.judge)
    spare = make_user(role="judge")
    sign_in(client, made.judge)

    page = client.get("/judge/hand-back").text
    answer = client.post("/judge/hand-back", data={"csrf_token": csrf(client, "/judge/hand-back")})

    assert "Hand back all 2" in page
    assert answer.status_code == 303
    assert [asked_for(entry) for entry in made.entries] == [{made.judge.id}, {spare.id}, {spare.id}]
    with pytest.raises(Refused, match="nothing left"):
        act(leaving.hand_back_unbegun, by=made.judge)


def test_stepping_back_after_submitting_takes_the_scorecard_out_and_tells_organisers(app, client):
    made = make_round(judges=3)
    for judge in made.judges:
        submit(judge, made.entry, 4, 4, 4, 4, 4)
    sent_letters(app)
    sign_in(client, made.judge)
    path = f"/judge/entries/{made.entry.public_id}/step-back"

    page = client.get(path).text
    client.post(path, data={"csrf_token": csrf(client, path), "reason": "person"})

    assert "no longer count" in page
    assert "A submitted scorecard no longer counts" in [each["Subject"] for each in sent_letters(app)]
    compute(made)
    assert len(visibility.list_cards_to_compute(made.category)) == 2


def test_a_tie_found_after_submitting_tells_organisers_and_asks_somebody_else(app, client):
    made = make_round(judges=3)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    spare = make_user(role="judge")
    sent_letters(app)

    declare(made.judge, made.entry.company.name)
    declare(made.judge, made.entry.company.name, "client")

    letters = [each["Subject"] for each in sent_letters(app)]
    page = sign_in(client, made.organiser).get(f"/organise/interests?season={made.season.slug}").text
    assert letters.count("A submitted scorecard no longer counts") == 1
    assert asked_for(made.entry) == {judge.id for judge in (*made.judges, spare)}
    assert "The scorecard stays sealed" in page


def test_an_entry_can_be_handed_back_before_judging_opens(app, client):
    import time_machine

    made = make_round(judges=2)
    with time_machine.travel(made.season.nominations_close_at, tick=False):
        sign_in(client, made.judge)
        path = f"/judge/entries/{made.entry.public_id}/hand-back"
        answer = client.post(path, data={"csrf_token": csrf(client, path)})

    assert answer.status_code == 303
    assert asked_for(made.entry) == {made.judges[1].id}


def test_organisers_read_that_an_entry_was_handed_back(app, client):
    made = make_round(judges=3)

    hand_back(made.judge, made.entry)

    page = sign_in(client, made.organiser).get(f"/organise/progress/entries?season={made.season.slug}").text
    assert "Handed back" in page
