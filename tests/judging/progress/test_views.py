import re
from datetime import timedelta

import pytest
import time_machine

from app.config import ROOT
from app.judging.interests import leaving
from app.judging.models.reminders import JudgeReminder
from app.programme.rules import SCORECARD_GRACE
from app.web.actions import act
from tests.judging.rows import ask_late, count, find_assignment, make_round, submit
from tests.make import csrf, make_user, sign_in


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_counts_are_those_of_the_judges_lists(app, client):
    made = make_round(entries=4, judges=2)
    submit(made.judges[0], made.entries[0], 4, 4, 4, 4, 4)

    page = " ".join(page_of(sign_in(client, made.organiser), "/organise/progress").split())

    assert "<dt>Scorecards submitted</dt><dd>1 of 8</dd>" in page
    assert "<dt>Entries</dt><dd>4</dd>" in page
    assert "<dt>Entries short of judges</dt><dd>4</dd>" in page
    assert "<dt>Silent judges</dt><dd>0 of 2</dd>" in page
    assert "1 of 4" in page
    assert "0 of 4" in page


def test_the_organiser_sees_the_letter_and_the_names_before_it_is_sent(app, client):
    made = make_round(entries=2, judges=2)
    sign_in(client, made.organiser)
    path = f"/organise/progress/remind?season={made.season.slug}&who=waiting"

    page = page_of(client, path)
    sent = client.post(path, data={"csrf_token": csrf(client, path), "judge": [made.judges[0].public_id]})

    assert "Send 2 letters" in page
    assert all(f"{judge.name}: 2 entries left" in page for judge in made.judges)
    assert "2 entries of" in page
    assert (sent.status_code, count(JudgeReminder)) == (303, 1)
    assert "One letter is on its way." in page_of(client, "/organise/progress")


def test_the_silent_are_shown_first_and_reminded_together(app, client):
    made = make_round(judges=3)
    with time_machine.travel(made.season.judging_opens_at + timedelta(days=12)):
        late = make_user(role="judge", name="Zora Late")
    with time_machine.travel(made.season.judging_closes_at - timedelta(days=20)):
        ask_late(late, made.entry)
        for judge in made.judges:
            submit(judge, made.entry, 4, 4, 4, 4, 4)
        page = page_of(sign_in(client, made.organiser), "/organise/progress?show=silent")

    assert "Remind the silent judge" in page
    assert page.index("Zora Late") < page.index("Not acknowledged for")
    assert made.judges[0].name not in page.split("By judge", 1)[1]


def test_entries_short_of_judges_are_listed_with_who_has_them(app, client):
    made = make_round(entries=2, judges=3)
    make_round(season=made.season)
    sign_in(client, made.organiser)

    page = page_of(client, f"/organise/progress/entries?season={made.season.slug}&show=short")

    assert made.entries[0].title not in page
    assert "fewer judges than their category asks for" in page
    assert "Not seen" in page_of(client, f"/organise/progress/entries?category={made.category.slug}")


def test_who_handed_an_entry_back_did_not_step_back(app, client):
    made = make_round(judges=2)
    act(leaving.hand_back, find_assignment(made.judge, made.entry), by=made.judge)

    page = page_of(sign_in(client, made.organiser), f"/organise/progress/entries?category={made.category.slug}")

    assert "Handed back" in page
    assert "Stepped back" not in page


def test_no_style_of_these_pages_is_a_style_of_the_lists_as_well():
    own, shared = [
        set(re.findall(r"^\.(sa-[\w-]+) \{", (ROOT / "static/css" / name).read_text(), re.MULTILINE))
        for name in ("progress.css", "lists.css")
    ]

    assert own & shared == set()


def test_no_cell_of_the_table_can_pass_for_a_formula(app, client):
    made = make_round()
    ask_late(make_user(role="judge", name="=2+3"), made.entry)

    answer = sign_in(client, made.organiser).get("/organise/progress.csv")

    assert answer.mimetype == "text/csv"
    assert "'=2+3,judge" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/organise/progress", "/organise/progress/entries"])
def test_once_judging_is_over_no_page_says_who_read_what_or_how_much(app, client, path):
    made = make_round(entries=2, judges=3)
    submit(made.judge, made.entry, 4, 4, 4, 4, 4)
    sign_in(client, made.organiser)

    before = page_of(client, path)
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        after = page_of(client, path)
        refused = [client.get("/organise/progress.csv"), client.get(f"{path}?judge={made.judge.public_id}")]

    assert made.judge.name in before
    assert all(word not in after for judge in made.judges for word in (judge.name, judge.public_id))
    assert refused[0].status_code == 403
    assert made.judge.name not in refused[1].get_data(as_text=True)


def test_once_judging_is_over_the_table_of_a_panel_names_nobody(app, client):
    made = make_round(judges=1)
    path = f"/organise/assignments/{made.season.slug}/{made.category.slug}"
    with time_machine.travel(made.season.judging_closes_at + SCORECARD_GRACE):
        sign_in(client, made.organiser)
        answer, listed = client.get(path), page_of(client, "/organise/assignments")

    assert (answer.status_code, made.judge.name in answer.get_data(as_text=True)) == (403, False)
    assert path not in listed
    assert "pages no longer say who read what" in listed
