from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import update

from app.extensions import db
from app.judging import service
from app.judging.models import Mark, Scorecard, ScorecardVersion
from app.nominations.models import Nomination
from app.nominations.rules import State
from app.web.actions import act
from tests.judging.rows import CODES, count, fields, find_assignment, make_round, post, sheet, submit
from tests.make import csrf, make_nomination, make_user, sign_in


def text_of(answer):
    return answer.get_data(as_text=True)


def test_a_judge_sees_their_own_entries_with_state_due_date_and_minutes(app, client):
    made = make_round(entries=2)
    submit(made.judge, made.entries[0], 4, 4, 4, 4, 4)

    page = text_of(sign_in(client, made.judge).get("/judge/"))

    assert made.entries[0].title in page
    assert "1 of 2 submitted" in page
    assert "About 10 minutes" in page
    assert "(UTC)" in page


def test_a_judge_sees_no_entry_of_another_judge(app, client):
    made = make_round()
    other = make_user(role="judge")
    sign_in(client, other)

    assert made.entry.title not in text_of(client.get("/judge/"))
    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 404
    assert client.get("/judge/entries/nosuchentry").status_code == 404


def test_the_entry_shows_its_stories_without_who_told_them(app, client):
    made = make_round()
    with time_machine.travel(made.season.nominations_open_at + timedelta(days=2), tick=False):
        make_nomination(
            state="accepted",
            entry=made.entry,
            story="They answered within a minute and stayed until it worked.",
            relation="employee",
            channel="chat",
            solved="first_contact",
            feeling="relieved",
            name="Grace Hopper",
            show_name=True,
            email="grace@example.org",
        )

    page = text_of(sign_in(client, made.judge).get(f"/judge/entries/{made.entry.public_id}"))

    assert "They answered within a minute" in page
    assert "From an employee" in page
    assert "in a chat, solved at the first contact, felt relieved when it ended" in page
    assert "Grace" not in page
    assert "example.org" not in page


def test_a_story_accepted_after_judging_opened_waits(app, client):
    made = make_round()
    make_nomination(state="accepted", entry=made.entry, story="This one came in too late to be read this time.")

    page = text_of(sign_in(client, made.judge).get(f"/judge/entries/{made.entry.public_id}"))

    assert "came in too late" not in page


def test_no_level_is_chosen_beforehand_and_every_level_is_described(app, client):
    made = make_round()

    page = text_of(sign_in(client, made.judge).get(f"/judge/entries/{made.entry.public_id}"))

    assert 'type="radio"' in page
    assert "checked>" not in page.replace("data-keys-switch checked>", "")
    assert "The person was brushed off, rushed or met with hostility." in page
    assert all(f'name="level_{code}"' in page for code in CODES)


