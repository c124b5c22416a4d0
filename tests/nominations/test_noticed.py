"""What a nomination that comes in through the form leaves behind, and what the person who sent it sees of that."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.mail.models import Letter
from app.nominations.models import Nomination
from tests.make import make_category
from tests.nominations.posting import person, send
from tests.nominations.proving import opened, solved_by
from tests.watch import counted_statements

STORY = "They stayed on the line until it worked, and rang again on Monday."


def only_one():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def test_a_person_leaves_no_signal_and_a_code_for_the_network(client, app):
    person(client, make_category(), STORY)

    nomination = only_one()
    assert (nomination.signals, nomination.is_proven) == ([], True)
    assert nomination.origin
    assert not db.session.scalars(select(Letter.lane)).one().startswith("slow")


def test_a_script_is_thanked_and_its_letter_waits_among_the_slow_ones(client, app):
    answer = send(client, make_category(), STORY, subject="Cheap watches")

    nomination = only_one()
    assert answer.status_code == 303
    assert nomination.signals == ["no_proof", "no_opened", "honeypot"]
    assert not nomination.is_proven
    assert db.session.scalars(select(Letter.lane)).one().startswith("slow")


def test_whoever_is_noticed_sees_the_same_thanks(client, app):
    category = make_category()
    pages = [
        client.get(send(client, category, STORY, **typed).location).get_data(as_text=True)
        for typed in ({"opened": opened(), "altcha": solved_by(client)}, {"subject": "Cheap watches"})
    ]
    references = db.session.scalars(select(Nomination.reference).order_by(Nomination.id)).all()

    thanks = [page.replace(reference, "…") for page, reference in zip(pages, references, strict=True)]

    assert [page.count("…") for page in thanks] == [thanks[0].count("…")] * 2
    assert len({page.partition("<h1")[2].partition("</h1>")[0] for page in thanks}) == 1
    assert not any(word in thanks[1].lower() for word in ("robot", "suspicious", "spam", "held"))


def test_noticing_asks_the_database_nothing_more(client, app):
    category = make_category()
    send(client, category, STORY)

    with counted_statements() as plain:
        send(client, category, STORY)
    with counted_statements() as noticed:
        send(
            client,
            category,
            STORY,
            subject="Cheap watches",
            opened=opened(1),
            altcha="forged",
            email="a@mailinator.com",
        )

    assert len(noticed) == len(plain)


def test_a_puzzle_solved_once_proves_one_nomination(client, app):
    category, solved = make_category(), solved_by(client)

    for _ in range(2):
        send(client, category, STORY, opened=opened(), altcha=solved)

    signals = db.session.scalars(select(Nomination.signals).order_by(Nomination.id)).all()
    assert signals == [[], ["failed_proof"]]


def test_sending_the_same_form_again_changes_no_signal(client, app):
    category, same = make_category(), {"submission_key": "the-very-same-key-again"}
    whole = same | {"opened": opened(), "altcha": solved_by(client)}

    locations = {send(client, category, STORY, email="ada@example.org", **whole).location for _ in range(2)}

    assert len(locations) == 1
    assert only_one().signals == []


@pytest.mark.parametrize("forwarded", ["203.0.113.9", "203.0.113.9, 198.51.100.4"])
def test_an_address_claimed_without_a_trusted_proxy_counts_for_nothing(client, app, forwarded):
    category = make_category()
    send(client, category, STORY)
    client.environ_base["HTTP_X_FORWARDED_FOR"] = forwarded

    send(client, category, STORY)

    assert len(set(db.session.scalars(select(Nomination.origin)))) == 1
