"""The curators' queue: order, lateness, filters, search, and one decision about many."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.nominations import queries, service
from app.nominations.models import Entry, Nomination
from app.nominations.queues import Show, age_in_words, count_in_words, show_of
from app.nominations.rules import State
from app.nominations.service import Choice, Placing
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_nomination, make_user, reload, sent_letters, sign_in
from tests.watch import counted_statements

QUEUE = "/curate/nominations"


@pytest.fixture
def curator(client):
    user = make_user(role="curator", name="Mina Okafor")
    sign_in(client, user)
    return user


def waiting_since(hours, **columns):
    """Make a nomination that was confirmed so many hours ago."""
    nomination = make_nomination(**columns)

    def age():
        row = db.session.merge(nomination)
        row.confirmed_at = clock.now() - timedelta(hours=hours)

    act(age)
    return reload(nomination)


def text_of(answer):
    return answer.get_data(as_text=True)


def bulk(client, nominations, **more):
    chosen = [f"{each.reference}:{each.revision_number}:" for each in nominations]
    return client.post(f"{QUEUE}/bulk", data={"csrf_token": csrf(client, QUEUE), "chosen": chosen, **more})


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "less than an hour"), (1, "1 hour"), (47, "47 hours"), (48, "2 days"), (73, "3 days")],
)
def test_age_is_said_in_words(hours, words):
    now = clock.now()

    assert age_in_words(now - timedelta(hours=hours), now) == words


def test_a_count_says_where_it_was_cut_off():
    assert [count_in_words(7), count_in_words(1000), count_in_words(1001)] == ["7", "1,000", "1,000+"]


def test_an_address_that_names_no_part_shows_what_waits():
    assert [show_of(None), show_of("held"), show_of("nonsense")] == [Show.WAITING, Show.HELD, Show.WAITING]


def test_one_queue_holds_what_is_new_and_what_is_held_the_longest_waiting_first(client, curator):
    category = make_category()
    waiting_since(50, category=category, company_name="Held Late", state=State.HELD, held_note="Look twice")
    waiting_since(49, category=category, company_name="New Late")
    waiting_since(1, category=category, company_name="Fresh")
    waiting_since(60, category=category, company_name="Asked", state=State.ASKED)

    page = text_of(client.get(QUEUE))

    titles = re.findall(r'sa-rows__title">([^<]+)', page)
    assert titles == ["Held Late", "New Late", "Fresh"]
    assert "2 are late" in page
    assert "Look twice" in page


@pytest.mark.parametrize(("show", "found"), [("held", "Held"), ("asked", "Asked"), ("decided", "Rejected")])
def test_each_part_of_the_queue_shows_its_own(client, curator, show, found):
    category = make_category()
    for state in (State.SUBMITTED, State.HELD, State.ASKED, State.REJECTED):
        make_nomination(category=category, company_name=state.value.title(), state=state)

    page = text_of(client.get(f"{QUEUE}?show={show}"))

    assert re.findall(r'sa-rows__title">([^<]+)', page) == [found]


def test_a_nomination_held_by_the_house_says_why(client, curator):
    nomination = make_nomination(state=State.HELD, signals=["honeypot", "too_fast", "from the future"])

    page = text_of(client.get(f"{QUEUE}/{nomination.reference}"))

    assert "It filled a field that people do not see" in page
    assert "The form was filled in less than three seconds" in page
    assert "from the future" not in page


def test_pages_of_the_queue_leave_nothing_out_and_repeat_nothing(client, curator):
    category = make_category()
    for number in range(45):
        waiting_since(
            number % 5, category=category, company_name=f"Company {number}", state=("held", "submitted")[number % 2]
        )
    path, seen = QUEUE, []

    while path:
        page = text_of(client.get(path))
        seen += re.findall(r'sa-rows__title">([^<]+)', page)
        older = re.search(r'href="([^"]+)" rel="next"', page)
        path = older and older.group(1).replace("&amp;", "&")

    assert len(seen) == len(set(seen)) == 45


def test_the_queue_asks_the_same_few_questions_however_long_it_is(client, curator):
    category = make_category()
    make_nomination(category=category)
    client.get(QUEUE)
    with counted_statements() as few:
        client.get(QUEUE)
    for _ in range(25):
        make_nomination(category=category)

    with counted_statements() as many:
        client.get(QUEUE)

    assert len(many) == len(few) <= 16


def test_many_are_accepted_after_one_question_with_the_count_and_undone_at_once(client, curator, app):
    category = make_category()
    company = make_company("Brightline")
    chosen = [make_nomination(category=category, company_id=company.id) for _ in range(3)]

    asked = bulk(client, chosen, action="accept")
    done = bulk(client, chosen, action="accept", confirmed="yes")
    states = {reload(each).state for each in chosen}
    page = text_of(client.get(done.location))
    undo = re.search(r'action="([^"]+/batches/[^"]+)"', page).group(1)
    client.post(undo, data={"csrf_token": csrf(client, QUEUE)})

    assert "Accept 3 nominations?" in text_of(asked)
    assert states == {State.ACCEPTED}
    assert "3 nominations are decided" in page
    assert {reload(each).state for each in chosen} == {State.SUBMITTED}
    assert sent_letters(app) == []


def test_what_cannot_be_accepted_without_a_choice_is_told_one_by_one(client, curator):
    category = make_category()
    known = make_nomination(category=category, company_id=make_company("Brightline").id)
    unknown = make_nomination(category=category, company_name="Nobody Knows")
    gone = make_nomination(category=category, state=State.WITHDRAWN, company_name="Withdrawn Ltd")

    answer = bulk(client, [known, unknown, gone], action="accept", confirmed="yes")

    assert answer.status_code == 200
    assert "1 decided, 2 not" in text_of(answer)
    assert "The register does not know the company" in text_of(answer)
    assert [reload(each).state for each in (known, unknown, gone)] == [State.ACCEPTED, State.SUBMITTED, State.WITHDRAWN]


def test_many_are_not_accepted_only_with_a_reason(client, curator):
    chosen = [make_nomination(), make_nomination()]

    refused = bulk(client, chosen, action="reject", confirmed="yes")
    done = bulk(client, chosen, action="reject", confirmed="yes", reason="advert")

    assert refused.status_code == 422
    assert "Choose the reason" in text_of(refused)
    assert done.status_code == 303
    assert {reload(each).state for each in chosen} == {State.REJECTED}


def test_a_batch_leaves_alone_what_somebody_decided_since(app):
    mina, noor, category = make_user(), make_user(), make_category()
    one, two = make_nomination(category=category), make_nomination(category=category)
    for each in (one, two):
        act(service.decide, each, choice=Choice("hold", note="x"), read="1:", batch="a" * 10, by=mina)

    act(service.accept, two, placing=Placing(company_name="Acme"), by=noor)

    assert [each.id for each in queries.list_batch("a" * 10)] == [one.id]


def test_a_batch_refuses_a_text_that_changed_since_the_list_was_opened(client, curator):
    nomination = make_nomination(company_id=make_company("Brightline").id)
    nomination_on_the_list = f"{nomination.reference}:7:"

    answer = client.post(
        f"{QUEUE}/bulk",
        data={
            "csrf_token": csrf(client, QUEUE),
            "chosen": nomination_on_the_list,
            "action": "accept",
            "confirmed": "yes",
        },
    )

    assert "The nominator changed the text" in text_of(answer)
    assert reload(nomination).state is State.SUBMITTED


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"chosen": "nothing:1:"},
        {"chosen": ":::", "action": "accept"},
        {"chosen": "x" * 5000, "action": "erase", "confirmed": "yes"},
    ],
    ids=["nothing", "unknown", "empty", "strange"],
)
def test_a_strange_batch_changes_nothing(client, curator, data):
    nomination = make_nomination()

    answer = client.post(f"{QUEUE}/bulk", data={"csrf_token": csrf(client, QUEUE), **data})

    assert answer.status_code in {303, 422}
    assert reload(nomination).state is State.SUBMITTED


def test_another_team_of_the_same_company_is_not_accepted_blindly(client, curator):
    category, company = make_category(recognises="team"), make_company("Brightline")
    names = ("Night desk", "The night desk")
    chosen = [make_nomination(category=category, company_id=company.id, nominee=name) for name in names]

    answer = bulk(client, chosen, action="accept", confirmed="yes")

    db.session.rollback()
    assert "Another team of this company has an entry" in text_of(answer)
    assert db.session.scalar(select(func.count(Entry.id))) == 1
    assert db.session.scalar(select(func.count(Nomination.id)).where(Nomination.state == State.ACCEPTED)) == 1
