"""The fairness page says what really rules."""

from datetime import timedelta

import pytest

from app.home.fairness import in_words
from app.judging import rules as judging
from app.judging.deciding.rules import Figure
from app.judging.deciding.ruling import choose_rule
from app.judging.service import install_rubrics
from app.judging.yardsticks import editing, reading
from app.nominations import proof, queues, weighing
from app.nominations import rules as nominations
from app.programme import rules as programme
from app.web.actions import act
from tests.make import make_category, make_user

CHANGES = {
    "judges": (judging, "FEWEST_JUDGES", 7, "At least 7 judges"),
    "grace": (programme, "NOMINATION_GRACE", timedelta(minutes=45), "a nomination for 45 minutes"),
    "confirming": (nominations, "CONFIRM_LIFE", timedelta(hours=50), "within 50 hours"),
    "emptied": (nominations, "EMPTIED_AFTER", timedelta(days=9), "emptied 9 days"),
    "origin": (nominations, "ORIGIN_LIFE", timedelta(days=11), "goes after 11 days"),
    "backups": (nominations, "BACKUP_LIFE", timedelta(days=20), "from backups within 20 days"),
    "answering": (queues, "ANSWER_WITHIN", timedelta(hours=30), "The aim is 30 hours"),
    "threshold": (weighing, "THRESHOLD", 17, "At 17 points"),
    "puzzle": (proof, "COST", 2_345, "2,345 rounds"),
}


@pytest.mark.parametrize(("room", "name", "value", "words"), CHANGES.values(), ids=CHANGES)
def test_a_changed_rule_changes_the_page(client, monkeypatch, room, name, value, words):
    make_category()
    client.set_cookie(client.application.config["SESSION_COOKIE_NAME"], "a page of one's own, kept by nobody")
    before = client.get("/fairness").get_data(as_text=True)

    monkeypatch.setattr(room, name, value)

    assert words not in before
    assert words in client.get("/fairness").get_data(as_text=True)


@pytest.mark.parametrize("page", ["/fairness", "/how-we-judge"])
def test_the_lines_and_the_figure_of_each_category_are_told_before_judging(client, page):
    usual = make_category(name="Usual")
    other = make_category(season=usual.season, name="Other")
    by = make_user(role="organiser")

    act(choose_rule, other, official=Figure.ADJUSTED, shortlist_line=51, award_line=66, by=by)

    text = client.get(page).get_data(as_text=True)
    assert "Usual: the shortlist begins at 55 of 100 points, an award at 70" in text
    assert "Other: the shortlist begins at 51 of 100 points, an award at 66" in text
    assert text.count("adjusted for severe and lenient judges") == 1


def test_the_weights_are_those_of_the_newest_published_rubric_and_of_no_draft(client):
    make_category()
    act(install_rubrics)
    newest = act(editing.copy_version, reading.get_rubric("story", "1"), by=make_user(role="organiser"))
    before = client.get("/fairness").get_data(as_text=True)

    act(editing.freeze, newest)

    assert "Weights, version 1 of the yardstick" in before
    assert "Weights, version 2 of the yardstick" in client.get("/fairness").get_data(as_text=True)


@pytest.mark.parametrize("page", ["/how-we-judge", "/fairness"])
def test_categories_of_one_season_each_name_the_version_they_are_judged_by(client, page):
    older = make_category(name="Older")
    newer = make_category(season=older.season, name="Newer")
    act(install_rubrics)
    organiser, first = make_user(role="organiser"), reading.get_rubric("story", "1")
    second = act(editing.copy_version, first, by=organiser)
    act(editing.publish, second, edition=1, by=organiser)

    act(editing.choose, older, rubric=first, by=organiser)

    text = client.get(page).get_data(as_text=True)
    assert [text.index(word) for word in ("ersion 1", "ersion 2")] == sorted(map(text.index, ("ersion 1", "ersion 2")))
    assert all(text.count(name) >= 1 for name in (older.name, newer.name))


def test_the_seasons_days_are_on_the_page(client):
    season = make_category().season

    page = client.get("/fairness").get_data(as_text=True)

    assert f"{season.announced_at:%A} {season.announced_at.day} {season.announced_at:%B %Y}" in page


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=72), "72 hours"),
        (timedelta(days=7), "7 days"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(seconds=20), "20 seconds"),
    ],
)
def test_a_span_is_written_as_people_say_it(span, words):
    assert in_words(span) == words
