"""Near-copies fold under one card; no row is dropped, and a card that goes hides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, func, select

from app import clock
from app.extensions import db
from app.listening.folding import is_copy, print_of
from app.listening.models import Mention, MentionPrint
from app.listening.passes.folding import WINDOW, forget_old_keys
from app.listening.passes.storing import score, store
from app.listening.service.wiping import wipe
from app.web.actions import act
from tests.listening.rows import post_of
from tests.make import make_company, reload

WORDS = "The Tidepool engineer came out on a bank holiday and fixed our line in ten minutes, what a star"
OTHER = "Somebody at the bakery remembered my daughter's allergy and baked her a cake of her own today"


def stored(number: int, text: str = WORDS, **columns) -> Mention:
    version = columns.pop("version", "")
    post = replace(post_of(number, text=text, version=version), **{"author_id": str(number), **columns})
    act(store, score([post]), [])
    return db.session.scalars(select(Mention).filter_by(post_id=str(number))).one()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (WORDS, WORDS.upper(), True),
        (WORDS, f"RT @ada: {WORDS}", True),
        (WORDS, f"So true 👏 {WORDS} https://posts.example/1", True),
        (WORDS, WORDS[:70] + "…", True),
        (WORDS, WORDS.replace("star", "hero").replace("ten", "5"), True),
        (WORDS, OTHER, False),
        ("@acme " + WORDS, "@other " + WORDS, False),
        ("@acme " + WORDS, "RT @ada: @acme " + WORDS, True),
        ("Thanks @acme!", "thanks @ACME", True),
        ("Thanks @acme", "Thanks @other", False),
        ("Thanks @acme team", "Thanks so much @acme team", False),
        ("so kind", "so kind", True),
        ("", "", False),
        ("👏", "🎉", False),
    ],
)
def test_near_copies_are_told_from_posts_alike(one: str, other: str, same: bool) -> None:
    assert is_copy(print_of(one), print_of(other)) is same
    assert is_copy(print_of(other), print_of(one)) is same


def test_a_repeated_post_folds_whoever_wrote_it(app: Flask) -> None:
    first = stored(1, author_handle="ada")
    by_another = stored(2, f"RT @ada: {WORDS}", author_handle="bo")
    by_herself = stored(3, WORDS + "!!", author_handle="ada")
    unlike = stored(4, OTHER)

    assert first.copy_of_id is None
    assert (by_another.copy_of_id, by_herself.copy_of_id) == (first.id, first.id)
    assert unlike.copy_of_id is None
    assert db.session.scalar(select(func.count()).select_from(Mention)) == 4


def test_copies_on_one_page_fold_too(app: Flask) -> None:
    posts = [post_of(number, text=text) for number, text in enumerate([WORDS, OTHER, WORDS, OTHER, WORDS], 1)]

    act(store, score(posts), [])

    copies = db.session.scalars(select(Mention.copy_of_id).order_by(Mention.id)).all()
    first, second = db.session.scalars(select(Mention.id).order_by(Mention.id).limit(2)).all()
    assert copies == [None, None, first, second, first]


def test_the_same_words_about_two_companies_are_two_cards(app: Flask) -> None:
    make_company("Tidepool"), make_company("Brightline")

    one, other = stored(1), stored(2, WORDS.replace("Tidepool", "Brightline"))

    assert (one.copy_of_id, other.copy_of_id) == (None, None)


def test_wiping_a_card_hands_it_on_to_the_next_copy(app: Flask) -> None:
    first, second, third = stored(1), stored(2), stored(3)

    act(wipe, [first.id], by="worker")
    fourth = stored(4)

    assert reload(second).copy_of_id is None
    assert [reload(third).copy_of_id, fourth.copy_of_id] == [second.id, second.id]
    assert db.session.scalars(select(MentionPrint.mention_id).distinct()).all() == [second.id]


def test_wiping_a_card_and_its_next_copy_at_once_reaches_the_third(app: Flask) -> None:
    first, second, third = stored(1), stored(2), stored(3)

    act(wipe, [first.id, second.id], by="worker")

    assert reload(third).copy_of_id is None
    assert reload(second).copy_of_id is None


def test_wiping_the_last_leaves_no_print(app: Flask) -> None:
    act(wipe, [stored(1).id], by="worker")

    assert db.session.scalars(select(MentionPrint)).all() == []


def test_a_copy_that_is_edited_into_something_else_is_a_card(app: Flask) -> None:
    first, second = stored(1), stored(2)

    stored(2, OTHER, version="20")
    third = stored(3, OTHER)

    assert reload(second).copy_of_id is None
    assert third.copy_of_id == second.id
    assert reload(first).copy_of_id is None


def test_a_copy_that_is_hardly_edited_stays_folded(app: Flask) -> None:
    first, second = stored(1), stored(2)

    stored(2, WORDS + " indeed", version="20")

    assert reload(second).copy_of_id == first.id


def test_a_card_that_is_edited_into_something_else_hands_its_copies_on(app: Flask) -> None:
    first, second, third = stored(1), stored(2), stored(3)

    stored(1, OTHER, version="20")
    fourth, fifth = stored(4), stored(5, OTHER)

    assert [reload(each).copy_of_id for each in (first, second, third)] == [None, None, second.id]
    assert (fourth.copy_of_id, fifth.copy_of_id) == (second.id, first.id)


def test_a_customers_own_words_come_before_a_company_that_repeats_them(app: Flask) -> None:
    make_company("Tidepool", x_handle="tidepool")
    by_company = stored(1, f"RT @ada: {WORDS}", author_handle="tidepool")

    by_customer = stored(2, author_handle="ada", author_name="Ada")

    assert by_customer.copy_of_id is None
    assert reload(by_company).copy_of_id == by_customer.id


def test_the_words_themselves_come_before_a_repeat_found_earlier(app: Flask) -> None:
    repeat = stored(1, f"RT @ada: {WORDS}")

    words = stored(2)
    another = stored(3, f"RT @ada: {WORDS}")

    assert words.copy_of_id is None
    assert [reload(repeat).copy_of_id, another.copy_of_id] == [words.id, words.id]


def test_old_cards_are_forgotten(app: Flask) -> None:
    stored(1)
    with time_machine.travel(clock.now() + WINDOW + timedelta(days=1), tick=False):
        recent = stored(2, OTHER)
        gone = act(forget_old_keys)
        late = stored(3)

    assert gone > 0
    assert late.copy_of_id is None
    assert recent.copy_of_id is None


def test_a_card_with_many_copies_is_handed_on_without_reading_them_all(app: Flask) -> None:
    ids = [stored(number).id for number in range(20)]
    db.session.expunge_all()
    read: list[int] = []
    event.listen(Mention, "load", note := lambda mention, _: read.append(mention.id))

    act(wipe, ids[:1], by="worker")

    event.remove(Mention, "load", note)
    assert sorted(set(read)) == ids[:2]
    folded = db.session.scalars(select(Mention.copy_of_id).order_by(Mention.id)).all()
    assert folded == [None, None, *[ids[1]] * 18]