def test_saving_a_draft_keeps_it_and_says_so(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = post(client, made.entry, fields(4, None, action="save", comment_b1="more to read"))
    page = text_of(client.get(answer.headers["Location"]))

    assert answer.status_code == 303
    assert "Your draft is saved" in page
    assert "2 of 5 answered" in page
    assert "more to read" in page


def test_submitting_locks_the_sheet_and_says_what_happens_next(app, client):
    made = make_round(entries=2)
    sign_in(client, made.judge)

    answer = post(client, made.entries[0], fields(4, 4, 4, 4, 4))
    page = text_of(client.get(answer.headers["Location"]))

    assert "What happens now" in page
    assert "disabled" in page
    assert "Next entry" in page
    assert count(ScorecardVersion) == 1


def test_an_incomplete_submission_answers_422_keeps_everything_typed_and_saves_it(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = post(client, made.entry, fields(5, 3, 3, feedback_a2="Keep it up"))
    page = text_of(answer)

    assert answer.status_code == 422
    assert "Caring attitude: say in a sentence why this is a 5." in page
    assert 'href="#level_b2"' in page
    assert "Keep it up" in page
    assert count(Mark) == 3
    again = fields(5, 3, 3, 3, 3, version=1, comment_a1="Three people say so", feedback_a2="Keep it up")
    assert post(client, made.entry, again).status_code == 303


def test_too_long_a_comment_answers_422_with_all_of_it(app, client):
    made = make_round()
    sign_in(client, made.judge)
    long = "kind and patient " * 150

    answer = post(client, made.entry, fields(4, 4, 4, 4, 4, comment_a1=long))

    assert answer.status_code == 422
    assert long.strip() in text_of(answer)
    assert "Write at most 2,000 characters" in text_of(answer)


@pytest.mark.parametrize("level", ["6", "0", "-1", "4.5", "five", "NULL"])
def test_a_level_that_does_not_exist_is_refused(app, client, level):
    made = make_round()
    sign_in(client, made.judge)

    answer = post(client, made.entry, {**fields(4, 4, 4, 4, 4), "level_a1": level})

    assert answer.status_code == 422
    assert count(Scorecard) == 0


def test_a_second_window_gets_409_with_both_texts(app, client):
    made = make_round()
    sign_in(client, made.judge)
    post(client, made.entry, fields(4, action="save", comment_a1="written in the first window"))

    answer = post(client, made.entry, fields(3, action="save", comment_a1="written in the second window"))
    page = text_of(answer)

    assert answer.status_code == 409
    assert "written in the first window" in page
    assert "written in the second window" in page
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize(
    ("seconds", "status", "versions"), [(119, 303, 1), (121, 409, 0)], ids=["in the grace", "after the grace"]
)
def test_scores_are_taken_two_minutes_after_the_close_and_no_longer(app, client, seconds, status, versions):
    made = make_round()

    with time_machine.travel(made.season.judging_closes_at - timedelta(minutes=1), tick=False) as time:
        sign_in(client, made.judge)
        token = csrf(client, f"/judge/entries/{made.entry.public_id}")
        time.move_to(made.season.judging_closes_at + timedelta(seconds=seconds))
        data = {"csrf_token": token, **fields(4, 4, 4, 4, 4, feedback_b1="All my words")}
        answer = client.post(f"/judge/entries/{made.entry.public_id}", data=data)

    assert answer.status_code == status
    assert count(ScorecardVersion) == versions
    if status == 409:
        assert "All my words" in text_of(answer)


def test_an_entry_cannot_be_opened_before_judging(app, client):
    made = make_round()
    with time_machine.travel(made.season.judging_opens_at - timedelta(hours=1), tick=False):
        sign_in(client, made.judge)
        answer = client.get(f"/judge/entries/{made.entry.public_id}")

    assert answer.status_code == 403
    assert "Judging opens on" in text_of(answer)


def test_a_judge_who_steps_back_says_why_and_loses_sight_of_the_entry(app, client):
    made = make_round()
    sign_in(client, made.judge)
    path = f"/judge/entries/{made.entry.public_id}/step-back"

    without = client.post(path, data={"csrf_token": csrf(client, path)})
    answer = client.post(path, data={"csrf_token": csrf(client, path), "reason": "person", "words": "My sister"})

    assert without.status_code == 422
    assert answer.status_code == 303
    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 404
    assert f"/judge/entries/{made.entry.public_id}" not in text_of(client.get("/judge/"))
    client.delete_cookie("session")
    progress = text_of(sign_in(client, made.organiser).get("/organise/progress/entries"))
    assert "Knows somebody who is named or involved: My sister" in progress


def test_a_judge_can_say_that_the_entries_reached_them(app, client):
    made = make_round()
    sign_in(client, made.judge)

    answer = client.post("/judge/acknowledge", data={"csrf_token": csrf(client, "/judge/")})

    assert answer.status_code == 303
    assert find_assignment(made.judge, made.entry).state == "acknowledged"
    assert "New entries have reached you" not in text_of(client.get("/judge/"))


def test_an_entry_whose_stories_were_withdrawn_leaves_the_list(app, client):
    made = make_round()
    act(db.session.execute, update(Nomination).values(state=State.WITHDRAWN))
    sign_in(client, made.judge)

    assert made.entry.title not in text_of(client.get("/judge/"))
    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 404


def test_an_entry_that_rests_on_a_late_story_alone_is_not_judged(app, client):
    made = make_round()
    act(db.session.execute, update(Nomination).values(state=State.WITHDRAWN))
    make_nomination(state="accepted", entry=made.entry)
    sign_in(client, made.judge)

    assert made.entry.title not in text_of(client.get("/judge/"))
    assert client.get(f"/judge/entries/{made.entry.public_id}").status_code == 404


def test_a_judge_who_moderated_a_nomination_later_cannot_score_the_entry(app, client):
    made = make_round()
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=made.judge.id)

    answer = sign_in(client, made.judge).get(f"/judge/entries/{made.entry.public_id}")

    assert answer.status_code == 404


def test_the_sheet_of_one_judge_says_nothing_of_another(app, client):
    made = make_round(judges=2)
    act(
        service.save_scorecard,
        find_assignment(made.judges[1], made.entry),
        sheet=sheet(4, remarks={"a1": "a secret of judge two"}),
        version=0,
        by=made.judges[1],
    )

    page = text_of(sign_in(client, made.judges[0]).get(f"/judge/entries/{made.entry.public_id}"))

    assert "a secret of judge two" not in page
    assert "0 of 5 answered" in page
