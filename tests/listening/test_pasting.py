from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.errors import Refused
from app.extensions import db
from app.listening.models import Mention, Tombstone
from app.listening.passes.storing import score, store
from app.listening.pasting import place_of
from app.listening.posts import Post
from app.listening.rules import MentionState
from app.listening.tombstones import hash_of
from app.web.actions import act
from tests.listening.rows import make_mention, verbs
from tests.make import csrf, make_user, save, sign_in

PATH = "/curate/mentions/new"
X_ID = "1990000000000000000"
WORDS = "The support at Brightline was wonderful"


@pytest.fixture
def curator(client: FlaskClient) -> FlaskClient:
    sign_in(client, make_user(name="Ada"))
    return client


def send(client: FlaskClient, address: str, **fields: str) -> object:
    given = {"address": address, "text": WORDS, **fields}
    return client.post(PATH, data={"csrf_token": csrf(client, PATH), **given})


def mentions() -> list[Mention]:
    db.session.rollback()
    return list(db.session.scalars(select(Mention)))


@pytest.mark.parametrize(
    ("address", "network", "post_id"),
    [
        (f"https://x.com/ada/status/{X_ID}", "x", X_ID),
        (f"twitter.com/ada/status/{X_ID}?s=20", "x", X_ID),
        (f"https://mobile.twitter.com/ada/statuses/{X_ID}/photo/1#a", "x", X_ID),
        (f"https://www.x.com/i/web/status/{X_ID}", "x", X_ID),
        ("https://bsky.app/profile/did:plc:ada/post/3lk", "bluesky", "at://did:plc:ada/app.bsky.feed.post/3lk"),
        ("https://bsky.app/profile/ada.example/post/3lk", "bluesky", "at://ada.example/app.bsky.feed.post/3lk"),
        ("https://social.example/@ada/11530", "mastodon", "https://social.example/users/ada/statuses/11530"),
        (
            "https://social.example/users/ada/statuses/11530",
            "mastodon",
            "https://social.example/users/ada/statuses/11530",
        ),
        ("https://Reviews.example/a?b=1#top", "web", "https://reviews.example/a?b=1"),
        ("https://bsky.app/profile/ada.example", "web", "https://bsky.app/profile/ada.example"),
    ],
)
def test_an_address_names_the_post_as_a_search_would(address: str, network: str, post_id: str) -> None:
    place = place_of(address)

    assert (place.network, place.post_id) == (network, post_id)


def test_a_long_address_is_known_by_a_digest() -> None:
    place = place_of(f"https://reviews.example/{'a' * 400}")

    assert (len(place.post_id), len(place.url)) == (64, 424)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://a.example/1", "http://", "https://x.com/ada", "a b"])
def test_what_is_no_address_of_a_post_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        place_of(address)


def test_a_pasted_post_joins_the_queue_with_its_score_and_the_time_x_gave_it(curator: FlaskClient) -> None:
    answer = send(curator, f"https://x.com/ada/status/{X_ID}", author="Ada Lovelace")

    (mention,) = mentions()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/curate/mentions/{mention.public_id}")
    assert (mention.author_handle, mention.author_name, mention.text) == ("ada", "Ada Lovelace", WORDS)
    assert mention.posted_at < datetime(2025, 12, 1, tzinfo=UTC)
    assert mention.score > 0
    assert verbs()[-1] == "post pasted"
    assert WORDS in curator.get(answer.location).get_data(as_text=True)


def test_a_page_of_the_web_can_be_opened_and_answered(curator: FlaskClient) -> None:
    answer = send(curator, "https://reviews.example/7", author="@sam")

    page = curator.get(answer.location)

    assert page.status_code == 200
    assert mentions()[0].author_handle == "sam"
    assert "the web" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "address", [f"https://twitter.com/someone/status/{X_ID}", f"https://x.com/i/web/status/{X_ID}"]
)
def test_a_post_that_was_found_already_is_led_to_and_not_doubled(curator: FlaskClient, address: str) -> None:
    held = make_mention(post_id=X_ID, text="The words as found")

    answer = send(curator, address)

    assert answer.location.endswith(held.public_id)
    assert "here already" in curator.get(answer.location).get_data(as_text=True)
    assert [mention.text for mention in mentions()] == ["The words as found"]


