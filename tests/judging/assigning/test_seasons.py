from collections import Counter

import pytest
import time_machine

from app.audit.models import AuditLine
from app.errors import Conflict
from app.extensions import db
from app.judging import queries, service
from app.judging.assigning.reading import Wishes
from app.judging.assigning.seasons import carry_out, plan_season
from app.judging.assigning.seating import seat_panel
from app.judging.models import Assignment, PanelMember
from app.judging.progress.entries import Wish, list_far
from app.judging.rules import AssignmentState, RecusalReason
from app.programme.models import Season
from app.web.actions import act
from tests.judging.rows import count, find_assignment, make_round, submit
from tests.make import make_nomination, make_user, reload, sent_letters
from tests.together import at_once


def seat(made, *, judges_an_entry=3, cap=None, members=None):
    wanted = {"judges_an_entry": judges_an_entry, "cap": cap, "members": members or {}}
    return act(seat_panel, made.category, **wanted, by=made.organiser)


def carry(made, wishes=None):
    return act(carry_out, plan_season(made.season, wishes or Wishes()), by=made.organiser)


def states():
    db.session.rollback()
    return Counter(row.state for row in db.session.query(Assignment))


def test_a_season_is_asked_as_planned_with_one_letter_a_judge_for_all_its_categories(app):
    made = make_round(entries=4, judges=4, assign=False)
    other = make_round(entries=4, judges=0, assign=False, season=made.season)
    plan = plan_season(made.season)
    assert (plan.added, plan.letters, plan.faults) == (24, 4, [])

    act(carry_out, plan, by=made.organiser)

    assert states() == {AssignmentState.ASKED: 24}
    letters = sent_letters(app)
    assert sorted(letter["To"] for letter in letters) == sorted(judge.email for judge in made.judges)
    assert {load.after for load in plan_season(made.season).loads()} == {6}
    assert count(AuditLine) > 24
    assert other.entry.category_id != made.entry.category_id


def test_the_second_plan_has_nothing_to_do(app):
    made = make_round(entries=4, judges=4, assign=False)
    carry(made)
    lines = count(AuditLine)

    again = plan_season(made.season)

    assert (again.added, again.dropped, again.is_possible, again.faults) == (0, 0, False, [])
    assert carry(made) == []
    assert count(AuditLine) == lines


def test_moderators_nominators_and_who_left_are_never_planned(app):
    made = make_round(entries=2, judges=5, assign=False)
    gone, moderator = made.judges[:2]
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=moderator.id)
    act(service.change_panel, made.category, add=[(gone, made.entry)], by=made.organiser)
    act(service.recuse, find_assignment(gone, made.entry), reason=RecusalReason.OTHER, by=gone)

    carry(made)

    asked = {row.judge_id for row in db.session.query(Assignment).filter_by(entry_id=made.entry.id, state="asked")}
    assert asked == {judge.id for judge in made.judges[2:]}


def test_moving_what_nobody_acknowledged_leaves_finished_and_seen_work_alone(app):
    made = make_round(entries=4, judges=3)
    keen, seen, unseen = made.judges
    submit(keen, made.entry, 4, 4, 4, 4, 4)
    act(service.acknowledge, by=seen)
    fresh = make_user(role="judge")

    carry(made, Wishes(may_move=True))

    assert reload(find_assignment(keen, made.entry)).state is AssignmentState.SUBMITTED
    assert {row.state for row in db.session.query(Assignment).filter_by(judge_id=seen.id)} == {"acknowledged"}
    assert db.session.query(Assignment).filter_by(judge_id=fresh.id, state="asked").count() >= 2
    assert db.session.query(Assignment).filter_by(judge_id=unseen.id, state="released").count() >= 1


def test_unbegun_work_of_a_silent_judge_goes_to_others(app):
    made = make_round(entries=3, judges=3)
    silent = made.judge
    submit(silent, made.entry, 4, 4, 4, 4, 4)
    make_user(role="judge")

    carry(made, Wishes(silent=frozenset({silent.public_id})))

    mine = Counter(row.state for row in db.session.query(Assignment).filter_by(judge_id=silent.id))
    assert mine == {AssignmentState.SUBMITTED: 1, AssignmentState.RELEASED: 2}
    assert plan_season(made.season).faults == []


def test_a_panel_asks_its_members_within_their_caps_and_as_many_as_it_says(app):
    made = make_round(entries=4, judges=5, assign=False)
    members = {judge.id: None for judge in made.judges[:4]}
    seat(made, judges_an_entry=2, members={**members, made.judge.id: 1})

    carry(made)

    loads = Counter(row.judge_id for row in db.session.query(Assignment))
    assert loads[made.judge.id] == 1
    assert loads[made.judges[4].id] == 0
    assert loads.total() == 8


def test_pages_call_an_entry_short_by_what_its_panel_asks_for(app):
    made = make_round(entries=2, judges=3)
    assert queries.coverage_of(made.category).short_of_judges == 0

    seat(made, judges_an_entry=4)

    assert queries.coverage_of(made.category).short_of_judges == 2
    assert queries.coverages_of(made.season)[made.category.id].short_of_judges == 2
    assert [far.is_short for far in list_far(made.season, Wish(is_short=True))] == [True, True]
    seat(made, judges_an_entry=2)
    assert queries.coverage_of(made.category).short_of_judges == 0
    assert list_far(made.season, Wish(is_short=True)) == []


def test_a_plan_that_was_overtaken_asks_nobody(app):
    made = make_round(entries=3, judges=4, assign=False)
    plan = plan_season(made.season)
    act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)

    with pytest.raises(Conflict, match="changed since this plan"):
        act(carry_out, plan, by=made.organiser)

    assert count(Assignment) == 1


def test_a_season_whose_judging_has_closed_is_refused(app):
    made = make_round()

    with time_machine.travel(made.after_judging), pytest.raises(Conflict, match="has closed"):
        plan_season(made.season)


def test_a_panel_and_its_line_live_or_die_together(app):
    made = make_round(judges=2, assign=False)
    lines = count(AuditLine)

    def seat_and_fail():
        seat_panel(made.category, judges_an_entry=2, cap=4, members={made.judge.id: 3}, by=made.organiser)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(seat_and_fail)
    assert (count(PanelMember), count(AuditLine)) == (0, lines)

    seat(made, judges_an_entry=2, cap=4, members={made.judge.id: 3})
    seat(made, judges_an_entry=2, cap=4, members={made.judge.id: 3})
    assert (count(PanelMember), count(AuditLine)) == (1, lines + 1)


def test_two_organisers_who_apply_at_once_ask_everybody_once(app):
    made = make_round(entries=3, judges=4, assign=False)
    season = made.season.id

    def carry_one_out():
        return len(act(carry_out, plan_season(db.session.get(Season, season)), by="command line"))

    outcomes = at_once(app, carry_one_out, carry_one_out)

    assert sorted(each if isinstance(each, int) else -1 for each in outcomes) in ([-1, 9], [0, 9])
    assert states() == {AssignmentState.ASKED: 9}
    assert len(sent_letters(app)) == len({row.judge_id for row in db.session.query(Assignment)})
