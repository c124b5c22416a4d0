"""The letter with the best open posts: what stands in it, who has it, and that it goes out once."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.accounts import service as accounts
from app.accounts.rules import Role
from app.listening import service
from app.listening.digests.sending import queue_all_due
from app.listening.models import Claim, Contact, ContactName
from app.listening.queries.digests import list_best
from app.listening.rules import AskedBy, ContactReason, DismissReason, MentionState, Voice
from app.listening.service.digests import queue_due, turn_off
from app.listening.service.wiping import wipe
from app.mail.rules import State
from app.web.actions import act
from tests.listening.letters import letters_of, make_digest, strike, text_of
from tests.listening.rows import make_claimed, make_mention, verbs
from tests.make import make_user, reload, save, sent_letters
from tests.together import at_once


@pytest.fixture
def rosa(app):
    return make_user(role="curator", name="Rosa", email="rosa@example.org")


def refuse(mention):
    """Put the author of a post on the list of those who are not to be written to."""
    contact = save(
        Contact(
            network="x",
            made_at=clock.now(),
            do_not_contact_at=clock.now(),
            asked_by=AskedBy.AUTHOR,
            reason=ContactReason.ASKED,
        )
    )
    save(ContactName(contact_id=contact.id, name_hash=mention.handle_hash))


def best(digest):
    return [mention.public_id for mention in list_best(digest)]


def test_the_best_twenty_go_out_by_rank_with_links_to_their_cards(app, rosa):
    mentions = [make_mention(score=0.5, rank=number / 100) for number in range(25)]
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        (letter,) = sent_letters(app)

    assert (letter["To"], letter["Subject"]) == ("rosa@example.org", "20 posts to answer")
    links = [line for line in text_of(letter).splitlines() if "/curate/mentions/" in line]
    assert links == [f"http://localhost/curate/mentions/{each.public_id}" for each in mentions[:4:-1]]
    assert f'href="{links[0]}"' in letter.get_body(("html",)).get_content()


def test_a_post_is_told_by_handle_time_and_a_short_text_on_one_line(app, rosa):
    make_mention(text="Great\nhelp\n\nhttp://localhost/evil " + "again " * 60, author_handle="ada", author_name="Ada")
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        text = text_of(sent_letters(app)[0])

    assert "1. Ada (@ada) on X, " in text
    assert "“Great help http://localhost/evil again" in text
    assert "again…”" in text
    assert max(map(len, text.splitlines())) < 300


def test_the_words_of_a_post_for_members_only_stay_at_the_network(app, rosa):
    make_mention(text="For members", is_members_only=True, network="bluesky")
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        text = text_of(sent_letters(app)[0])

    assert "For members" not in text
    assert "for members of the network only" in text


def test_what_is_taken_put_off_let_go_or_repeated_stays_out(app, rosa):
    now, day = clock.now(), timedelta(days=1)
    free = make_mention(rank=0.9)
    make_mention(rank=0.9, copy_of_id=free.id)
    make_mention(rank=0.9, voice=Voice.COMPANY)
    make_mention(rank=0.9, is_drawn=True)
    refuse(make_mention(rank=0.9))
    make_mention(rank=0.9, state=MentionState.SNOOZED, snoozed_until=now + day)
    woken = make_mention(rank=0.8, state=MentionState.SNOOZED, snoozed_until=now - day)
    make_claimed(rosa, rank=0.9)
    left = make_mention(rank=0.7, state=MentionState.CLAIMED)
    save(Claim(mention_id=left.id, user_id=rosa.id, claimed_at=now - day, expires_at=now - day))
    act(service.dismiss, make_mention(rank=0.9), reason=DismissReason.ADVERT, by=rosa)
    act(wipe, [make_mention(rank=0.9).id], by="test")

    assert best(make_digest(rosa)) == [free.public_id, woken.public_id, left.public_id]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["x en", "bluesky de-CH", "rss und"]),
        ({"networks": ["bluesky", "rss"]}, ["bluesky de-CH", "rss und"]),
        ({"languages": ["de"]}, ["bluesky de-CH"]),
        ({"languages": ["en", "other"]}, ["x en", "rss und"]),
    ],
    ids=["all", "networks", "a language of any country", "other languages"],
)
def test_a_curator_chooses_networks_and_languages(app, rosa, wanted, expected):
    for number, (network, lang) in enumerate([("x", "en"), ("bluesky", "de-CH"), ("rss", "und")]):
        reload_as(make_mention(network=network, rank=0.9 - number / 10), lang)

    found = list_best(make_digest(rosa, **wanted))

    assert [f"{each.network} {each.lang}" for each in found] == expected


def reload_as(mention, lang):
    def change():
        mention.lang = lang

    act(change)


def test_no_letter_goes_out_when_nothing_waits(app, rosa):
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        assert sent_letters(app) == []

    assert [letter.state for letter in letters_of()] == [State.CANCELLED]


def test_a_post_that_is_gone_when_the_letter_is_written_is_not_in_it(app, rosa):
    kept, gone = make_mention(), make_mention()
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        queue_all_due()
        act(wipe, [gone.id], by="test")
        (letter,) = sent_letters(app)

    assert kept.public_id in text_of(letter)
    assert gone.public_id not in text_of(letter)


def test_several_workers_at_once_queue_one_letter_a_day(app, rosa):
    make_mention()
    digest = make_digest(rosa)

    with clock.told_at(digest.next_at):
        moment = clock.now()
    outcomes = at_once(app, *[lambda: at(moment, lambda: act(queue_due, digest.id))] * 4)

    assert sorted(outcomes) == [False, False, False, True]
    assert len(letters_of()) == 1


def at(moment, step):
    with clock.told_at(moment):
        return step()


def test_a_worker_that_dies_between_the_letter_and_the_next_hour_leaves_neither(app, rosa):
    digest = make_digest(rosa)

    class Killed(BaseException):
        pass

    def die_after():
        queue_due(digest.id)
        raise Killed

    with clock.told_at(digest.next_at), pytest.raises(Killed):
        act(die_after)

    assert letters_of() == []
    assert strike(reload(digest)) == 1


def test_the_night_that_has_an_hour_twice_brings_one_letter(app, rosa):
    make_mention()
    with clock.told_at(datetime(2026, 10, 24, 12, tzinfo=UTC)):
        digest = make_digest(rosa, hour=2, zone="Europe/Berlin")
    begin = digest.next_at - timedelta(hours=1)

    for minutes in range(0, 300, 20):
        with clock.told_at(begin + timedelta(minutes=minutes)):
            queue_all_due()

    assert [letter.subject for letter in letters_of()] == [f"digest:{digest.public_id}/2026-10-25"]


def test_a_letter_half_a_day_late_is_left_out_and_the_next_one_comes(app, rosa):
    digest = make_digest(rosa)
    due = digest.next_at

    with clock.told_at(due + timedelta(hours=13)):
        assert queue_all_due() == 0

    assert letters_of() == []
    assert reload(digest).next_at == due + timedelta(days=1)


@pytest.mark.parametrize("loss", ["role", "account"])
@pytest.mark.parametrize("when", ["before it is queued", "before it is written"])
def test_somebody_who_is_no_curator_any_more_has_no_letter(app, rosa, loss, when):
    make_mention()
    make_user(role="organiser")
    digest = make_digest(rosa)

    def lose():
        if loss == "role":
            act(accounts.set_roles, rosa, roles=[Role.JUDGE], by="test")
        else:
            act(accounts.disable, rosa, by="test")

    with clock.told_at(digest.next_at):
        if when == "before it is queued":
            lose()
        queue_all_due()
        if when == "before it is written":
            lose()

        assert sent_letters(app) == []


def test_turned_off_after_it_was_queued_no_letter_goes_out(app, rosa):
    make_mention()
    digest = make_digest(rosa)
    strike(digest)

    act(turn_off, digest, by="mail reader")

    with clock.told_at(clock.now() + timedelta(days=1)):
        assert sent_letters(app) == []


def test_what_is_chosen_is_in_the_log_and_twice_the_same_is_not(app, rosa):
    make_digest(rosa)
    make_digest(rosa)
    make_digest(rosa, hour=7)
    make_digest(rosa, hour=7, is_on=False)

    assert [verb for verb in verbs() if "digest" in verb] == ["digest turned on", "digest changed", "digest turned off"]
