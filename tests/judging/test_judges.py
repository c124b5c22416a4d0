"""Judges' profiles: invited with what is said of them, changed by themselves, public as they wish."""

import pytest

from app import clock
from app.accounts import queries as people
from app.accounts import service as people_service
from app.extensions import db
from app.judging.judges import queries, service
from app.judging.judges.letters import hours_in_words
from app.judging.judges.rules import CODE_VERSION, Words
from app.programme.models import Season
from app.web.actions import act
from tests.accounts.steps import link_in, send
from tests.judging.rows import make_round, submit
from tests.make import make_season, make_user, reload, sent_letters, sign_in
from tests.watch import recorded_verbs

TYPED = {
    "email": "jo@example.org",
    "name": "Jo Judge",
    "affiliation": "Head of support, Example Ltd",
    "bio": "Knows complaints.",
    "link": "https://example.org/jo",
    "entries": "12",
}


@pytest.fixture
def organiser(app, client):
    """Sign in an organiser."""
    user = make_user(role="organiser", name="Olga Organiser")
    sign_in(client, user)
    return user


def page(client, path):
    return client.get(path).get_data(as_text=True)


def show(judge):
    words = Words("Example Ltd", "Knows complaints.", "https://example.org/jo")
    return act(service.edit_profile, words=words, is_shown=True, by=judge)


def test_the_invitation_says_what_is_expected_and_what_was_written_becomes_the_profile(app, client, organiser):
    season = make_season()
    send(client, "/organise/judges", **TYPED)
    letter = sent_letters(app)[0]
    text = letter.get_body(("plain",)).get_content()
    listed = page(client, "/organise/judges")
    judge = app.test_client()

    send(judge, link_in(letter), name="Jo Judge", new_password="another five quiet words")
    send(judge, "/judge/code", version=str(CODE_VERSION), is_accepted="yes")

    assert letter["To"] == "jo@example.org"
    for told in (
        "Olga Organiser invites you",
        season.name,
        "Head of support, Example Ltd",
        "About 12 entries",
        "2 hours",
    ):
        assert told in text
    assert "Head of support, Example Ltd" in listed
    jo = people.find_user_by_email("jo@example.org")
    assert queries.find_profile(jo).words == Words(TYPED["affiliation"], TYPED["bio"], TYPED["link"])
    assert "Jo Judge" not in page(app.test_client(), "/judges")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", "nonsense"),
        ("name", ""),
        ("link", "javascript:alert(1)"),
        ("link", "data:text/html,x"),
        ("link", "https://a@evil.test/"),
        ("entries", "many"),
        ("entries", "0"),
        ("bio", "x" * 601),
        ("affiliation", "two\nlines"),
    ],
)
def test_a_mistake_in_an_invitation_is_told_and_nobody_is_invited(app, client, organiser, field, typed):
    answer = send(client, "/organise/judges", **{**TYPED, field: typed})

    assert answer.status_code == 422
    assert queries.list_invited() == []


def test_a_judge_is_seen_by_everybody_as_long_as_they_wish(app, client):
    judge = make_user(role="judge", name="Jo Judge")
    sign_in(client, judge)
    typed = {"affiliation": "Example Ltd", "bio": "<b>Bold</b>", "link": "example.org/jo"}

    send(client, "/judge/profile", **typed, is_shown="yes")
    shown = page(app.test_client(), "/judges")
    send(client, "/judge/profile", **typed)

    assert "Jo Judge" in shown
    assert "&lt;b&gt;Bold" in shown
    assert 'rel="nofollow noopener noreferrer"' in shown
    assert "Jo Judge" not in page(app.test_client(), "/judges")


def test_an_organiser_changes_words_and_takes_a_judge_off_the_page_but_never_puts_them_on_it(app, client, organiser):
    judge, hidden = make_user(role="judge", name="Jo Judge"), make_user(role="judge", name="Hanna Hidden")
    show(judge)

    send(client, f"/organise/judges/{judge.public_id}", affiliation="Example College", bio="", link="", is_hidden="yes")
    send(client, f"/organise/judges/{hidden.public_id}", affiliation="X", bio="", link="", is_shown="yes", is_hidden="")

    assert queries.find_profile(reload(judge)).words == Words("Example College")
    assert queries.list_shown() == []
    assert recorded_verbs().count("judge's profile edited") == 3


def test_nobody_is_shown_without_a_name_or_when_they_no_longer_judge(app, client, organiser):
    gone, nameless = make_user(role="judge", is_active=False), make_user(role="judge")
    for each in (gone, nameless, make_user(role="curator")):
        show(each)

    act(people_service.rename, nameless, name="")

    assert queries.list_shown() == []


def test_past_seasons_name_those_who_scored_and_nothing_of_what_they_scored(app, client):
    made = make_round(judges=3)
    for judge in made.judges[:2]:
        submit(judge, made.entry, 5, 4, 3, 3, 3)
    for judge in made.judges[1:]:
        show(judge)
    before = page(client, "/judges")
    act(lambda: setattr(db.session.get(Season, made.season.id), "published_at", clock.now()))

    after = page(client, "/judges")

    scored = after.split(f"Judged {made.season.name}")[1]
    assert f"Judged {made.season.name}" not in before
    assert made.judges[1].name in scored
    assert made.judges[0].name not in after
    assert made.judges[2].name not in scored
    assert made.entry.company.name not in after


def test_the_page_is_honest_when_nobody_stands_there(app, client):
    assert "Nobody stands here yet" in page(client, "/judges")


@pytest.mark.parametrize("other", ["organiser", "curator"])
def test_somebody_who_does_not_judge_has_no_profile_for_organisers(app, client, organiser, other):
    user = make_user(role=other)

    assert client.get(f"/organise/judges/{user.public_id}").status_code == 404


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(50, "about 50 minutes"), (60, "about an hour"), (90, "about 1 and a half hours"), (120, "about 2 hours")],
)
def test_time_is_said_in_words(minutes, words):
    assert hours_in_words(minutes) == words
