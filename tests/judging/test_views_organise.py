from datetime import timedelta

import pytest
import time_machine

from app.judging import service
from app.judging.models import Assignment, Award, Result, SignOff
from app.judging.rules import AssignmentState
from app.judging.worker import announce_due
from app.web.actions import act
from tests.judging.rows import compute, count, find_assignment, make_round, submit
from tests.make import csrf, make_nomination, make_season, make_user, reload, sign_in
from tests.watch import counted_statements


def text_of(answer):
    return answer.get_data(as_text=True)


def post(client, path, page=None, **data):
    return client.post(path, data={"csrf_token": csrf(client, page or path), **data})


def pair(judge, entry):
    return f"{judge.public_id}.{entry.public_id}"


@pytest.fixture
def over(app, client):
    """Give a judged category with an organiser signed in, after judging."""
    made = make_round(entries=2, judges=3)
    for judge in made.judges:
        submit(judge, made.entries[0], 4, 4, 4, 4, 4)
        submit(judge, made.entries[1], 3, 3, 3, 3, 3)
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        yield made


def room_of(made):
    return f"/organise/results/{made.season.slug}/{made.category.slug}"


def test_the_table_of_a_panel_assigns_and_releases_only_what_was_changed(app, client):
    made = make_round(entries=2, judges=2, assign=False)
    sign_in(client, made.organiser)
    path = f"/organise/assignments/{made.season.slug}/{made.category.slug}"
    first, second = (pair(judge, made.entries[0]) for judge in made.judges)

    given = post(client, path, pair=[first, second])
    assert given.status_code == 303
    assert count(Assignment) == 2
    page = text_of(client.get(path))
    assert f'name="was" value="{first}"' in page
    assert "one letter goes to each of them" in page

    post(client, path, was=[first, second], pair=[second])

    assert reload(find_assignment(made.judges[0], made.entries[0])).state is AssignmentState.RELEASED
    assert reload(find_assignment(made.judges[1], made.entries[0])).state is AssignmentState.ASKED


def test_a_table_opened_before_somebody_else_assigned_takes_nothing_away(app, client):
    made = make_round(judges=2, assign=False)
    sign_in(client, made.organiser)
    path = f"/organise/assignments/{made.season.slug}/{made.category.slug}"
    token = csrf(client, path)
    act(service.change_panel, made.category, add=[(made.judges[0], made.entry)], by=made.organiser)

    client.post(path, data={"csrf_token": token, "pair": [pair(made.judges[1], made.entry)]})

    assert find_assignment(made.judges[0], made.entry).state is AssignmentState.ASKED
    assert count(Assignment) == 2


def test_the_table_says_who_cannot_judge_what_and_refuses_it(app, client):
    made = make_round(judges=1, assign=False)
    make_nomination(state="accepted", entry=made.entry, moderated_by_id=made.judge.id)
    sign_in(client, made.organiser)
    path = f"/organise/assignments/{made.season.slug}/{made.category.slug}"

    answer = post(client, path, pair=[pair(made.judge, made.entry)])

    assert answer.status_code == 422
    assert "cannot judge" in text_of(answer)
    assert "Cannot: a nomination of it was moderated by the same person" in text_of(client.get(path))
    assert count(Assignment) == 0


def test_an_unknown_pair_is_refused(app, client):
    made = make_round(assign=False)
    sign_in(client, made.organiser)
    path = f"/organise/assignments/{made.season.slug}/{made.category.slug}"

    answer = post(client, path, pair=["nobody.nothing"])

    assert answer.status_code == 422
    assert count(Assignment) == 0


def test_progress_shows_the_state_and_the_day_and_no_time(app, client):
    made = make_round()
    with time_machine.travel(made.season.judging_opens_at.replace(hour=13, minute=37) + timedelta(days=1)):
        submit(made.judge, made.entry, 4, 4, 4, 4, 4)
        shown = f"{made.season.judging_opens_at + timedelta(days=1):%B %Y}"

    page = text_of(sign_in(client, made.organiser).get("/organise/progress"))

    assert "Submitted" in page
    assert shown in page
    assert "13:37" not in page


def test_an_organiser_computes_proposes_signs_and_announces(client, over):
    room = room_of(over)
    steps = [
        post(client, f"{room}/compute", room),
        post(client, f"{room}/propose", room, outcome="award", entries=[over.entry.public_id], citation="They stay."),
        post(client, f"{room}/sign", room, typed_name=over.category.name),
        post(client, "/organise/announcement", is_sure="yes"),
    ]
    file = f"/winners/{over.season.slug}/{over.category.slug}.json"
    early = client.get(file).status_code
    with time_machine.travel(reload(over.season).announced_at, tick=True):
        announce_due()

    assert [step.status_code for step in steps] == [303, 303, 303, 303]
    assert early == 404
    assert reload(over.season).published_at is not None
    assert client.get(f"/winners/{over.season.slug}/{over.category.slug}.json").status_code == 200


