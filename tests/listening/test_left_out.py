"""Authors who said no, and accounts of ours: what comes in is left out, on every path and at every moment."""

from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.errors import Conflict, Refused
from app.extensions import db
from app.listening import service
from app.listening.importing import import_posts
from app.listening.models import Mention, Outreach, ReadingDay
from app.listening.passes.storing import score, store
from app.listening.passes.tally import note_page
from app.listening.rules import MentionState
from app.listening.service.contacts import stop_contact
from app.listening.service.knowing import wipe_refused
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent, post_of
from tests.make import make_user, reload
from tests.together import at_once

UNKNOWN = "zzzzzzzzzz"


def stop(outreach: Outreach, **more: object) -> None:
    act(stop_contact, outreach.code, at=clock.now(), **more)


def count(*conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(Mention).where(*conditions))


def test_case_43_posts_of_authors_who_said_no_and_of_our_own_are_left_out_and_counted(app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="77", author_handle="ada")
    stop(outreach)
    app.config["AWARDS"] = settings_with(app, own_accounts=(("x", "supportawards"),))
    posts = [post_of(1), by_us(post_of(2)), by_somebody(post_of(3))]

    stored = act(store, score(posts), [])
    act(note_page, "x", stored, passed_over=0)

    assert (stored.new, stored.left_out, stored.known) == (1, 2, 0)
    assert db.session.scalar(select(ReadingDay.left_out)) == 2
    assert count(Mention.post_id.in_(["1", "2"])) == 0


def settings_with(app: Flask, **changes: object) -> object:
    return replace(app.config["AWARDS"], **changes)


def by_us(post: object) -> object:
    return replace(post, author_id="1", author_handle="SupportAwards")


def by_author(post: object, author_id: str) -> object:
    return replace(post, author_id=author_id)


def by_somebody(post: object) -> object:
    return replace(post, author_id="2", author_handle="bea")


def test_case_43_a_post_by_an_author_we_wrote_to_comes_in_and_cannot_be_answered(app: Flask) -> None:
    ada = make_user()
    make_sent(ada, author_id="77", author_handle="ada")

    stored = act(store, score([post_of(5)]), [])

    mention = db.session.scalars(select(Mention).filter_by(post_id="5")).one()
    assert (stored.new, stored.left_out) == (1, 0)
    with pytest.raises(Conflict, match="wrote to this person"):
        act(service.claim, mention, by=ada)


def test_a_file_and_a_paste_bring_no_post_of_theirs(app: Flask) -> None:
    _, outreach = make_sent(make_user(), author_id="77", author_handle="ada")
    stop(outreach)

    for done in import_posts([post_of(9)], by="command line"):
        imported = done
    pasted, ada = service.Pasted("https://x.com/ada/status/1990000000000099999", "Great support"), make_user()
    with pytest.raises(Refused, match="not to be contacted"):
        act(service.paste, pasted, by=ada)

    assert (imported.stored.new, imported.stored.left_out) == (0, 1)


def test_what_slipped_in_is_wiped_by_the_worker_and_never_claimed(app: Flask) -> None:
    ada = make_user()
    _, outreach = make_sent(ada, author_id="7")
    stop(outreach)
    slipped = make_mention(author_id="7")

    with pytest.raises(Conflict, match="not to be contacted"):
        act(service.claim, slipped, by=ada)
    wiped = act(wipe_refused, 100)

    assert (wiped, reload(slipped).state) == (1, MentionState.GONE)


@pytest.mark.slow
@pytest.mark.parametrize("_", range(20))
def test_a_no_and_a_post_that_comes_at_the_same_moment_leave_nothing_open(app: Flask, _: int) -> None:
    _, outreach = make_sent(make_user(), author_id=f"raced {make_mention().id}")
    author = db.session.get_one(Mention, outreach.mention_id).author_id
    posts = score([by_author(post_of(800_000 + outreach.id), author)])

    at_once(app, partial(act, store, posts, []), partial(stop, outreach))

    assert count(Mention.author_id == author, Mention.state == MentionState.NEW) == 0
