"""The page on learning, as a curator meets it."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.listening.models import AuthorWeight, Verdict, WordWeight
from app.listening.teaching.relearning import relearn
from app.listening.teaching.using import find_learning
from tests.listening.test_relearning import judge, teach_against_the_rule
from tests.make import csrf, make_user, sign_in
from tests.watch import counted_statements

PAGE = "/curate/learning"


@pytest.fixture
def curator(client):
    return sign_in(client, make_user(name="Rosa"))


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def press(client, action: str, **fields: object):
    return client.post(PAGE, data={"csrf_token": csrf(client, PAGE), "action": action, **fields})


def test_before_any_verdict_the_page_says_what_teaches(curator):
    shown = text_of(curator.get(PAGE))

    assert "No verdict yet" in shown
    assert "Nothing learnt yet" in shown


def test_the_page_tells_what_was_learnt_and_how_the_order_changed(curator):
    teach_against_the_rule()
    judge("From X", is_praise=True, network="x")
    version = relearn().version

    shown = text_of(curator.get(PAGE))

    assert "31 posts" in shown
    assert f"version {version}" in shown
    assert "The rule alone" in shown
    assert "With what was learnt" in shown
    assert "Posts from X teach nothing" in shown
    assert "(1 so far)" in shown


def test_the_switch_turns_learning_off_and_on(curator):
    press(curator, "off")
    assert not find_learning().is_on
    assert "Switched off" in text_of(curator.get(PAGE))

    press(curator, "on")

    db.session.rollback()
    assert find_learning().is_on


def test_an_earlier_version_is_taken_up_again_and_let_go(curator):
    teach_against_the_rule(5)
    first, latest = relearn().version, relearn().version

    answer = press(curator, "hold", number=first)

    assert answer.status_code == 303
    db.session.rollback()
    assert (find_learning().used_id, find_learning().is_held) == (first, True)
    press(curator, "let_go")
    db.session.rollback()
    assert (find_learning().used_id, find_learning().is_held) == (latest, False)


@pytest.mark.parametrize(("number", "status"), [("99999", 409), ("", 404), ("-1", 404), ("one", 404), ("9" * 30, 404)])
def test_a_version_that_is_not_there_cannot_be_used(curator, number, status):
    assert press(curator, "hold", number=number).status_code == status


def test_words_are_weighed_changed_and_removed(curator):
    press(curator, "word", words="Gift Card", word_weight="2")
    [weight] = db.session.scalars(select(WordWeight))
    assert "gift card" in text_of(curator.get(PAGE))
    assert 'value="gift card"' in curator.get(f"{PAGE}?word={weight.id}").get_data(as_text=True)

    press(curator, "word", words="gift card", word_weight="-1")
    db.session.rollback()
    assert [each.weight for each in db.session.scalars(select(WordWeight))] == [-1]

    press(curator, "remove_word", number=weight.id)
    db.session.rollback()
    assert db.session.scalars(select(WordWeight)).all() == []


def test_authors_are_weighed_and_removed(curator):
    press(curator, "author", network="mastodon", handle="@Ada@example.social", author_weight="-2")
    db.session.rollback()
    [weight] = db.session.scalars(select(AuthorWeight))
    assert (weight.handle, weight.weight) == ("ada@example.social", -2)

    press(curator, "remove_author", number=weight.id)

    db.session.rollback()
    assert db.session.scalars(select(AuthorWeight)).all() == []


@pytest.mark.parametrize(
    ("action", "fields", "sentence"),
    [
        ("word", {"words": "", "word_weight": "1"}, "Enter the words"),
        ("word", {"words": "!?", "word_weight": "1"}, "Enter the words"),
        ("word", {"words": "a " * 60, "word_weight": "1"}, "Shorten the words"),
        ("word", {"words": "gift", "word_weight": "9"}, "Choose one of these"),
        ("author", {"handle": "", "network": "x", "author_weight": "1"}, "Enter one handle"),
        ("author", {"handle": "two words", "network": "x", "author_weight": "1"}, "Enter one handle"),
        ("author", {"handle": "ada", "network": "nowhere", "author_weight": "1"}, "Choose one of these"),
        ("try", {"sentence": ""}, "Write or paste a post"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_changes(curator, action, fields, sentence):
    answer = press(curator, action, **fields)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert db.session.scalars(select(WordWeight)).all() == []
    assert db.session.scalars(select(AuthorWeight)).all() == []


def test_a_sentence_can_be_tried_and_is_not_kept(curator):
    press(curator, "word", words="fan belt", word_weight="-2")

    shown = text_of(press(curator, "try", sentence="Shoutout to Karen, she fixed my fan belt in ten minutes"))

    assert "rank in the queue" in shown
    assert "names a person" in shown
    assert "word weight: fan belt" in shown
    assert db.session.scalars(select(Verdict)).all() == []


def test_a_tried_sentence_is_shown_as_text(curator):
    page = press(curator, "try", sentence="<script>alert(1)</script> thanks").get_data(as_text=True)

    assert "<script>alert" not in page


@pytest.mark.parametrize("action", ["nonsense", ""])
def test_an_unknown_button_does_nothing(curator, action):
    assert press(curator, action).status_code == 404


def test_the_page_asks_little_however_much_there_is(curator):
    teach_against_the_rule()
    relearn()
    for number in range(8):
        press(curator, "word", words=f"word {number}", word_weight="1")

    with counted_statements() as statements:
        curator.get(PAGE)

    assert len(statements) <= 12
