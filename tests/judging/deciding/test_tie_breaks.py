import json

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.errors import Conflict, Forbidden, Missing, Refused
from app.extensions import db
from app.judging.deciding import votes
from app.judging.deciding.pairs import Choice, order_for
from app.judging.deciding.room import get_beside
from app.judging.deciding.tallying import stand
from app.judging.deciding.tie_breaks import (
    close,
    find_tie_break,
    finish,
    list_open_ties,
    open_tie_break,
    take_back,
    vote,
)
from app.judging.models import PairwiseVote
from app.judging.visibility import find_newest_result
from app.mail.models import Letter
from app.mail.rules import State
from app.web.actions import act
from tests.judging.deciding.tied import compare_all, decide, make_tied, over
from tests.judging.rows import ask_late, count, make_round
from tests.make import csrf, make_nomination, make_user, reload, sign_in


@pytest.fixture
def tied(app):
    made = make_tied()
    with over(made):
        yield made


def pair_in(made):
    return tuple(sorted(entry.id for entry in made.entries[:2]))


def test_entries_that_cannot_be_told_apart_are_too_close_to_call(tied):
    outcome = json.loads(find_newest_result(tied.category).document)["results"]["outcome"]

    assert outcome["kind"] == "too_close"
    assert set(outcome["entries"]) == {entry.public_id for entry in tied.entries[:2]}


def test_judges_without_a_conflict_with_any_of_the_entries_are_asked_by_letter(tied):
    moderator, other, stranger = tied.judges[0], tied.judges[1], make_user(role="judge")
    make_nomination(state="accepted", entry=tied.entries[0], moderated_by_id=moderator.id)

    tie = act(open_tie_break, tied.category, by=tied.organiser)

    assert moderator.id not in {judge.id for judge in tie.judges}
    assert other.id in {judge.id for judge in tie.judges}
    assert stranger.id not in {judge.id for judge in tie.judges}
    asked = db.session.scalars(select(Letter.subject).filter_by(purpose="tie_break")).all()
    assert set(asked) == {f"tie_break:{tie.public_id}.{judge.public_id}" for judge in tie.judges}
    assert list_open_ties(moderator) == []


def test_a_choice_can_be_changed_and_taken_back_until_it_is_handed_in(tied):
    tie, judge = act(open_tie_break, tied.category, by=tied.organiser), tied.judge
    first, second = pair = pair_in(tied)

    act(vote, tie, pair, chosen=first, by=judge)
    act(vote, tie, pair, chosen=second, by=judge)
    changed = votes.list_own_votes(judge, tie)
    act(take_back, tie, pair, by=judge)
    with pytest.raises(Refused, match="Compare the last pair"):
        act(finish, tie, by=judge)
    act(vote, tie, pair, chosen=first, by=judge)
    act(finish, tie, by=judge)

    assert changed == {pair: second}
    assert votes.list_own_votes(judge, tie) == {pair: first}
    with pytest.raises(Conflict, match="handed in"):
        act(take_back, tie, pair, by=judge)


def test_it_closes_when_the_last_judge_hands_in_and_then_nothing_can_be_changed(tied):
    tie = compare_all(tied, tied.entries[1])

    assert not reload(tie).is_open
    assert len(votes.list_choices(tied.organiser, tie, tie.closed_at)) == 3
    with pytest.raises(Conflict, match="closed"):
        act(vote, tie, pair_in(tied), chosen=tied.entries[0].id, by=tied.judge)
    with pytest.raises(DBAPIError, match="the tie-break is closed"):
        act(lambda: db.session.query(PairwiseVote).update({"chosen_id": tied.entries[0].id}))


def test_what_is_chosen_is_sealed_until_it_is_closed_and_counted_alone(tied):
    tie = act(open_tie_break, tied.category, by=tied.organiser)
    act(vote, tie, pair_in(tied), chosen=tied.entry.id, by=tied.judge)

    progress = get_beside(tied.organiser, tied.category).tie_break

    assert (progress.made, progress.asked, progress.choices, progress.standings) == (1, 3, [], [])
    with pytest.raises(Forbidden, match="sealed until"):
        votes.list_choices(tied.organiser, tie, tied.after_judging)
    act(close, tie, by=tied.organiser)
    assert [row.won for row in get_beside(tied.organiser, tied.category).tie_break.standings] == [1, 0]


def test_nobody_else_finds_a_tie_break(tied, client):
    tie = act(open_tie_break, tied.category, by=tied.organiser)
    stranger = make_user(role="judge")

    answer = sign_in(client, stranger).get(f"/judge/ties/{tie.public_id}")

    assert answer.status_code == 404
    with pytest.raises(Missing):
        act(vote, tie, pair_in(tied), chosen=tied.entry.id, by=stranger)


def test_what_somebody_chose_does_not_count_once_it_comes_out_that_they_may_not_compare(tied):
    tie, pair = act(open_tie_break, tied.category, by=tied.organiser), pair_in(tied)
    for judge in tied.judges:
        act(vote, tie, pair, chosen=tied.entry.id, by=judge)
    barred = tied.judges[0]
    make_nomination(state="accepted", entry=tied.entries[0], moderated_by_id=barred.id)

    with pytest.raises(Missing):
        act(vote, tie, pair, chosen=pair[1], by=barred)
    assert list_open_ties(barred) == []
    act(close, tie, by=tied.organiser)
    assert len(votes.list_choices(tied.organiser, tie, tied.after_judging)) == 2


