"""Where a reply is sent and where it stands: each network's own pages and nothing else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.errors import Refused
from app.listening.answering import replying
from app.listening.answering.addresses import read_home, read_reply_url
from app.listening.models import Mention
from app.listening.queries.templates import find_home
from app.listening.service.homes import remember_home
from app.web.actions import act
from tests.listening.rows import make_claimed, own_words, verbs
from tests.make import csrf, make_user, sign_in

POSTS = {
    "x": Mention(network="x", post_id="19", version_id="19", url="https://x.com/ada/status/19"),
    "bluesky": Mention(
        network="bluesky",
        post_id="at://did:plc:ada/app.bsky.feed.post/3k",
        version_id="1",
        url="https://bsky.app/profile/ada.example/post/3k",
    ),
    "mastodon": Mention(
        network="mastodon",
        post_id="https://far.example/users/ada/statuses/112233",
        version_id="1",
        url="https://far.example/@ada/112233",
    ),
    "web": Mention(network="web", post_id="https://a.example/1", version_id="0", url="https://a.example/1"),
}


@pytest.mark.parametrize(
    ("network", "typed", "kept"),
    [
        ("x", "https://x.com/me/status/20", "https://x.com/me/status/20"),
        ("x", "https://twitter.com/me/status/20?s=20", "https://x.com/me/status/20"),
        ("x", "  ", None),
        ("bluesky", "https://bsky.app/profile/me.example/post/3z", "https://bsky.app/profile/me.example/post/3z"),
        ("mastodon", "https://home.example/@me/998877", "https://home.example/@me/998877"),
        ("web", "https://b.example/reply", "https://b.example/reply"),
    ],
)
def test_a_reply_of_the_same_network_is_kept(network: str, typed: str, kept: str | None) -> None:
    assert read_reply_url(typed, POSTS[network]) == kept


@pytest.mark.parametrize(
    ("network", "typed", "told"),
    [
        ("x", "https://bsky.app/profile/me.example/post/3z", "no post on X"),
        ("x", "https://x.com/me", "no post"),
        ("x", "https://x.com.evil.example/me/status/20", "no post on X"),
        ("x", "javascript:alert(1)", "whole web address"),
        ("x", "https://x.com/ada/status/19", "the post you answer"),
        ("bluesky", "https://x.com/me/status/20", "no post on Bluesky"),
        ("bluesky", "https://bsky.app/profile/ada.example/post/3k", "the post you answer"),
        ("mastodon", "https://home.example/about", "no post on Mastodon"),
        ("mastodon", "https://far.example/@ada/112233", "the post you answer"),
        ("web", "https://a.example/1", "the post you answer"),
    ],
)
def test_any_other_address_is_refused_in_a_sentence(network: str, typed: str, told: str) -> None:
    with pytest.raises(Refused, match=told) as refused:
        read_reply_url(typed, POSTS[network])

    assert refused.value.field == "reply_url"


@pytest.mark.parametrize(
    "typed", ["mastodon.social", " Mastodon.Social ", "https://mastodon.social/@ada", "@ada@mastodon.social"]
)
def test_a_server_is_read_however_it_is_typed(typed: str) -> None:
    assert read_home(typed) == "mastodon.social"


@pytest.mark.parametrize(
    "typed", ["localhost", "127.0.0.1", "a b.example", "evil.example:8080", "evil.example?x", "-.example", "<b>.org"]
)
def test_what_is_no_server_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="name of your server"):
        read_home(typed)


def test_a_server_is_remembered_for_one_curator_alone(app: Flask) -> None:
    ada, omar = make_user(), make_user()

    act(remember_home, typed="mastodon.social", by=ada)
    act(remember_home, typed="far.example", by=ada)
    told = (find_home(ada), find_home(omar))
    act(remember_home, typed="", by=ada)

    assert told == ("far.example", "")
    assert find_home(ada) == ""
    assert "reply server forgotten" in verbs()


def test_a_mastodon_reply_opens_on_the_curators_server_with_the_text_to_copy(client: FlaskClient) -> None:
    ada = make_user()
    sign_in(client, ada)
    post = {"network": "mastodon", "url": "https://far.example/@bea/112233"}
    mention = make_claimed(ada, **post)
    path = f"/curate/mentions/{mention.public_id}"
    token = csrf(client, path)
    text = own_words(replying.require_reply(mention))
    client.post(path, data={"csrf_token": token, "action": "open", "text": text})

    before = client.get(path).get_data(as_text=True)
    client.post(path, data={"csrf_token": token, "action": "home", "home": "@ada@home.example"})
    after = client.get(path).get_data(as_text=True)

    assert 'href="https://far.example/@bea/112233" target="_blank"' in before
    assert "Open it on your own server" in before
    assert "https://home.example/authorize_interaction?uri=https%3A%2F%2Ffar.example%2F%40bea%2F112233" in after
    assert "Open on home.example" in after
    assert "readonly data-copy>" in after
