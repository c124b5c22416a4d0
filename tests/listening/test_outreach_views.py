"""The page of outreach in figures, and the same for spreadsheets."""

import csv
import io
import re

import pytest

from app import clock
from app.extensions import db
from app.listening import service
from app.listening.digests.sending import queue_all_due
from app.listening.funnel.stages import Stage
from app.listening.models import FunnelStep
from app.listening.service.wiping import wipe
from app.web.actions import act
from app.web.sheets import guarded
from tests.listening.letters import make_digest
from tests.listening.rows import make_claimed, make_mention, make_sent, make_watch
from tests.look.leaving import leaving
from tests.make import PASSWORD, csrf, make_season, make_user, sent_letters, sign_in
from tests.watch import counted_statements

PAGE = "/curate/outreach"


@pytest.fixture
def rosa(app):
    return make_user(role="curator", name="Rosa")


@pytest.fixture
def curator(client, rosa):
    return sign_in(client, rosa)


def rows_of(client, path):
    answer = client.get(path)
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))


def test_the_page_tells_the_stages_as_a_table_and_draws_them(curator, rosa):
    make_sent(rosa)
    make_claimed(rosa)

    page = curator.get(PAGE).get_data(as_text=True)

    assert "Outreach in figures" in page
    assert "50 %" in page
    assert 'aria-hidden="true"' in page
    assert "counts once at each stage" in page


@pytest.mark.parametrize(
    "query",
    [
        "weeks=4&by=watch",
        "by=template&template=invite",
        "by=curator&curator=nobody",
        "weeks=9999999999&by=moon",
        "weeks=²",
        "watch=none&network=x&by=network",
    ],
)
def test_whatever_is_asked_the_page_answers(curator, rosa, query):
    make_sent(rosa)

    assert curator.get(f"{PAGE}?{query}").status_code == 200


def test_the_page_asks_the_same_number_of_statements_whatever_there_is(curator, rosa):
    curator.get(PAGE)
    for number in range(3):
        make_sent(rosa, watch_id=make_watch(name=f"Watch of {number}").id)

    with counted_statements() as statements:
        curator.get(f"{PAGE}?by=watch")

    assert len(statements) <= 12


def test_counts_for_a_spreadsheet_have_names_and_no_formula(curator, rosa):
    make_sent(rosa, watch_id=make_watch(name='=HYPERLINK("http://evil.example")').id)

    (row,) = rows_of(curator, f"{PAGE}/figures.csv")[-1:]

    assert row["watch"] == '\'=HYPERLINK("http://evil.example")'
    assert {row["network"], row["curator"]} == {"x", "Rosa"}


def test_answered_posts_leave_by_id_and_note_without_words_or_handles(curator, rosa):
    mention, outreach = make_sent(rosa, text="My own words", author_handle="ada_handle", author_name="Ada Name")
    act(service.write_note, mention, note="-called back", by=rosa)

    answer = curator.get(f"{PAGE}/posts.csv").get_data(as_text=True)

    assert mention.post_id in answer
    assert "'-called back" in answer
    for secret in ("My own words", "ada_handle", "Ada Name", outreach.text, outreach.code, mention.url):
        assert secret not in answer


def test_posts_that_stood_on_the_screen_count_as_shown_once(curator):
    ids = [make_mention().public_id for _ in range(3)]
    said = {"post": [*ids, "nothing"], "csrf_token": csrf(curator, "/curate/")}

    answers = [curator.post(f"{PAGE}/shown", data=said).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert shown() == 3


def test_nobody_else_can_say_that_posts_were_shown(curator):
    mention = make_mention()

    assert curator.post(f"{PAGE}/shown", data={"post": mention.public_id}).status_code == 422
    assert shown() == 0


def test_what_stood_in_a_letter_counts_as_shown(app, rosa):
    for _ in range(25):
        make_mention()
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        sent_letters(app)

    assert shown() == 20


def shown():
    db.session.rollback()
    return db.session.query(FunnelStep).filter_by(stage=Stage.SHOWN).count()


@pytest.mark.browser
def test_the_queue_tells_by_itself_which_posts_stood_on_the_screen(live_site, page, rosa):
    for _ in range(12):
        make_mention()
    page.goto(f"{live_site}/login")
    page.get_by_label("Email address").fill(rosa.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    with leaving(page):
        page.get_by_role("button", name="Log in").click()
    page.set_viewport_size({"width": 1280, "height": 500})

    with page.expect_response("**/curate/outreach/shown") as answer:
        page.goto(f"{live_site}/curate/")

    assert answer.value.status == 204
    assert 0 < shown() < 12


@pytest.mark.parametrize(
    ("path", "group", "current"),
    [
        ("/curate/outreach", "Outreach", "Figures"),
        ("/curate/digest", "Outreach", "Daily letter"),
        ("/curate/replies", None, "Replies"),
        ("/curate/sources", "Finding", "Sources"),
        ("/curate/nominations", None, "Nominations"),
    ],
)
def test_each_page_says_in_its_tabs_where_it_stands(curator, path, group, current):
    make_season()
    page = curator.get(path).get_data(as_text=True)

    assert re.search(rf'aria-current="page">{current}\s*</a>', page)
    assert (re.search(r'aria-current="true">(\w+)', page) or [None, None])[1] == group


def test_who_is_organiser_only_has_the_organisers_tabs_on_the_sources(client):
    sign_in(client, make_user(role="organiser"))

    page = client.get("/curate/sources").get_data(as_text=True)

    assert 'aria-label="Organise"' in page
    assert 'aria-label="Curate"' not in page
    assert 'href="/curate/sources" aria-current="page"' in page


def test_a_post_that_is_gone_is_not_listed(curator, rosa):
    mention, _ = make_sent(rosa)
    act(wipe, [mention.id], by="test")

    assert rows_of(curator, f"{PAGE}/posts.csv") == []
    assert len(rows_of(curator, f"{PAGE}/figures.csv")) > 0


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "\u00a0=1", "＝1", "\r=1", "\n=1"])
def test_no_cell_passes_for_a_formula(cell):
    assert guarded(cell) == f"'{cell}"


def test_other_cells_stay_as_they_are():
    assert [guarded(cell) for cell in ("", None, 7, "a=b", "1-2")] == ["", "", "7", "a=b", "1-2"]
