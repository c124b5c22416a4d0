import pytest

from app.extensions import db
from app.judging import service
from app.judging.models import Assignment, PanelMember, PanelRule
from app.web.actions import act
from tests.judging.rows import count, make_round
from tests.make import csrf, make_nomination, sent_letters, sign_in
from tests.watch import counted_statements


def text_of(answer):
    return " ".join(answer.get_data(as_text=True).split())


def digest_on(page):
    return page.split('name="digest" value="', 1)[1].split('"', 1)[0]


@pytest.fixture
def made(app, client):
    """Give a category with nobody asked yet and an organiser signed in."""
    made = make_round(entries=4, judges=4, assign=False)
    sign_in(client, made.organiser)
    return made


def plan_of(made):
    return f"/organise/assignments/{made.season.slug}/plan"


def panel_of(made):
    return f"/organise/assignments/{made.season.slug}/{made.category.slug}/panel"


def test_the_plan_that_is_shown_is_the_plan_that_is_carried_out(app, client, made):
    page = text_of(client.get(plan_of(made)))
    assert "12 new assignments" in page
    assert "Connected, 100 %" in page
    assert count(Assignment) == 0

    answer = client.post(plan_of(made), data={"csrf_token": csrf(client, plan_of(made)), "digest": digest_on(page)})

    assert answer.status_code == 303
    assert count(Assignment) == 12
    after = text_of(client.get(answer.location))
    assert "12 assignments made, with 4 letters, one a judge." in after
    assert "Nothing to do: every entry has its judges." in after
    assert len(sent_letters(app)) == 4


def test_a_plan_that_was_overtaken_is_answered_with_the_new_one(app, client, made):
    token, digest = csrf(client, plan_of(made)), digest_on(text_of(client.get(plan_of(made))))
    act(service.change_panel, made.category, add=[(made.judge, made.entry)], by=made.organiser)

    answer = client.post(plan_of(made), data={"csrf_token": token, "digest": digest})

    assert answer.status_code == 409
    assert "Something changed since this plan was made" in text_of(answer)
    assert "11 new assignments" in text_of(answer)
    assert count(Assignment) == 1


def test_what_is_missing_stands_on_top_and_there_is_no_button(app, client, made):
    for judge in made.judges[:2]:
        make_nomination(state="accepted", entry=made.entry, moderated_by_id=judge.id)

    page = text_of(client.get(plan_of(made)))

    assert f"{made.category.name} cannot be planned yet." in page
    assert f"{made.entry.title} has only 2 without a conflict" in page
    assert 'name="digest"' not in page
    assert "has its judges" not in page


def test_a_category_that_cannot_be_planned_is_named_and_the_others_are_asked(app, client, made):
    for judge in made.judges[:2]:
        make_nomination(state="accepted", entry=made.entry, moderated_by_id=judge.id)
    other = make_round(entries=2, judges=0, assign=False, season=made.season)
    page = text_of(client.get(plan_of(made)))
    assert f"{made.category.name} cannot be planned yet." in page
    assert "6 new assignments" in page

    answer = client.post(plan_of(made), data={"csrf_token": csrf(client, plan_of(made)), "digest": digest_on(page)})

    assert answer.status_code == 303
    assert count(Assignment) == 6
    assert {row.entry.category_id for row in db.session.query(Assignment)} == {other.category.id}
    after = text_of(client.get(answer.location))
    assert "assignments made" in after
    assert "Every other entry has its judges." in after
    assert "every entry has its judges" not in after


def test_a_panel_is_saved_with_its_members_and_caps_and_shown_again(app, client, made):
    first, second = (judge.public_id for judge in made.judges[:2])
    data = {"judges_an_entry": "2", "cap": "", "member": [first, second], f"cap_{first}": "3"}

    answer = client.post(panel_of(made), data={"csrf_token": csrf(client, panel_of(made)), **data})

    assert answer.status_code == 303
    assert (count(PanelMember), count(PanelRule)) == (2, 1)
    page = text_of(client.get(panel_of(made)))
    assert page.count(" checked") == 2
    assert f'name="cap_{first}" type="text" value="3"' in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("judges_an_entry", "ten", "Write a whole number, such as 12"),
        ("judges_an_entry", "10", "Write a number from 1 to 9"),
        ("cap", "0", "Write a number from 1 to 999, or leave it empty"),
    ],
    ids=["word", "too many", "nought"],
)
def test_a_panel_that_cannot_be_is_refused_beside_its_field(app, client, made, field, typed, sentence):
    data = {"judges_an_entry": "3", field: typed}

    answer = client.post(panel_of(made), data={"csrf_token": csrf(client, panel_of(made)), **data})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert count(PanelRule) == 0


def test_the_table_made_by_hand_keeps_to_the_panel(app, client, made):
    client.post(
        panel_of(made),
        data={
            "csrf_token": csrf(client, panel_of(made)),
            "judges_an_entry": "3",
            "cap": "1",
            "member": [judge.public_id for judge in made.judges[:3]],
        },
    )
    table = panel_of(made).removesuffix("/panel")
    assert made.judges[3].name not in text_of(client.get(table))
    pairs = [f"{made.judge.public_id}.{entry.public_id}" for entry in made.entries[:2]]

    answer = client.post(table, data={"csrf_token": csrf(client, table), "pair": pairs})

    assert answer.status_code == 422
    assert "can be asked for at most 1" in text_of(answer)
    assert count(Assignment) == 0


def test_a_long_table_is_shown_fifty_entries_at_a_time_and_searched(app, client):
    made = make_round(entries=52, judges=3, assign=False)
    sign_in(client, made.organiser)
    table = panel_of(made).removesuffix("/panel")
    name = made.entries[7].title
    client.get(table)

    with counted_statements() as many:
        first = text_of(client.get(table))
    with counted_statements() as few:
        found = text_of(client.get(table, query_string={"q": name.upper()}))

    assert first.count('name="pair"') == 150
    assert text_of(client.get(f"{table}?page=2")).count('name="pair"') == 6
    assert found.count('name="pair"') == 3
    assert f"1 of 52 entries have “{name.upper()}” in their name." in found
    assert len(many) == len(few)
    assert "No entry has this name" in text_of(client.get(f"{table}?q=nobody"))