def test_the_ranking_shows_points_by_judge_number(client, over):
    compute(over)

    page = text_of(client.get(room_of(over)))

    assert page.index(over.entries[0].title) < page.index(over.entries[1].title)
    assert ">75" in page
    assert "No. 3" in page
    assert page.count("Award line") == 1


def test_computing_again_says_whether_anything_is_different(client, over):
    room = room_of(over)
    post(client, f"{room}/compute", room)
    first = text_of(client.get(room))
    post(client, f"{room}/compute", room)

    assert "is computed. Its fingerprint begins with" in first
    assert "is the same to the last byte" in text_of(client.get(room))


def test_an_award_without_a_citation_comes_back_with_everything_chosen(client, over):
    compute(over)
    room = room_of(over)

    answer = post(client, f"{room}/propose", room, outcome="award", entries=[over.entry.public_id])

    assert answer.status_code == 422
    assert "Say in a sentence or two why" in text_of(answer)
    assert 'value="award" checked' in text_of(answer)
    assert count(Award) == 0


def test_a_wrong_name_signs_nothing(client, over):
    compute(over)
    room = room_of(over)
    post(client, f"{room}/propose", room, outcome="no_award", reason="The panel talked it through and agreed.")

    answer = post(client, f"{room}/sign", room, typed_name="Something else")

    assert answer.status_code == 422
    assert "only organiser who can sign" in text_of(answer)
    assert count(SignOff) == 0


def test_two_organisers_are_told_what_is_still_to_do(client, over):
    other = make_user(role="organiser")
    compute(over)
    room = room_of(over)
    post(client, f"{room}/propose", room, outcome="no_award", reason="The panel talked it through and agreed.")

    client.delete_cookie("session")
    sign_in(client, other)
    post(client, f"{room}/sign", room)
    waiting = text_of(client.get(room))
    client.delete_cookie("session")
    sign_in(client, over.organiser)
    post(client, f"{room}/sign", room)

    signed = text_of(client.get(room))
    assert "You have signed. One more organiser has to." in waiting
    assert signed.index("Signed by") < signed.index(other.name) < signed.rindex(over.organiser.name)
    assert count(SignOff) == 2


def test_nothing_is_announced_before_everything_is_signed_or_without_the_tick(client, over):
    compute(over)
    room = room_of(over)
    post(client, f"{room}/propose", room, outcome="no_award", reason="The panel talked it through and agreed.")

    unsigned = post(client, "/organise/announcement", is_sure="yes")
    post(client, f"{room}/sign", room, typed_name=over.category.name)
    unsure = post(client, "/organise/announcement")

    assert unsigned.status_code == unsure.status_code == 422
    assert "Not signed yet" in text_of(unsigned)
    assert "Tick the box first" in text_of(unsure)
    assert reload(over.season).published_at is None


def test_computing_needs_a_token_and_changes_nothing_without(client, over):
    answer = client.post(f"{room_of(over)}/compute")

    assert answer.status_code == 422
    assert count(Result) == 0
    assert reload(over.category).sealed_at is None


@pytest.mark.parametrize(
    "path",
    [
        "/organise/assignments",
        "/organise/assignments/{season}/{category}",
        "/organise/progress",
        "/organise/results",
        "/organise/announcement",
    ],
)
def test_a_page_asks_no_more_of_the_database_with_more_entries(app, client, path):
    made = make_round(entries=2, judges=2)
    address = path.format(season=made.season.slug, category=made.category.slug)
    sign_in(client, made.organiser).get(address)
    with counted_statements() as few:
        client.get(address)

    for _ in range(5):
        make_nomination(state="accepted", category=made.category)
    with counted_statements() as many:
        client.get(address)

    assert len(many) == len(few)


@pytest.mark.parametrize("place", ["assignments", "progress", "results", "announcement"])
def test_an_organiser_can_look_at_another_season_than_the_current_one(client, place):
    make_season(phase="nominating")
    other = make_season(phase="judging")
    sign_in(client, make_user(role="organiser"))

    shown = client.get(f"/organise/{place}?season={other.slug}").get_data(as_text=True)
    listed = client.get(f"/organise/{place}").get_data(as_text=True)

    assert other.name in shown
    assert f"?season={other.slug}" in listed


def test_no_page_before_judging_is_over_leads_to_a_room_that_is_sealed(app, client):
    made = make_round()
    sign_in(client, made.organiser)
    room = room_of(made)
    pages = [f"/organise/{page}?season={made.season.slug}" for page in ("results", "announcement")]

    sealed = [text_of(client.get(page)) for page in (*pages, f"{room}/rule")]
    with time_machine.travel(made.after_judging):
        sign_in(client, made.organiser)
        opened = [text_of(client.get(page)) for page in (*pages, f"{room}/rule")]

    assert not any(f'href="{room}"' in page for page in sealed)
    assert all(f'href="{room}"' in page for page in opened)


def test_the_list_says_that_a_result_is_computed_and_leads_to_its_own_announcement(client, over):
    compute(over)

    page = text_of(client.get(f"/organise/results?season={over.season.slug}"))

    assert "Computed" in page
    assert f'href="/organise/announcement?season={over.season.slug}"' in page
