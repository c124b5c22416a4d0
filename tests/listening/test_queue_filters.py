"""Filters and search: what they find, how they are written in the address, and that pages neither repeat nor skip."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app import clock
from app.extensions import db
from app.listening import queries, service
from app.listening.models import MentionWord
from app.listening.passes.storing import score, store
from app.listening.queries import listing, queue, searching
from app.listening.rules import DismissReason
from app.listening.service.wiping import wipe
from app.listening.triage.wanted import Show, Wanted, wanted_of
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent, make_watch, post_of
from tests.make import make_company, make_user


def found(user: object, **wanted: object) -> list[int]:
    return [
        row.mention.id for row in queries.list_queue(wanted_of({k: str(v) for k, v in wanted.items()}), user=user).rows
    ]


def brought(post_id: int, text: str, **more: object) -> int:
    from dataclasses import replace

    act(store, score([replace(post_of(post_id, text=text), **more)]), [])
    from sqlalchemy import select

    from app.listening.models import Mention

    return db.session.scalars(select(Mention.id).where(Mention.post_id == str(post_id))).one()


def test_each_filter_keeps_what_it_names(app: Flask) -> None:
    ada, watch, company = make_user(), make_watch(), make_company()
    merged = make_company(merged_into_id=company.id)
    other = make_mention()
    mine = {
        "network": make_mention(network="bluesky"),
        "watch": make_mention(watch_id=watch.id),
        "company": make_mention(company_id=merged.id),
        "voice": make_mention(voice="staff"),
    }
    asked = {"network": "bluesky", "watch": watch.public_id, "company": company.slug, "voice": "staff"}

    for name, mention in mine.items():
        assert found(ada, **{name: asked[name]}) == [mention.id], name
    assert other.id in found(ada)


def test_posts_without_a_word_table_stand_under_their_own_filter_newest_first(app: Flask) -> None:
    ada = make_user()
    scored = make_mention()
    first, second = (make_mention(score=None, rank=0.0) for _ in range(2))

    assert found(ada) == [scored.id]
    assert found(ada, lang="none") == [second.id, first.id]
    counts = queries.list_queue(Show.OPEN, user=ada).counts
    assert (counts["open"], counts["no table"]) == (1, 2)


def test_near_copies_are_folded_under_the_first_and_none_is_lost(app: Flask) -> None:
    ada, first = make_user(), make_mention()
    copies = [make_mention(copy_of_id=first.id) for _ in range(3)]

    page = queries.list_queue(Show.OPEN, user=ada, opened=copies[0].public_id)

    assert [(row.mention.id, row.copies) for row in page.rows] == [(first.id, 3)]
    assert page.opened is not None
    assert page.opened.mention.id == copies[0].id
    assert page.counts["open"] == 1


def test_two_filters_walk_on_where_looking_stopped(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, watch = make_user(), make_watch()
    monkeypatch.setattr(listing, "WALKED", 4)
    wanted = [
        make_mention(watch_id=watch.id, network="bluesky" if n % 3 == 0 else "x", score=n / 10) for n in range(10)
    ]
    seen, after, pages = [], "", 0

    while pages < 10:
        page = queries.list_queue(Wanted(watch=watch.public_id, network="bluesky", after=after), user=ada)
        seen += [row.mention.id for row in page.rows]
        pages += 1
        if page.following is None:
            break
        after = page.following

    assert seen == [each.id for each in reversed(wanted) if each.network == "bluesky"]
    assert pages > 1


@pytest.mark.parametrize(
    "term",
    ["router", "ROUTER", "hospital router", "café", "cafe", "@Bea_K", "bea_k", "https://x.com/i/status/77", "Béa"],
)
def test_a_post_is_found_by_words_author_and_address(app: Flask, term: str) -> None:
    ada = make_user()
    wanted = brought(77, "They fixed my router in the hospital CAFÉ.", author_handle="Bea_K", author_name="Béa")
    brought(78, "They fixed my phone.", author_handle="omar", author_name="Omar")

    assert found(ada, q=term) == [wanted]


@pytest.mark.parametrize("term", ["rout", "@bea", "https://x.com/i/status/7", "router phone", "%", "_"])
def test_what_is_not_there_is_not_found(app: Flask, term: str) -> None:
    brought(77, "They fixed my router.", author_handle="Bea_K")

    assert found(make_user(), q=term) == []


def test_a_search_looks_everywhere_or_in_one_part(app: Flask) -> None:
    ada = make_user()
    waiting = brought(1, "A kind router")
    sent, _ = make_sent(ada)
    common = found(ada, q="support")

    assert found(ada, q="router") == [waiting]
    assert common == [sent.id]
    assert found(ada, q="support", show="open") == []


def test_a_post_is_found_by_the_words_it_has_now(app: Flask) -> None:
    ada = make_user()
    number = brought(1, "My router works")
    act(store, score([post_of(1, version="2", text="My fridge works")]), [])

    assert (found(ada, q="router"), found(ada, q="fridge")) == ([], [number])


def test_a_post_whose_address_changed_leaves_nothing_behind_when_it_is_wiped(app: Flask) -> None:
    number = brought(5, "Praise for Brightline", url="https://x.com/ada/status/5")
    brought(5, "Praise for Brightline", url="https://x.com/lovelace/status/5", version_id="6")

    act(wipe, [number], by="worker")

    assert db.session.query(MentionWord).count() == 0


@pytest.mark.parametrize("term", ["http://[", "https://[::1", "//[", "%", "_", "'", "\\", "@", "NEAR(", "x" * 10_000])
def test_a_term_that_looks_like_something_else_finds_nothing_and_breaks_nothing(app: Flask, term: str) -> None:
    make_mention(text="A plain post.", author_handle="bea", url="https://example.org/5")

    assert found(make_user(), q=term) == []


def test_nothing_of_a_wiped_post_can_be_searched(app: Flask) -> None:
    act(wipe, [brought(1, "My router works")], by="test")

    assert db.session.query(MentionWord).count() == 0


def test_many_hits_go_on_further_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = make_user()
    monkeypatch.setattr(searching, "LOOKED_THROUGH", 3)
    made = [brought(n, f"router {'fridge' if n in (2, 9) else 'lamp'} {n}") for n in range(1, 11)]
    seen, after = [], ""

    for _ in range(10):
        page = queries.list_queue(Wanted(show=Show.ALL, q="router lamp", after=after), user=ada)
        seen += [row.mention.id for row in page.rows]
        if page.following is None:
            break
        after = page.following

    assert seen == [number for at, number in reversed(list(enumerate(made, 1))) if at not in (2, 9)]


def test_filters_live_in_the_address_and_each_can_be_taken_away() -> None:
    wanted = wanted_of({"network": "x", "lang": "de", "voice": "nobody", "show": "nonsense", "after": "abc"})

    assert wanted.values() == {"network": "x", "lang": "de"}
    assert wanted.here == {"network": "x", "lang": "de", "after": "abc"}
    assert [(chip.words, chip.without) for chip in wanted.chips({"network": "X"})] == [
        ("X", {"lang": "de"}),
        ("de", {"network": "x"}),
    ]


@pytest.mark.parametrize("network", ["", "x"], ids=["all", "of one network"])
def test_what_was_let_go_last_stands_first(app: Flask, monkeypatch: pytest.MonkeyPatch, network: str) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    monkeypatch.setattr(queue, "PAGE", 2)
    ada, mentions = make_user(), [make_mention(score=score) for score in (0.2, 0.9, 0.5, 0.4)]
    for minutes, mention in enumerate(mentions):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes)):
            act(service.dismiss, mention, reason=DismissReason.SPAM, by=ada)

    first = queries.list_queue(Wanted(show=Show.DISMISSED, network=network), user=ada)
    second = queries.list_queue(Wanted(show=Show.DISMISSED, network=network, after=first.following or ""), user=ada)

    assert [row.mention.id for page in (first, second) for row in page.rows] == [each.id for each in reversed(mentions)]
    assert second.following is None
