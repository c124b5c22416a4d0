import pytest
import time_machine
from sqlalchemy import select

from app.audit.models import AuditLine
from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import service
from app.judging.models import Assignment, CategoryRubric, Recusal, Rubric
from app.judging.rules import AssignmentState, RecusalReason
from app.mail.models import Letter
from app.web.actions import act
from tests.judging.rows import count, find_assignment, make_round, submit
from tests.make import make_nomination, make_season, make_user, reload, sent_letters, sign_in


def test_asking_a_judge_for_seven_entries_sends_one_letter_that_lists_them(app):
    made = make_round(entries=7)

    letters = sent_letters(app)

    assert [letter["Subject"] for letter in letters] == ["7 entries are waiting for you"]
    assert letters[0]["To"] == made.judge.email
    text = letters[0].get_body(("plain",)).get_content()
    assert all(entry.title in text for entry in made.entries)
    assert "http://localhost/judge/" in text


def test_a_judge_who_was_released_before_the_letter_left_gets_none(app):
    made = make_round()

    act(service.change_panel, made.category, drop=[(made.judge, made.entry)], by=made.organiser)

    assert sent_letters(app) == []


def test_asking_twice_changes_nothing(app):
    made = make_round()
    lines = count(AuditLine)

    asked = act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)

    assert asked == []
    assert count(Assignment) == 1
    assert count(AuditLine) == lines


def test_the_first_assignment_freezes_the_rubric_of_its_category_and_the_next_ones_use_it(app):
    made = make_round(judges=2, assign=False)
    assert db.session.get(CategoryRubric, made.category.id) is None

    act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)

    frozen = db.session.get(CategoryRubric, made.category.id)
    assert frozen.frozen_at is not None
    assert frozen.rubric.profile == "story"
    assert find_assignment(made.judge, made.entry).rubric_id == frozen.rubric_id


def test_installing_the_rubric_again_changes_nothing(app):
    first = act(service.install_rubrics)

    again = act(service.install_rubrics)

    assert [rubric.id for rubric in again] == [rubric.id for rubric in first]
    assert count(Rubric) == 2


def test_who_moderated_a_nomination_cannot_judge_its_entry(app):
    made = make_round(assign=False)
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=made.judge.id)

    with pytest.raises(Refused, match="moderated by the same person"):
        act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)

    assert count(Assignment) == 0
    assert count(Letter) == 0


def test_who_nominated_from_the_same_address_cannot_judge_the_entry(app):
    made = make_round(assign=False)
    judge = make_user(role="judge", email="ada@example.org")
    make_nomination(state="accepted", entry=made.entry, email="ada@example.org")

    with pytest.raises(Refused, match="nominated from the same address"):
        act(service.change_panel, made.category, add=[(judge, made.entry)], by=made.organiser)


def test_a_judge_who_stepped_back_is_not_asked_again(app):
    made = make_round()
    act(service.recuse, find_assignment(made.judge, made.entry), reason=RecusalReason.WORK, by=made.judge)

    with pytest.raises(Refused, match="stepped back"):
        act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)


def test_a_judge_who_has_submitted_cannot_be_released(app):
    made = make_round()
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)

    with pytest.raises(Conflict, match="has finished"):
        act(service.change_panel, made.category, drop=[(made.judge, made.entry)], by=made.organiser)


@pytest.mark.parametrize("step", ["ask", "release", "step back"])
def test_a_panel_stays_as_it_is_once_judging_has_closed(app, step):
    made = make_round(judges=2)
    late = make_user(role="judge")
    steps = {
        "ask": lambda: service.change_panel(made.category, add=[(late, made.entry)], by=made.organiser),
        "release": lambda: service.change_panel(made.category, drop=[(made.judge, made.entry)], by=made.organiser),
        "step back": lambda: service.recuse(
            find_assignment(made.judge, made.entry), reason=RecusalReason.OTHER, by=made.judge
        ),
    }

    with time_machine.travel(made.after_judging), pytest.raises(Conflict, match="has closed"):
        act(steps[step])

    assert count(Assignment) == 2


def test_a_released_judge_can_be_asked_again(app):
    made = make_round()
    pair = [(made.judge, made.entry)]

    act(service.change_panel, made.category, drop=pair, by=made.organiser)
    assert find_assignment(made.judge, made.entry).state is AssignmentState.RELEASED
    act(service.change_panel, made.category, add=pair, by=made.organiser)

    assert reload(find_assignment(made.judge, made.entry)).state is AssignmentState.ASKED


@pytest.mark.parametrize("verb", ["judge assigned", "judge released", "judge recused", "assignment acknowledged"])
def test_a_change_to_the_panel_and_its_line_live_or_die_together(app, verb):
    made = make_round()
    pair = [(made.judge, made.entry)]
    assignment = find_assignment(made.judge, made.entry)
    if verb == "judge assigned":
        act(service.change_panel, made.category, drop=pair, by=made.organiser)
    state, lines = reload(assignment).state, count(AuditLine)
    steps = {
        "judge assigned": lambda: service.change_panel(made.category, add=pair, by=made.organiser),
        "judge released": lambda: service.change_panel(made.category, drop=pair, by=made.organiser),
        "judge recused": lambda: service.recuse(assignment, reason=RecusalReason.OTHER, by=made.judge),
        "assignment acknowledged": lambda: service.acknowledge(by=made.judge),
    }

    def step_and_fail():
        steps[verb]()
        db.session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(step_and_fail)
    assert reload(assignment).state is state
    assert count(AuditLine) == lines
    assert count(Recusal) == 0

    act(steps[verb])

    last = db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()
    assert last.verb == verb
    assert reload(assignment).state is not state


def test_the_letter_is_about_the_season_that_a_judge_was_asked_for_last_and_the_open_one_stands_first(app, client):
    now = make_round()
    soon = make_round(season=make_season(phase="nominating"), judges=0, entries=2)
    act(service.change_panel, soon.category, add=[(now.judge, entry) for entry in soon.entries], by=soon.organiser)
    late = make_round(season=now.season, judges=0)
    sent_letters(app)

    act(service.change_panel, late.category, add=[(now.judge, late.entry)], by=late.organiser)

    texts = [letter.as_string() for letter in sent_letters(app)]
    page = sign_in(client, now.judge).get("/judge/").get_data(as_text=True)
    assert [sum(each.season.name in text for text in texts) for each in (now, soon)] == [1, 1]
    assert page.index(now.season.name) < page.index(soon.season.name)
