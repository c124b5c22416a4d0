"""What is known of a post when it is stored: company, voice, language; and a curator who knows better."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.companies.models import CompanyAlias
from app.companies.names import name_key
from app.errors import Gone
from app.extensions import db
from app.listening import service
from app.listening.answering.arrivals import find_arrival
from app.listening.finding.languages import detect
from app.listening.models import Mention
from app.listening.passes.storing import score, store
from app.listening.rules import VOICE_REASONS, Voice
from app.listening.service import wiping
from app.web.actions import act
from tests.listening.rows import make_mention, make_sent, post_of, verbs
from tests.make import make_company, make_user
from tests.watch import counted_statements

PRAISE = "The support team at {} is wonderful, so kind and so fast"


def stored(number: int = 1, **columns) -> Mention:
    text = columns.pop("text", PRAISE.format("Brightline"))
    post = replace(post_of(number, text=text, version=columns.pop("version", "")), **columns)
    act(store, score([post], detect=detect), [])
    return db.session.scalars(select(Mention).filter_by(post_id=str(number))).one()


@pytest.mark.parametrize(
    "text",
    [
        "Thanks @BrightHelp, you are the best",
        "cheers @bright@social.example, you are the best",
        "thanks @brightline.bsky.social",
        "brightline.example sorted me out in minutes",
        PRAISE.format("Brightline Broadband"),
        PRAISE.format("BrightLine BB"),
    ],
)
def test_a_post_is_stored_with_its_company(app: Flask, text: str) -> None:
    company = make_company(
        "Brightline Broadband Ltd",
        x_handle="brighthelp",
        bluesky_handle="brightline.bsky.social",
        mastodon_handle="bright@social.example",
        domain="brightline.example",
    )
    act(lambda: db.session.execute(alias_of(company.id, "BrightLine BB")))

    assert stored(text=text).company_id == company.id


def alias_of(company_id, name):
    return insert(CompanyAlias).values(company_id=company_id, name=name, name_key=name_key(name))


def test_a_merged_company_stays_the_one_that_was_named(app: Flask) -> None:
    kept = make_company("Brightline")
    merged = make_company("Bright Line UK", x_handle="bluk", merged_into_id=kept.id)

    mention = stored(text="Thanks @bluk")

    assert mention.company_id == merged.id
    assert mention.company is not None
    assert mention.company.canonical.id == kept.id


def test_an_edit_brings_the_company_and_score_of_its_new_words(app: Flask) -> None:
    old, new = make_company("Brightline"), make_company("Tidepool")
    before = stored(text=PRAISE.format("Brightline"))
    was = before.score

    after = stored(text="Tidepool kept me on hold for two hours", version="2")

    assert (before.id, after.company_id) == (after.id, new.id)
    assert old.id != new.id
    assert after.score is not None
    assert was is not None
    assert after.score < was


def test_a_company_named_by_hand_is_never_overruled(app: Flask) -> None:
    make_company("Brightline")
    right, ada = make_company("Tidepool"), make_user()
    mention = stored()
    act(service.name_company, mention, company=right, by=ada)

    stored(text=PRAISE.format("Brightline") + "!", version="2")

    assert mention.company_id == right.id
    assert verbs().count("company named") == 1


def test_a_post_can_be_said_to_be_about_no_company(app: Flask) -> None:
    make_company("Brightline")
    mention, ada = stored(), make_user()

    act(service.name_company, mention, company=None, by=ada)
    act(service.name_company, mention, company=None, by=ada)
    stored(text=PRAISE.format("Brightline") + "!", version="2")

    assert mention.company_id is None
    assert verbs().count("company named") == 1


@pytest.mark.parametrize(
    ("columns", "voice"),
    [
        ({"author_handle": "BrightHelp"}, Voice.COMPANY),
        ({"author_name": "Brightline"}, Voice.COMPANY),
        ({"author_handle": "brightline.example", "network": "bluesky"}, Voice.COMPANY),
        ({"url": "https://brightline.example/news/1", "network": "rss"}, Voice.COMPANY),
        ({"author_name": "Sara at Brightline"}, Voice.STAFF),
        ({"text": "We at Brightline have the kindest support team ever"}, Voice.STAFF),
        ({}, Voice.CUSTOMER),
    ],
)
def test_who_speaks_is_marked_and_only_customers_rank(app: Flask, columns, voice: Voice) -> None:
    make_company("Brightline", x_handle="brighthelp", domain="brightline.example")

    mention = stored(**columns)

    assert mention.voice is voice
    assert (mention.rank > 0) is (voice is Voice.CUSTOMER)
    assert (VOICE_REASONS.get(voice) in mention.reasons) is (voice is not Voice.CUSTOMER)
    assert mention.score is not None
    assert mention.score > 0


@pytest.mark.parametrize(
    ("lang", "text", "kept", "has_score"),
    [
        ("en-gb", PRAISE, "en", True),
        ("de", "Der Support von Brightline ist wunderbar", "de", False),
        ("und", "Der Support von Brightline ist wunderbar, sehr freundlich und schnell", "de", False),
        ("zxx", "The support team at Brightline is wonderful, thank you so much", "en", True),
        ("und", "👏👏👏", "und", True),
    ],
)
def test_only_a_language_with_words_has_a_score(app: Flask, lang, text, kept, has_score) -> None:
    mention = stored(lang=lang, text=text)

    assert mention.lang == kept
    assert (mention.score is not None) is has_score
    assert has_score or mention.rank == 0


def test_a_page_of_posts_takes_as_many_statements_as_one_post(app: Flask) -> None:
    make_company("Brightline")

    def statements(numbers) -> int:
        scored = score(post_of(number, text=PRAISE.format(f"Brand{number}x and Brightline")) for number in numbers)
        with counted_statements() as seen:
            act(store, scored, [])
        return len(seen)

    assert statements(range(1000, 1100)) <= statements([7])


def test_the_company_of_a_wiped_post_cannot_be_named(app: Flask) -> None:
    mention, ada = make_mention(), make_user()
    act(wiping.wipe, [mention.id], by="worker")

    with pytest.raises(Gone):
        act(service.name_company, mention, company=None, by=ada)


def test_who_follows_a_replys_link_finds_the_company_a_curator_named(app: Flask) -> None:
    make_company("Brightline")
    right, ada = make_company("Tidepool"), make_user()
    mention, outreach = make_sent(ada)

    found = find_arrival(outreach.code).company
    act(service.name_company, mention, company=right, by=ada)
    named = find_arrival(outreach.code).company
    act(service.name_company, mention, company=None, by=ada)

    assert (found, named) == ("Brightline", "Tidepool")
    assert not find_arrival(outreach.code).company
