"""Draw posts from below the line: one in five shown, between the others, and only what curators may answer."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.listening import service
from app.listening.learning.ranking import LINE
from app.listening.models import Mention, Verdict
from app.listening.rules import DismissReason, Voice
from app.listening.service import learning
from app.listening.teaching.drawing import draw_open
from app.listening.teaching.ordering import order_open
from app.web.actions import act
from tests.listening.rows import make_mention
from tests.listening.test_relearning import CALM, LOUD, rank_of
from tests.make import make_user


def test_one_in_five_shown_is_drawn_from_below_the_line(app):
    for number in range(12):
        make_mention(score=0.6 + number / 100, rank=0.6 + number / 100)
    for number in range(30):
        make_mention(score=0.1, rank=0.1, text=f"Plain {number}")

    assert draw_open() == 3
    assert draw_open() == 3

    db.session.rollback()
    shown = list(db.session.scalars(select(Mention.is_drawn).order_by(Mention.rank.desc()).limit(15)))
    assert [place for place, is_drawn in enumerate(shown, 1) if is_drawn] == [5, 10, 15]


@pytest.mark.parametrize("column", [{"voice": Voice.COMPANY}, {"voice": Voice.STAFF}, {"score": None}], ids=str)
def test_what_curators_need_not_see_is_not_drawn(app, column):
    for _ in range(8):
        make_mention(score=0.9, rank=0.9)
    for _ in range(6):
        make_mention(**{"score": 0.1, "rank": 0.1, **column})

    assert draw_open() == 0


def test_near_copies_are_not_drawn(app):
    first = make_mention(score=0.9, rank=0.9)
    for _ in range(7):
        make_mention(score=0.9, rank=0.9)
    for _ in range(6):
        make_mention(score=0.1, rank=0.1, copy_of_id=first.id)

    assert draw_open() == 0


def test_a_drawn_post_keeps_its_place_while_the_queue_is_put_in_order(app):
    for _ in range(8):
        make_mention(score=0.9, rank=0.9, text=LOUD)
    for number in range(5):
        make_mention(score=0.1, rank=0.1, text=CALM.format(number))
    draw_open()
    drawn = list(db.session.scalars(select(Mention).where(Mention.is_drawn)))
    act(learning.weigh_words, "elsewhere", weight=1, by=make_user())

    order_open()

    assert len(drawn) == 2
    assert all(rank_of(post) > LINE and post.is_drawn for post in drawn)


def test_a_verdict_remembers_that_its_post_was_drawn(app):
    post = make_mention(network="mastodon", is_drawn=True)

    act(service.dismiss, post, reason=DismissReason.NOT_PRAISE, by=make_user())

    assert db.session.scalar(select(Verdict.was_drawn))
