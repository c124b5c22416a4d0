"""Posts that came by hand or from a file: once found, they can be asked after like all others."""

import pytest
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.listening import checking
from app.listening.contacting.names import hash_of_id
from app.listening.models import Mention
from app.listening.passes.stopping import Stop
from app.listening.passes.storing import score, store
from app.listening.posts import post_from
from app.web.actions import act
from tests.listening.mastodon import open_mastodon
from tests.listening.mastodon_server import MastodonServer, make_status
from tests.listening.reading import read
from tests.listening.rows import make_watch


def bring(status: dict[str, object], *, text: str) -> None:
    """Store a post as a file names it: without what only its server knows."""
    fields = {
        "network": "mastodon",
        "id": status["uri"],
        "url": status["url"],
        "text": text,
        "posted_at": status["created_at"],
    }
    act(store, score([post_from(fields, network=None, now=clock.now())]), [])


def only() -> Mention:
    db.session.rollback()
    return db.session.scalars(select(Mention)).one()


@pytest.mark.parametrize("version", ["", "0"], ids=["imported", "pasted"])
def test_what_came_by_hand_is_asked_after_once_it_was_found(app: Flask, mastodon: MastodonServer, version: str) -> None:
    mastodon.posts = [make_status(text="Kind customer service from Brightline.")]
    bring(mastodon.posts[0], text="Kind customer service")
    if version:
        act(db.session.execute, update(Mention).values(version_id=version))
    make_watch(networks=["mastodon"], hashtags=["custserv"])
    source = open_mastodon(mastodon)

    first = read(source)
    again = read(source)

    found = only()
    assert (first.stored.new, first.stored.edited, again.stored.edited) == (0, 1, 0)
    assert found.local_id.startswith(f"{mastodon.posts[0]['id']}@")
    assert found.text == "Kind customer service from Brightline."
    assert (found.author_id != "", found.author_hash) == (True, hash_of_id("mastodon", found.author_id))

    mastodon.gone.add(mastodon.posts[0]["id"])
    assert checking.check_network(source, is_asked=True, stop=Stop()).gone == 1
    assert only().is_wiped