def test_a_result_has_one_tie_break_and_its_letters_go_with_it(tied):
    tie = act(open_tie_break, tied.category, by=tied.organiser)
    with pytest.raises(Conflict, match="is open already"):
        act(open_tie_break, tied.category, by=tied.organiser)

    act(close, tie, by=tied.organiser)

    with pytest.raises(Conflict, match="Decide from what it gave"):
        act(open_tie_break, tied.category, by=tied.organiser)
    assert set(db.session.scalars(select(Letter.state).filter_by(purpose="tie_break"))) == {State.CANCELLED}


def test_only_tied_entries_are_compared_and_only_one_of_the_two_is_chosen(tied):
    tie, pair, third = act(open_tie_break, tied.category, by=tied.organiser), pair_in(tied), tied.entries[2].id

    with pytest.raises(Missing):
        act(vote, tie, (pair[0], third), chosen=pair[0], by=tied.judge)
    with pytest.raises(Refused, match="one of the two"):
        act(vote, tie, pair, chosen=third, by=tied.judge)

    assert count(PairwiseVote) == 0


def test_half_of_the_judges_see_a_pair_the_other_way_round():
    assert [order_for((4, 9), judge) for judge in (1, 2, 3)] == [(4, 9), (9, 4), (4, 9)]


def test_a_decision_waits_for_the_tie_break_and_then_needs_a_written_reason(tied):
    tie = act(open_tie_break, tied.category, by=tied.organiser)

    with pytest.raises(Conflict, match="Close the tie-break"):
        decide(tied, tied.entry)
    act(close, tie, by=tied.organiser)
    with pytest.raises(Refused, match="too close to call"):
        decide(tied, tied.entry, reason="")

    assert decide(tied, tied.entry)[0].reason


def test_strengths_come_from_all_choices_whatever_their_order():
    choices = [Choice(1, "a", "b"), Choice(2, "a", "b"), Choice(3, "b", "a")]

    forth, back = stand(["a", "b"], choices), stand(["b", "a"], choices[::-1])

    assert forth == back
    assert [(row.entry, row.won, row.lost) for row in forth] == [("a", 2, 1), ("b", 1, 2)]
    assert [row.strength for row in forth] == ["0.2554", "-0.2554"]
    assert {row.strength for row in stand(["a", "b"], [])} == {"0.0000"}


def test_whoever_was_put_before_the_strongest_stands_before_whoever_was_put_first_more_often():
    choices = [Choice(judge, "strong", "weak") for judge in (1, 2, 3)]
    choices += [Choice(judge, "stronger", "strong") for judge in (1, 2)]

    assert [(row.entry, row.won) for row in stand(["strong", "stronger", "weak"], choices)] == [
        ("stronger", 2),
        ("strong", 3),
        ("weak", 0),
    ]


def test_a_judge_compares_without_javascript_and_hands_in(tied, client):
    tie = act(open_tie_break, tied.category, by=tied.organiser)
    path = f"/judge/ties/{tie.public_id}"
    sign_in(client, tied.judge)
    listed = client.get("/judge/").get_data(as_text=True)

    page = client.get(path).get_data(as_text=True)
    key = page.split('name="pair" value="')[1].split('"')[0]
    token = {"csrf_token": csrf(client, path)}
    empty = client.post(path, data={**token, "pair": key})
    kept = client.post(path, data={**token, "pair": key, "chosen": tied.entry.public_id}, follow_redirects=True)
    undone = client.post(f"{path}/undo", data={**token, "pair": key}, follow_redirects=True)
    client.post(path, data={**token, "pair": key, "chosen": tied.entry.public_id})
    done = client.post(f"{path}/finish", data=token, follow_redirects=True)

    assert path in listed
    assert empty.status_code == 422
    assert "Everything is compared" in kept.get_data(as_text=True)
    assert "Which of the two helped better" in undone.get_data(as_text=True)
    assert "You have handed in" in done.get_data(as_text=True)


def test_an_organiser_with_a_part_in_the_category_opens_no_page_of_the_room(tied, client):
    both = make_user(role="organiser")
    ask_late(both, tied.entry)
    sign_in(client, both)
    room = f"/organise/results/{tied.season.slug}/{tied.category.slug}"

    answers = {page: client.get(f"{room}/{page}").status_code for page in ("tie", "shortlist", "minutes", "rule")}

    assert answers == {"tie": 403, "shortlist": 403, "minutes": 403, "rule": 200}


def test_where_figures_tell_entries_apart_there_is_nothing_to_break(app):
    made = make_round(entries=1)
    with time_machine.travel(made.after_judging), pytest.raises(Refused, match="Compute the result first"):
        act(open_tie_break, made.category, by=made.organiser)

    assert find_tie_break(made.category) is None
    assert count(PairwiseVote) == 0
