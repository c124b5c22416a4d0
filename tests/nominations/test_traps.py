from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from disposable_email_domains import blocklist

from app import clock
from app.nominations import traps
from app.nominations.weighing import Signal
from tests.nominations.proving import opened

RELAYS = (
    "duck.com privaterelay.appleid.com icloud.com mozmail.com simplelogin.com simplelogin.co simplelogin.fr aleeas.com"
    " slmail.me slmails.com 8alias.com 8shield.net dralias.com silomails.com passmail.net passmail.com passinbox.com"
    " passfwd.com anonaddy.com anonaddy.me addy.io addymail.com 4wrd.cc mailer.me"
).split()
STORY = "They stayed on the line until it worked, and rang again on Monday."


def signals(*, story=STORY, email="ada@example.org", address="192.0.2.7", **typed):
    read = traps.read({"opened": opened(), **typed}, email=email, story=story, address=address)
    return set(read.signals) - {Signal.NO_PROOF}


def test_a_form_opened_a_while_ago_with_nothing_odd_gives_no_signal(app):
    assert signals() == set()


def test_a_filled_field_that_people_do_not_see_is_noted(app):
    assert signals(subject="Cheap watches") == {Signal.HONEYPOT}
    assert signals(subject="  ") == set()


@pytest.mark.parametrize(
    ("seconds", "noted"), [(1, {Signal.TOO_FAST}), (4, set()), (3600, set()), (8 * 86400, {Signal.NO_OPENED})]
)
def test_the_time_since_opening_is_noted(app, seconds, noted):
    assert signals(opened=opened(seconds)) == noted


@pytest.mark.parametrize("made_up", ["", "65a-aaaa", "zzz", "-", "x" * 300, "\u0600-\u0601"])
def test_a_time_we_did_not_sign_counts_as_none(app, made_up):
    assert signals(opened=made_up) == {Signal.NO_OPENED}


def test_a_clock_set_back_by_five_minutes_makes_nobody_suspicious(app):
    before = opened(0)

    with time_machine.travel(clock.now() - timedelta(minutes=5)):
        assert signals(opened=before) == set()


def test_a_rotated_key_makes_nobody_suspicious(app):
    before, kept = opened(), app.config["AWARDS"]

    app.config["AWARDS"] = replace(kept, secret_keys=("n" * 40, *kept.secret_keys))
    noted = signals(opened=before)
    app.config["AWARDS"] = kept

    assert noted == set()


@pytest.mark.parametrize("domain", ["mailinator.com", "inbox.mailinator.com", "Mailinator.COM"])
def test_an_address_to_throw_away_is_noted(app, domain):
    assert signals(email=f"ada@{domain}") == {Signal.DISPOSABLE}


@pytest.mark.parametrize("domain", [*RELAYS, "gmail.com", "example.org", "университет.рф", "localhost"])
def test_a_relay_that_forwards_to_a_person_is_not(app, domain):
    assert signals(email=f"ada@{domain}") == set()


def test_the_list_of_domains_is_there():
    assert len(blocklist) > 9_000


@pytest.mark.parametrize(
    ("links", "noted"), [(0, set()), (1, set()), (2, {Signal.LINKS}), (4, {Signal.LINKS}), (5, {Signal.MANY_LINKS})]
)
def test_links_in_the_story_are_counted(app, links, noted):
    assert signals(story=STORY + " https://www.example.org/order" * links) == noted


@pytest.mark.parametrize(
    ("story", "links"),
    [("See https://www.example.org/a.", 1), ("WWW.EXAMPLE.ORG and HTTP://a.example", 2), ("awww. so sweet", 0)],
)
def test_one_address_is_one_link(story, links):
    assert traps.count_links(story) == links


def test_people_of_one_network_share_an_origin_and_nobody_else_does(app):
    origins = [traps.origin_of(each) for each in ("192.0.2.1", "192.0.2.250", "::ffff:192.0.2.9", "192.0.3.1")]

    assert origins[0] == origins[1] == origins[2] != origins[3]
    assert traps.origin_of("2001:db8:7:1::1") == traps.origin_of("2001:db8:7:ffff::2")
    assert traps.origin_of("2001:db8:7:1::1") != traps.origin_of("2001:db8:8:1::1")


def test_an_origin_tells_no_address(app):
    assert len(traps.origin_of("192.0.2.1")) == 16
    assert traps.origin_of(None) is None
    assert traps.origin_of("unix:") is None


def test_a_page_carries_on_what_was_opened_and_typed_before(app):
    first = opened(300)

    laid = traps.lay({"opened": first, "altcha": "solved", "subject": "Cheap watches"})

    assert laid == traps.Laid("Cheap watches", first, "solved")
    assert traps.lay({"opened": "forged"}).opened != "forged"
