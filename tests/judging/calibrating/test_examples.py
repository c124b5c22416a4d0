"""Examples are tried, compared, written and follow their rubric; a judge's levels are theirs alone."""

from dataclasses import replace

import pytest
import time_machine
from sqlalchemy import exc, select, text

from app.errors import Conflict, Refused
from app.extensions import db
from app.judging import service
from app.judging.calibrating import reading, rebinding, writing
from app.judging.calibrating.rules import Demand
from app.judging.models import CalibrationAnswer, CalibrationExample, Pin, Scorecard
from app.judging.service.pinning import Passage
from app.judging.yardsticks import choosing, editing
from app.judging.yardsticks import reading as yardsticks
from app.web.actions import act
from tests.judging.calibrating.trying import make_calibration, try_it
from tests.judging.rows import CODES, count, fields, find_assignment, post
from tests.make import csrf, make_user, reload, sign_in

LIST = "/judge/calibration/"


def test_a_judge_sees_the_distance_on_each_criterion_only_after_trying(client):
    made, examples = make_calibration()
    sign_in(client, made.judge)
    path = f"{LIST}{examples[0].public_id}"
    before = client.get(path).get_data(as_text=True)

    answer = try_it(client, examples[0], 4, 5, 3, 3, None)

    after = client.get(path).get_data(as_text=True)
    why = examples[0].agreed["b1"].why.split("(")[0].strip()
    assert answer.status_code == 303
    assert "Agreed" not in before
    assert why not in before
    assert why in after
    assert [after.count(words) for words in ("2 levels stricter", "1 level kinder", "You could not tell")] == [1, 1, 1]


def test_every_criterion_needs_an_answer_and_what_was_chosen_stays(client):
    made, examples = make_calibration()
    sign_in(client, made.judge)

    answer = try_it(client, examples[0], 4, 5)

    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count('" checked>') == 2
    assert count(CalibrationAnswer) == 0


def test_trying_again_keeps_the_first_answers(client):
    made, examples = make_calibration()
    sign_in(client, made.judge)
    try_it(client, examples[0], 1, 1, 1, 1, 1)

    try_it(client, examples[0], 4, 4, 5, 3, 5)

    page = client.get(f"{LIST}{examples[0].public_id}").get_data(as_text=True)
    assert page.count("The same level") == 5
    assert "Your first answer: 1" in page
    assert count(CalibrationAnswer) == 10


def test_after_the_last_example_the_mean_stands_in_words(client):
    made, examples = make_calibration()
    sign_in(client, made.judge)

    for example, b1 in zip(examples, (4, 2, 1), strict=True):
        agreed = [example.agreed[code].level for code in ("a1", "a2", "b2", "b3")]
        try_it(client, example, agreed[0], agreed[1], b1, agreed[2], agreed[3])

    page = client.get(LIST).get_data(as_text=True)
    assert "You are 0.7 levels stricter on Real resolution." in page
    assert "You are in line with what was agreed on Caring attitude." in page


@pytest.mark.parametrize("statement", ["UPDATE calibration_answer SET level = 5", "DELETE FROM calibration_answer"])
def test_the_database_keeps_what_was_answered(client, statement):
    made, examples = make_calibration()
    try_it(sign_in(client, made.judge), examples[0], 3, 3, 3, 3, 3)

    with pytest.raises(exc.DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))


def test_where_it_is_required_the_first_entry_opens_after_the_examples_and_the_way_leads_back(client):
    made, examples = make_calibration(Demand.REQUIRED)
    entry = f"/judge/entries/{made.entry.public_id}"
    sign_in(client, made.judge)

    sent = client.get(entry)
    for example in examples:
        try_it(client, example, 3, 3, 3, 3, 3, query=f"&entry={made.entry.public_id}")

    assert (sent.status_code, sent.location) == (303, f"{LIST}?entry={made.entry.public_id}")
    done = client.get(f"{LIST}{examples[-1].public_id}?entry={made.entry.public_id}").get_data(as_text=True)
    assert f'href="{entry}"' in done
    assert client.get(entry).status_code == 200


