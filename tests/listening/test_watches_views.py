"""The curators' watches, as a curator meets them on the pages."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import clock
from app.accounts.models import User
from app.audit.models import AuditLine
from app.extensions import db
from app.listening.models import Search, Watch
from app.listening.passes import standing
from app.listening.sources.protocol import FailureKind, SourceFailure
from app.web.actions import act
from tests.listening.rows import make_mention, make_watch, verbs
from tests.make import csrf, make_user, reload, save, sign_in

TYPED = {
    "name": "Praise of agents",
    "networks": ["x", "bluesky"],
    "phrases": "great support\nlovely agent",
    "hashtags": "#custserv",
    "exclusions": "hiring",
    "languages": ["en"],
    "every_minutes": "60",
    "is_active": "yes",
}


@pytest.fixture
def rosa(app: Flask) -> User:
    return make_user(role="curator")


@pytest.fixture
def curator(client: FlaskClient, rosa: User) -> FlaskClient:
    return sign_in(client, rosa)


def send(client: FlaskClient, path: str, action: str = "save", **typed):
    given = {**TYPED, **typed, "action": action, "csrf_token": csrf(client, "/curate/watches/new")}
    return client.post(path, data=given)


def watch_named(name: str) -> Watch | None:
    db.session.rollback()
    return db.session.scalar(select(Watch).where(Watch.name == name))


def queries_of(watch: Watch) -> set[tuple[str, str]]:
    db.session.rollback()
    rows = db.session.execute(select(Search.network, Search.query).where(Search.watch_id == watch.id))
    return {tuple(row) for row in rows}


def last_line() -> AuditLine:
    return db.session.scalars(select(AuditLine).order_by(AuditLine.number.desc()).limit(1)).one()


def refuse(search: Search) -> None:
    failure = SourceFailure(FailureKind.BAD_QUERY, "X does not accept the search: no such operator.")
    held = act(standing.take_lease, search.id, due_at=search.due_at)
    act(standing.refuse_search, held, failure)


def test_a_curator_makes_a_watch_with_its_searches(curator):
    answer = send(curator, "/curate/watches/new")

    watch = watch_named("Praise of agents")
    assert (answer.status_code, answer.location) == (303, f"/curate/watches/{watch.public_id}")
    assert ("x", '("great support" OR "lovely agent" OR #custserv) lang:en -is:retweet -is:nullcast -hiring') in (
        queries_of(watch)
    )
    assert {query for network, query in queries_of(watch) if network == "bluesky"} == {
        '"great support"',
        '"lovely agent"',
        "#custserv",
    }
    assert watch.every_minutes == 60
    assert verbs()[-1] == "watch created"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Give the watch a name"),
        ({"networks": []}, "Choose at least one network"),
        ({"languages": []}, "Choose a language, or any"),
        ({"phrases": "", "hashtags": ""}, "Enter words, a phrase or a hashtag to look for"),
        ({"phrases": "…"}, "has no letter or digit"),
        ({"phrases": "\n".join(f"great {n}" for n in range(51))}, "Enter at most 50; these are 51"),
        ({"phrases": "a" * 201}, "to 200 characters"),
        ({"hashtags": "#great-support"}, "is no hashtag"),
        ({"networks": ["rss"], "feeds": ""}, "Enter the address of a feed"),
        ({"networks": ["rss"], "feeds": "example.org/feed"}, "is not a whole address such as"),
        ({"exclusions": "\n".join("x" * 180 + str(n) for n in range(3))}, "leaves no room for “great support”"),
        ({"x_query": "thanks min_faves:10"}, "X no longer takes min_faves: and refuses the search"),
        ({"x_query": "-hiring lang:en"}, "X wants something to look for"),
        ({"x_query": "a " * 300}, "X takes 512 characters a search, and this has 599"),
        ({"x_query": '"great support'}, "Close the quotation marks"),
        ({"x_query": "great -(support OR help)"}, "Put a - before each word instead"),
        ({"every_minutes": "5"}, "Not a valid choice"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_a_mistake_is_named_and_everything_typed_comes_back(curator, typed, sentence):
    answer = send(curator, "/curate/watches/new", **typed)

    page = answer.get_data(as_text=True).replace("&#34;", '"')
    assert answer.status_code == 422
    assert sentence in page
    assert (typed.get("phrases") or "lovely agent") in page or "phrases" in typed
    assert "#custserv" in page or "hashtags" in typed
    assert watch_named("Praise of agents") is None


def test_a_name_that_is_taken_is_refused_beside_the_field(curator):
    make_watch(name="Praise of agents")

    answer = send(curator, "/curate/watches/new")

    assert answer.status_code == 422
    assert "Another watch has this name" in answer.get_data(as_text=True)


def test_a_preview_shows_held_posts_with_their_words_and_stores_nothing(curator):
    make_mention(text="Great support from Brightline", score=0.9, author_name="Ada Surest")
    make_mention(text="A lovely agent at Tallyfern", score=0.6, author_name="Ben Less")
    make_mention(text="great support, hiring now", author_name="Cy Unwanted")
    make_mention(text="great support", network="mastodon", author_name="Di Elsewhere")

    answer = send(curator, "/curate/watches/new", "preview")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert page.index("Ada Surest") < page.index("Ben Less")
    assert "Cy Unwanted" not in page
    assert "Di Elsewhere" not in page
    assert "2 of the 4 posts we hold" in page
    assert "Finding nothing:</strong> #custserv" in page
    assert "lovely agent</textarea>" in page
    assert watch_named("Praise of agents") is None


@pytest.mark.parametrize("network", ["bluesky", "mastodon", "rss"])
def test_a_watch_that_does_not_ask_x_costs_nothing(curator, network):
    typed = {"networks": [network], "feeds": "https://example.org/feed.xml"}

    previewed = send(curator, "/curate/watches/new", "preview", **typed)
    send(curator, "/curate/watches/new", **typed)
    shown = curator.get(f"/curate/watches/{watch_named('Praise of agents').public_id}")

    assert (previewed.status_code, shown.status_code) == (200, 200)
    assert "Nothing: only X charges for posts." in previewed.get_data(as_text=True)
    assert "Nothing: only X charges for posts." in shown.get_data(as_text=True)


def test_a_watch_that_does_not_fit_any_more_still_opens(curator):
    watch = save(Watch(name="Old", networks=["x"], phrases=["k" * 600], created_at=clock.now()))

    page = curator.get(f"/curate/watches/{watch.public_id}")

    assert "does not fit. Shorten it." in page.get_data(as_text=True)


def test_a_preview_names_words_whose_posts_are_mostly_let_go(curator):
    for _ in range(4):
        make_mention(text="great support", state="dismissed", dismissed_reason="advert")

    page = send(curator, "/curate/watches/new", "preview").get_data(as_text=True)

    assert "Mostly let go:</strong> great support, 4 of 4" in page


def test_changing_a_watch_is_logged_by_the_names_of_fields_alone(curator):
    send(curator, "/curate/watches/new")
    watch = watch_named("Praise of agents")

    answer = send(curator, f"/curate/watches/{watch.public_id}", phrases="secret words", every_minutes="15")

    assert answer.status_code == 303
    assert reload(watch).phrases == ["secret words"]
    line = last_line()
    assert (line.verb, line.facts) == ("watch changed", {"changed": "every_minutes, phrases"})


def test_a_watch_is_paused_and_resumed(curator):
    watch = make_watch()
    token = csrf(curator, "/curate/watches/new")

    curator.post(f"/curate/watches/{watch.public_id}/pause", data={"csrf_token": token})
    assert not reload(watch).is_active
    curator.post(f"/curate/watches/{watch.public_id}/resume", data={"csrf_token": token})

    assert reload(watch).is_active
    assert verbs()[-2:] == ["watch paused", "watch resumed"]


def test_a_watch_is_removed_only_after_a_second_word_and_its_posts_stay(curator):
    watch = make_watch(name="Old one")
    mention = make_mention(watch_id=watch.id)
    path = f"/curate/watches/{watch.public_id}/remove"

    asked = curator.get(path).get_data(as_text=True)
    assert "Remove “Old one”?" in asked
    answer = curator.post(path, data={"csrf_token": csrf(curator, path)})

    assert answer.status_code == 303
    assert watch_named("Old one") is None
    assert (reload(mention).watch_id, mention.state) == (None, "new")
    assert verbs()[-1] == "watch removed"


def test_a_refused_search_says_why_and_can_be_asked_again(curator):
    watch = make_watch()
    search = db.session.scalars(select(Search)).one()
    refuse(search)

    page = curator.get("/curate/watches").get_data(as_text=True)
    curator.post(f"/curate/watches/{watch.public_id}/resume", data={"csrf_token": csrf(curator, "/curate/watches/new")})

    assert "X does not accept the search: no such operator. Change the words, or ask again." in page
    assert reload(search).refused is None
    assert search.due_at <= clock.now()


def test_a_search_that_cannot_be_read_says_why_and_since_when(curator):
    watch = make_watch()
    trouble = {"trouble": "The feed at example.org answers with status 503.", "trouble_since": clock.now()}
    act(lambda: db.session.execute(update(Search).values(**trouble)))

    pages = [
        curator.get(path).get_data(as_text=True) for path in (f"/curate/watches/{watch.public_id}", "/curate/watches")
    ]
    sources = curator.get("/curate/sources").get_data(as_text=True)

    assert all("Not read since" in page and "example.org answers with status 503." in page for page in pages)
    assert "(not read: The feed at example.org answers with status 503.)" in sources


def test_a_network_says_what_it_lacks(curator):
    page = curator.get("/curate/watches/new").get_data(as_text=True)

    assert re.search(r"Not set up; AWARDS_X_BEARER_TOKEN is empty", page)


@pytest.mark.parametrize("step", ["pause", "resume", "remove"])
def test_a_step_without_a_token_changes_nothing(curator, step):
    watch = make_watch(name="Kept")

    answer = curator.post(f"/curate/watches/{watch.public_id}/{step}")

    assert answer.status_code == 422
    assert reload(watch).is_active


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"networks": ["rss"], "feeds": "https://example.org/feed.xml"}, "It is read with the next pass."),
        ({"networks": ["x"]}, "None of its networks is read now."),
        ({"networks": ["rss"], "feeds": "https://example.org/feed.xml", "is_active": "no"}, "It is paused until you"),
    ],
    ids=["read", "not set up", "paused"],
)
def test_a_curator_hears_whether_the_new_watch_is_read(curator, typed, told):
    answer = send(curator, "/curate/watches/new", **typed)

    assert f"“Praise of agents” is made. {told}" in curator.get(answer.location).get_data(as_text=True)


def test_a_watch_that_found_nothing_says_where_an_estimate_comes_from(curator):
    answer = send(curator, "/curate/watches/new", networks=["x"])

    assert "Preview estimates from the posts we hold." in curator.get(answer.location).get_data(as_text=True)


def test_a_watch_without_a_name_is_not_made(curator):
    answer = send(curator, "/curate/watches/new", name="   ")

    assert answer.status_code == 422
    assert "Give the watch a name" in answer.get_data(as_text=True)
    assert watch_named("") is None
