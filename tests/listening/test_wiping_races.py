"""Wiping while others store, write and answer: whoever is first, nothing of the post is left."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.errors import Gone, Refused
from app.extensions import db
from app.listening import service
from app.listening.answering import replying
from app.listening.models import Mention, MentionNote, Outreach
from app.listening.passes.storing import score, store
from app.listening.rules import DismissReason, MentionState
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import make_claimed, make_mention, post_of
from tests.make import make_user, reload
from tests.together import at_once

TIMES = 8
WORDS = "Words that must not stay"


def texts() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Mention.text)))


@pytest.mark.parametrize("edits", [1, 0], ids=["an edit of it", "the same version"])
def test_a_post_that_is_wiped_while_it_is_read_again_stays_wiped(app: Flask, edits: int) -> None:
    for _ in range(TIMES):
        mention = make_mention()
        read = score([post_of(mention.post_id, version=str(int(mention.post_id) + edits), text=WORDS)])
        wanted = mention.id

        at_once(app, lambda ids=(wanted,): act(wipe, ids, by="worker"), *[lambda r=read: act(store, r, [])] * 3)

        assert set(texts()) == {""}
    assert len(texts()) == TIMES


def test_nothing_is_written_into_a_post_while_it_is_wiped(app: Flask) -> None:
    cara = make_user()
    for _ in range(TIMES):
        mention = make_claimed(cara)
        name = mention.public_id

        outcomes = at_once(
            app,
            lambda wanted=mention.id: act(wipe, [wanted], by="worker"),
            lambda name=name: quietly(service.write_note, name, note=WORDS, by=cara),
            lambda name=name: quietly(replying.save_reply, name, text=WORDS, by=cara),
            lambda name=name: quietly(service.dismiss, name, reason=DismissReason.OTHER, by=cara),
        )

        db.session.rollback()
        assert outcomes[0] == 1
        assert reload(mention).state is MentionState.GONE
        assert db.session.scalars(select(MentionNote.text)).all() == []
        assert WORDS not in db.session.scalars(select(Outreach.text)).all()


def quietly(verb: Callable[..., object], public_id: str, **given: object) -> object:
    """Do what a curator does, who may come too late."""

    def step() -> object:
        mention = db.session.scalars(select(Mention).where(Mention.public_id == public_id)).one()
        return verb(mention, **given)

    try:
        return act(step)
    except (Gone, Refused) as refusal:
        return refusal
