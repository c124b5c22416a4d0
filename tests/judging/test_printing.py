import pytest
from playwright.sync_api import Page

from app.judging import service
from app.web.actions import act
from tests.judging.desk import log_in
from tests.judging.rows import find_assignment, make_round, sheet, submit
from tests.judging.test_pinning import passage
from tests.make import make_user, sign_in

STORY = "I rang at night. They stayed until it worked."


@pytest.fixture
def made(app):
    return make_round(entries=2, judges=2, story=STORY, link="https://www.example.com/long/address?of=evidence")


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.get_data(as_text=True).split())


def test_one_entry_prints_its_story_evidence_rubric_and_empty_boxes(made, client):
    passage(made, "They stayed until it worked.")
    act(
        service.save_scorecard,
        find_assignment(made.judge, made.entry),
        sheet=sheet(4, remarks={"a1": "kept to myself"}),
        version=0,
        by=made.judge,
    )
    sign_in(client, made.judge)

    page = read(client, f"/judge/entries/{made.entry.public_id}/print")

    assert f"<strong>Confidential.</strong> For {made.judge.name or made.judge.email}, printed on" in page
    assert STORY in page
    assert "Evidence on example.com" in page
    assert "The person was brushed off, rushed or met with hostility." in page
    assert page.count('class="sa-pack__box"') == 30
    assert "×" not in page
    assert "kept to myself" not in page
    assert "Pinned" not in page.replace("pinned passages", "")
    assert made.entries[1].title not in page


def test_marks_are_printed_when_they_are_asked_for(made, client):
    passage(made, "They stayed until it worked.")
    submit(made.judge, made.entry, 4, None, 3, 2, 3)
    sign_in(client, made.judge)

    page = read(client, f"/judge/entries/{made.entry.public_id}/print?marks=1")

    assert page.count("×") == 5
    assert "Pinned, story 1: “They stayed until it worked.”" in page
    assert "Comment for the panel: Because of b2" in page


def test_the_pack_holds_every_entry_of_its_judge_and_nobody_elses(made, client):
    sign_in(client, made.judge)
    page = read(client, "/judge/print")
    client.delete_cookie("session")
    stranger = make_user(role="judge")
    sign_in(client, stranger)

    assert all(f">{entry.title}</h2>" in page for entry in made.entries)
    assert page.count("Confidential.") == 2
    assert "Nothing to print now" in read(client, "/judge/print")
    assert client.get(f"/judge/entries/{made.entry.public_id}/print").status_code == 404


@pytest.mark.browser
def test_each_entry_begins_a_page_on_paper_and_the_site_around_it_stays_away(app, live_site, page: Page):
    made = make_round(entries=3, story=STORY)
    log_in(page, live_site, made.judge)
    page.goto(f"{live_site}/judge/print")
    page.emulate_media(media="print")

    for hidden in (".sa-top", ".sa-foot", ".sa-pack__choose", ".govuk-back-link"):
        assert page.locator(hidden).first.is_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 3
    assert page.pdf(format="Letter").startswith(b"%PDF")