@pytest.mark.parametrize("action", ["save", "submit", "autosave"])
def test_where_it_is_required_no_mark_is_taken_before_the_examples_and_what_was_typed_comes_back(client, action):
    made, _ = make_calibration(Demand.REQUIRED)
    sign_in(client, made.judge)
    path = f"/judge/entries/{made.entry.public_id}"
    headers = {"Accept": "application/json"} if action == "autosave" else {}
    data = {
        **fields(3, action=action),
        f"comment_{CODES[0]}": "Kept words",
        "csrf_token": csrf(client, "/judge/profile"),
    }

    answer = client.post(path, data=data, headers=headers)

    assert answer.status_code == 422
    assert "Try the examples first" in answer.text
    assert "Kept words" in answer.text or action == "autosave"
    assert count(Scorecard) == 0


def test_where_it_is_required_nothing_is_pinned_before_the_examples(client):
    made, _ = make_calibration(Demand.REQUIRED)
    asked = find_assignment(made.judge, made.entry)

    with pytest.raises(Refused, match="Try the examples first"):
        act(service.pin_passages, asked, code=CODES[0], passages=[Passage("any", 0, 9)], by=made.judge)

    assert count(Pin) == 0


def test_who_has_begun_is_not_held_up_when_it_becomes_required(client):
    made, _ = make_calibration(Demand.OFFERED)
    sign_in(client, made.judge)
    post(client, made.entry, fields(3, action="save"))

    act(writing.set_demand, made.season, demand=Demand.REQUIRED, by=made.organiser)

    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 200


def test_switched_off_there_is_nothing_to_try(client):
    made, examples = make_calibration(Demand.OFF)
    sign_in(client, made.judge)

    assert client.get(f"{LIST}{examples[0].public_id}").status_code == 404
    assert "No examples to try" in client.get(LIST).get_data(as_text=True)


def test_an_example_cannot_be_tried_by_who_judges_nothing_in_its_season_nor_when_judging_is_over(client):
    made, examples = make_calibration()
    stranger = sign_in(client, make_user(role="judge")).get(f"{LIST}{examples[0].public_id}")
    sign_in(client, made.judge)
    calibration, trial = reading.get_trial(made.judge, examples[0].public_id)

    with time_machine.travel(made.after_judging, tick=False):
        with pytest.raises(Conflict, match="Judging is over"):
            act(writing.answer, calibration, trial.example, levels={}, by=made.judge)
        assert reading.list_done(made.season) == []

    assert stranger.status_code == 404


def test_another_judge_sees_nothing_of_what_was_answered(client, app):
    made, examples = make_calibration(judges=2)
    other = sign_in(app.test_client(), made.judges[1])
    path = f"{LIST}{examples[0].public_id}"

    try_it(sign_in(client, made.judge), examples[0], 1, 1, 1, 1, 1)

    assert "You: 1." in client.get(path).get_data(as_text=True)
    assert "Agreed:" not in other.get(path).get_data(as_text=True)
    assert ">Done<" not in other.get(LIST).get_data(as_text=True)


def test_organisers_learn_who_is_done_and_nothing_of_what_was_answered(client, app):
    made, examples = make_calibration(judges=2)
    pages = {}
    for judge, levels in zip(made.judges, ((1, 1, 1, 1, 1), (5, 5, 5, 5, 5)), strict=True):
        mine = sign_in(app.test_client(), judge)
        for example in examples:
            try_it(mine, example, *levels)
        others = sign_in(app.test_client(), made.organiser)
        page = others.get(f"/organise/rubric/calibration?season={made.season.slug}").get_data(as_text=True)
        pages[judge.id] = page.count(">Done<"), page.count(">Not done<")

    assert list(pages.values()) == [(1, 1), (2, 0)]
    assert "stricter" not in page
    assert dict(reading.list_done(made.season)) == dict.fromkeys(made.judges, True)


