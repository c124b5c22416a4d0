"""What was wiped stays out, whichever way it comes."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.errors import Refused
from app.extensions import db
from app.listening.models import Mention, Tombstone
from app.listening.passes.storing import store
from app.listening.posts import Rejected
from app.listening.service.pasting import Pasted, paste
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.make import make_user


@pytest.mark.parametrize(
    ("network", "post_id", "url", "pasted"),
    [
        ("x", "1990000000000000001", "https://x.com/ada/status/1990000000000000001", "twitter.com/ada/status/{id}"),
        ("x", "1990000000000000001", "https://x.com/ada/status/1990000000000000009", "x.com/i/status/{version}"),
        (
            "bluesky",
            "at://did:plc:ada/app.bsky.feed.post/3l9",
            "https://bsky.app/profile/ada.example.org/post/3l9",
            "https://bsky.app/profile/ada.example.org/post/3l9",
        ),
    ],
    ids=["by its id", "by its newest version", "by its address"],
)
def test_a_pasted_address_does_not_bring_back_what_was_wiped(
    app: Flask, network: str, post_id: str, url: str, pasted: str
) -> None:
    version = "1990000000000000009"
    mention = make_mention(network=network, post_id=post_id, version_id=version, url=url)
    act(wipe, [mention.id], by="worker")
    address = pasted.format(id=post_id, version=version)

    with pytest.raises(Refused, match="removed where it stood"):
        act(paste, Pasted(address, "Lovely support"), by=make_user())

    assert db.session.scalars(select(Mention.text)).all() == [""]


def test_nothing_of_a_wiped_post_is_set_aside_either(app: Flask) -> None:
    mention = make_mention()
    rejected = [Rejected("odd", "e" * 64, network="x", post_id=mention.post_id)]
    act(wipe, [mention.id], by="worker")

    stored = act(store, [], rejected)

    assert stored.aside == 0


def test_wiping_twice_changes_nothing_more(app: Flask) -> None:
    mention = make_mention()

    first, second = act(wipe, [mention.id], by="worker"), act(wipe, [mention.id], by="worker")

    assert (first, second) == (1, 0)
    assert db.session.scalar(select(func.count()).select_from(Tombstone)) == 2
