"""What a page may hold: odd posts, either spelling, odd letters, edits and posts that are gone, cases 37 to 42."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.listening.models import Mention, Quarantine
from app.listening.rules import MentionState
from app.listening.sources.protocol import FailureKind, Known, Presence, SourceFailure
from app.listening.sources.x.source import XSource
from tests.listening.reading import read
from tests.listening.rows import make_mention, make_watch
from tests.listening.x_server import Answer, XServer, make_post
from tests.make import make_user, sign_in

pytestmark = pytest.mark.usefixtures("_money")


def the_mention() -> Mention:
    db.session.rollback()
    return db.session.scalars(select(Mention)).one()


def test_case_37_an_odd_post_is_set_aside_with_its_id_and_the_page_still_counts(
    app: Flask, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(), make_post(number=1, text=None), make_post(number=2, created_at="soon")]
    make_watch()

    report, again = read(source), read(source)

    aside = db.session.scalars(select(Quarantine)).all()
    assert (report.stored.new, report.stored.aside, report.failure) == (1, 2, "")
    assert {row.post_id for row in aside} == {post["id"] for post in x.posts[1:]}
    assert all(row.reason and row.network == "x" for row in aside)
    assert again.stored.aside == 0


@pytest.mark.parametrize("missing", ["author_id", "lang", "edit_history_tweet_ids"])
def test_case_37_a_post_without_what_can_be_missing_is_stored(
    app: Flask, x: XServer, source: XSource, missing: str
) -> None:
    post = make_post()
    del post[missing]
    x.posts = [post]
    make_watch()

    report = read(source)

    assert (report.stored.new, report.stored.aside) == (1, 0)
    assert the_mention().post_id == post["id"]


def test_case_37_an_item_that_is_no_post_at_all_is_set_aside(app: Flask, x: XServer, source: XSource) -> None:
    good = make_post()
    x.instead = [Answer({"data": [None, "text", 7, {"id": "12x"}, good], "meta": {}})]
    make_watch()

    report = read(source)

    assert (report.stored.new, report.stored.aside, report.failure) == (1, 4, "")


def test_case_38_missing_authors_and_errors_beside_the_posts_do_no_harm(
    app: Flask, x: XServer, source: XSource
) -> None:
    known, unknown = make_post(number=1), make_post(number=2, author_id="78")
    errors = [{"resource_id": "78", "resource_type": "user", "title": "Not Found Error"}, None]
    includes = {"users": [{"id": "77", "username": "ada", "name": "Ada"}, None, {"id": 7}]}
    x.instead = [Answer({"data": [known, unknown], "errors": errors, "includes": includes, "meta": {}})]
    make_watch()

    report = read(source)

    handles = dict(db.session.execute(select(Mention.post_id, Mention.author_handle)).all())
    assert report.failure == ""
    assert handles == {known["id"]: "ada", unknown["id"]: ""}


def test_case_39_the_newer_spelling_of_the_fields_is_read_alike(app: Flask, x: XServer, source: XSource) -> None:
    first, post = make_post(ago=timedelta(minutes=9)), make_post(text="Cut off…")
    del post["edit_history_tweet_ids"]
    post |= {"edit_history_post_ids": [first["id"], post["id"]], "note_post": {"text": "The whole long praise."}}
    x.posts = [post]
    make_watch()

    read(source)

    mention = the_mention()
    assert (mention.post_id, mention.version_id) == (first["id"], post["id"])
    assert mention.text == "The whole long praise."


ODD = "Gr\x00eat \ud83d support 💜 <b>bold</b> \u202eשלום مرحبا"


def test_case_40_odd_letters_are_kept_as_far_as_they_can_be(app: Flask, x: XServer, source: XSource) -> None:
    number = str(9 * 10**18 + 7)
    x.posts = [make_post(id=number, edit_history_tweet_ids=[number], note_tweet={"text": ODD}, text="cut")]
    make_watch()

    report = read(source)

    assert (report.stored.new, report.failure) == (1, "")
    assert the_mention().post_id == number
    assert "\x00" not in the_mention().text
    assert "💜 <b>bold</b>" in the_mention().text
    assert "שלום مرحبا" in the_mention().text


def test_case_40_markup_in_a_post_is_shown_as_written(
    app: Flask, client: FlaskClient, x: XServer, source: XSource
) -> None:
    x.posts = [make_post(text="Thank you, great support team <img src=x onerror=alert(1)>")]
    make_watch()
    read(source)
    sign_in(client, make_user(role="curator"))

    page = client.get("/curate/").get_data(as_text=True)

    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page


def test_case_41_an_edited_post_stays_one_post_with_its_new_words(app: Flask, x: XServer, source: XSource) -> None:
    first = make_post(text="Great supprt.")
    x.posts = [first]
    make_watch()
    read(source)
    edited = make_post(ago=timedelta(minutes=1), text="Great support.")
    x.posts = [{**edited, "edit_history_tweet_ids": [first["id"], edited["id"]]}]

    report = read(source)

    mention = db.session.scalars(select(Mention)).one()
    assert report.stored.edited == 1
    assert (mention.post_id, mention.version_id, mention.text) == (first["id"], edited["id"], "Great support.")


def test_what_is_gone_at_its_source_is_not_filled_again(app: Flask, x: XServer, source: XSource) -> None:
    first = make_post()
    make_mention(post_id=first["id"], state=MentionState.GONE, text="")
    edited = make_post(ago=timedelta(minutes=1), text="Back again")
    x.posts = [{**edited, "edit_history_tweet_ids": [first["id"], edited["id"]]}]
    make_watch()

    read(source)

    assert db.session.scalars(select(Mention.text)).one() == ""


def lost(post_id: str, kind: str = "resource-not-found") -> dict[str, str]:
    problem = f"https://api.twitter.com/2/problems/{kind}"
    return {"resource_id": post_id, "resource_type": "tweet", "type": problem, "title": "Not to be had"}


def test_case_42_deleted_protected_suspended_and_withheld_posts_are_told_from_those_not_spoken_of(
    x: XServer, source: XSource
) -> None:
    here, silent = make_post(), make_post(number=9)
    gone = {"deleted": "resource-not-found", "protected": "not-authorized-for-resource"}
    gone |= {"suspended": "not-authorized-for-resource", "withheld": "not-authorized-for-resource"}
    errors = [lost(name, kind) for name, kind in gone.items()]
    x.instead = [Answer({"data": [here], "errors": errors})]

    told = source.check([Known(each, each) for each in (here["id"], silent["id"], *gone)])

    assert told[here["id"]] is Presence.PRESENT
    assert told[silent["id"]] is Presence.UNKNOWN
    assert {told[name] for name in gone} == {Presence.GONE}


@pytest.mark.parametrize("answer", [Answer("", 503), Answer("", 404), Answer("<html>"), Answer(hang_up="reset")])
def test_case_42_a_sweep_that_fails_calls_nothing_gone(x: XServer, source: XSource, answer: Answer) -> None:
    x.instead = [answer]

    with pytest.raises(SourceFailure) as failed:
        source.check([Known("1", "1")])

    assert failed.value.kind in (FailureKind.RETRY, FailureKind.BUG)