def test_agreed_marks_of_criteria_that_are_gone_drop_out_and_the_organiser_is_told(client):
    made, examples = make_calibration(assign=False)
    draft = act(editing.copy_version, yardsticks.get_rubric("story", "1"), by=made.organiser)
    story = yardsticks.written_of(draft)
    heavier = replace(story.criteria[0], weight=40)
    fewer = replace(story, criteria=(heavier, *story.criteria[2:]))
    act(editing.save_draft, draft, written=fewer, edition=1, by=made.organiser)

    act(choosing.publish, draft, edition=2, by=made.organiser)

    page = sign_in(client, made.organiser).get(f"/organise/rubric/calibration?season={made.season.slug}")
    assert {reload(example).rubric_id for example in examples} == {draft.id}
    assert all(example.agreed.keys() == {"a1", "b1", "b2", "b3"} for example in examples)
    assert page.get_data(as_text=True).count("Listening and respect fell out") == 3


def test_an_example_whose_new_rubric_asks_more_waits_for_the_organiser(app):
    made, examples = make_calibration(assign=False)
    draft = act(editing.copy_version, yardsticks.get_rubric("story", "1"), by=made.organiser)
    story = yardsticks.written_of(draft)
    more = (*story.criteria[:-1], replace(story.criteria[-1], weight=5))
    grown = replace(story, criteria=(*more, replace(story.criteria[0], code="new1", title="Calm", weight=10)))
    act(editing.save_draft, draft, written=grown, edition=1, by=made.organiser)

    act(choosing.publish, draft, edition=2, by=made.organiser)

    assert [reload(example).is_ready for example in examples] == [False] * 3


def example_fields(example, **changes):
    marks = {f"level_{code}": str(mark.level) for code, mark in example.agreed.items()}
    whys = {f"why_{code}": mark.why for code, mark in example.agreed.items()}
    written = {"title": example.title, "stories": example.stories, "is_ready": "yes", "edition": "1"}
    return {**written, **marks, **whys, **changes}


def test_a_ready_example_needs_a_level_and_a_reason_on_every_criterion(client):
    made, examples = make_calibration()
    path = f"/organise/rubric/calibration/examples/{examples[0].public_id}"
    token = csrf(sign_in(client, made.organiser), path)

    refused = client.post(path, data=example_fields(examples[0], why_b1="", csrf_token=token))
    saved = client.post(path, data=example_fields(examples[0], why_b1="", is_ready="", csrf_token=token))

    assert refused.status_code == 422
    assert "Real resolution: say in a sentence why." in refused.get_data(as_text=True)
    assert saved.status_code == 303
    assert reload(examples[0]).is_ready is False


def test_an_example_saved_elsewhere_shows_both_texts(client):
    made, examples = make_calibration()
    path = f"/organise/rubric/calibration/examples/{examples[0].public_id}"
    token = csrf(sign_in(client, made.organiser), path)
    client.post(path, data=example_fields(examples[0], title="Their title", csrf_token=token))

    answer = client.post(path, data=example_fields(examples[0], title="My title", csrf_token=token))

    assert answer.status_code == 409
    assert all(words in answer.get_data(as_text=True) for words in ("Their title", "My title"))


def test_an_example_that_was_tried_stays_and_one_nobody_tried_can_go(client, app):
    made, examples = make_calibration()
    try_it(sign_in(client, made.judge), examples[0], 3, 3, 3, 3, 3)
    organiser = sign_in(app.test_client(), made.organiser)

    for example in examples[:2]:
        path = f"/organise/rubric/calibration/examples/{example.public_id}"
        organiser.post(f"{path}/remove", data={"csrf_token": csrf(organiser, path)})

    db.session.rollback()
    left = set(db.session.scalars(select(CalibrationExample.title)))
    assert left == {examples[0].title, examples[2].title}


def test_a_new_installation_offers_the_ready_made_examples_and_never_puts_them_back(app):
    made, _ = make_calibration()
    for example in rebinding.list_examples(made.season):
        act(writing.remove_example, example, by=made.organiser)

    act(writing.install_examples, by="command line")

    assert rebinding.list_examples(made.season) == []