def test_a_post_on_bluesky_is_recognised_by_the_address_people_see(curator: FlaskClient) -> None:
    url = "https://bsky.app/profile/ada.example/post/3lk"
    held = make_mention(network="bluesky", post_id="at://did:plc:ada/app.bsky.feed.post/3lk", version_id="1", url=url)

    assert send(curator, url).location.endswith(held.public_id)
    assert len(mentions()) == 1


def found_on_bluesky(handle: str = "ada.example") -> Post:
    made_at = datetime(2026, 11, 20, tzinfo=UTC)
    url = f"https://bsky.app/profile/{handle}/post/3lk"
    name = "at://did:plc:ada/app.bsky.feed.post/3lk"
    return Post("bluesky", name, "5", url, "All the words", "en", made_at, "did:plc:ada", handle, "Ada")


def test_a_post_on_bluesky_that_is_pasted_first_and_found_afterwards_stands_once(curator: FlaskClient) -> None:
    send(curator, "https://bsky.app/profile/ada.example/post/3lk")

    stored = [act(store, score([found_on_bluesky()]), []) for _ in range(2)]

    (mention,) = mentions()
    assert (mention.post_id, mention.text) == ("at://did:plc:ada/app.bsky.feed.post/3lk", "All the words")
    assert [(each.new, each.edited) for each in stored] == [(0, 1), (0, 0)]
    assert act(store, score([found_on_bluesky("new.example")]), []).new == 0


def test_a_pasted_post_on_bluesky_that_was_wiped_is_not_found_again(curator: FlaskClient) -> None:
    old = "at://ada.example/app.bsky.feed.post/3lk"
    save(Tombstone(post_hash=hash_of("bluesky", old), made_at=datetime.now(UTC)))

    assert act(store, score([found_on_bluesky()]), []).new == 0
    assert mentions() == []


def test_pasting_twice_adds_once(curator: FlaskClient) -> None:
    first, second = (send(curator, "https://reviews.example/7") for _ in range(2))

    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(Mention)) == 1


def test_a_post_that_is_gone_stays_gone(curator: FlaskClient) -> None:
    save(Tombstone(post_hash=hash_of("x", X_ID), made_at=datetime.now(UTC)))

    answer = send(curator, f"https://x.com/ada/status/{X_ID}")

    assert answer.status_code == 422
    assert "removed where it stood" in answer.get_data(as_text=True)
    assert mentions() == []


def test_a_mention_that_was_wiped_is_not_filled_again(curator: FlaskClient) -> None:
    make_mention(post_id=X_ID, text="", state=MentionState.GONE)

    assert send(curator, f"https://x.com/ada/status/{X_ID}").status_code == 422
    assert [mention.text for mention in mentions()] == [""]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"address": ""}, "Paste the address of the post"),
        ({"address": "nonsense here"}, "Paste the whole address"),
        ({"address": "https://x.com/ada", "text": ""}, "but no post"),
        ({"address": "https://a.example/1", "text": " "}, "Paste the words of the post"),
        ({"address": "https://a.example/1", "text": "a" * 10_001}, "10,000 characters"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    curator: FlaskClient, fields: dict[str, str], said: str
) -> None:
    answer = send(curator, **{"author": "Sam T", **fields})

    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in html
    assert 'value="Sam T"' in html
    assert mentions() == []


def test_markup_in_a_pasted_post_is_shown_and_not_run(curator: FlaskClient) -> None:
    answer = send(curator, "https://reviews.example/7", text="<script>alert(1)</script> lovely support")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in curator.get(answer.location).get_data(as_text=True)
