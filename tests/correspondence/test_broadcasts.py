"""Letters to many: one letter a person, to those who were counted, and nothing before somebody confirms the count."""

import pytest

from app.correspondence.models import Broadcast
from app.correspondence.queries.audiences import list_recipients
from app.correspondence.queries.broadcasts import count_progress, get_broadcast
from app.correspondence.rules import Audience, BroadcastState
from app.correspondence.service import broadcasts as service
from app.correspondence.service.broadcasts import Draft
from app.errors import Refused
from app.extensions import db
from app.mail import service as mail
from app.mail.models import Letter
from app.mail.rules import State
from app.nominations import service as nominations
from app.web.actions import act
from tests.make import (
    csrf,
    make_category,
    make_entry,
    make_nomination,
    make_season,
    make_user,
    reload,
    sent_letters,
)
from tests.together import at_once
from tests.watch import every_row, recorded_verbs

BODY = "{greeting}\n\nthe results of {season} come on Monday.\n\n{link}"


@pytest.fixture
def category(app):
    return make_category(season=make_season(), name="Best Support Team")


def make_draft(category, organiser, audience=Audience.NOMINATORS, of_category=True, **words):
    place = category if of_category else None
    typed = {"title": "News of {season}", "body": BODY} | words
    return act(service.begin, Draft(audience, category.season, place, **typed), by=organiser)


def send(broadcast, organiser, count):
    return act(service.send, broadcast, count=count, seen=broadcast.edition, by=organiser)


def letters():
    db.session.rollback()
    return db.session.query(Letter).all()


def test_everybody_gets_one_letter_however_many_nominations(app, category, organiser):
    for email in ("ada@example.org", "Ada@Example.org", "bo@example.org"):
        make_nomination(category=category, email=email)
    broadcast = make_draft(category, organiser)

    assert send(broadcast, organiser, 2)
    arrived = sent_letters(app)

    assert sorted(letter["To"].lower() for letter in arrived) == ["ada@example.org", "bo@example.org"]
    text = arrived[0].get_body(("plain",)).get_content()
    assert arrived[0]["Subject"] == f"News of {category.season.name}"
    assert "Hello Ada Lovelace," in text
    assert "withdraw it or erase it here:" in text
    assert arrived[0]["List-Unsubscribe"]
    assert arrived[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_only_those_whose_confirmed_nomination_stands_and_who_want_news_are_written_to(app, category, organiser):
    for state in ("unconfirmed", "rejected", "withdrawn", "expired", "accepted", "held"):
        make_nomination(category=category, email=f"{state}@example.org", state=state)
    make_nomination(category=category, email="unwilling@example.org")
    make_nomination(category=make_category(), email="elsewhere@example.org")
    act(mail.refuse_news, "unwilling@example.org")

    found = list_recipients(make_draft(category, organiser))

    assert set(found) == {"accepted@example.org", "held@example.org"}


def test_somebody_who_leaves_after_sending_gets_no_letter(app, category, organiser):
    stays, leaves = (make_nomination(category=category, email=f"{name}@example.org") for name in ("stays", "leaves"))
    refuses = make_nomination(category=category, email="refuses@example.org")
    broadcast = make_draft(category, organiser)
    send(broadcast, organiser, 3)
    act(nominations.withdraw, leaves)
    act(mail.refuse_news, refuses.written.email)

    assert [letter["To"] for letter in sent_letters(app)] == [stays.written.email]


def test_erasing_a_nomination_takes_its_letters_with_it(app, category, organiser):
    nomination = make_nomination(category=category, email="ada@example.org")
    send(make_draft(category, organiser), organiser, 1)
    act(nominations.erase, nomination)

    (letter,) = letters()
    assert letter.state is State.CANCELLED
    assert letter.recipient == letter.message_id


def test_judges_get_their_own_link_and_no_entry_is_named(app, category, organiser):
    judge = make_user(role="judge", email="jo@example.org", name="Jo")
    make_user(role="curator", email="cy@example.org")
    make_entry(category=category)
    broadcast = make_draft(category, organiser, Audience.JUDGES)
    send(broadcast, organiser, 1)

    (arrived,) = sent_letters(app)

    text = arrived.get_body(("plain",)).get_content()
    assert arrived["To"] == judge.email
    assert "http://localhost/judge/" in text
    assert "because you judge" in text


def test_a_count_that_has_changed_is_told_and_nothing_goes(app, category, organiser):
    make_nomination(category=category)
    broadcast = make_draft(category, organiser)
    make_nomination(category=category)
    before = every_row()

    with pytest.raises(Refused, match="It would go to 2 people now, and you confirmed 1"):
        send(broadcast, organiser, 1)

    assert every_row() == before


@pytest.mark.slow
def test_two_presses_at_once_send_one_letter_each(app, category, organiser):
    for _ in range(5):
        make_nomination(category=category)
    broadcast = make_draft(category, organiser)
    public_id = broadcast.public_id

    def press():
        return act(service.send, get_broadcast(public_id), count=5, seen=1, by=organiser)

    outcomes = at_once(app, press, press)

    assert sorted(outcomes) == [False, True]
    assert len(letters()) == 5
    assert len({letter.recipient for letter in letters()}) == 5
    assert recorded_verbs().count("broadcast sent") == 1


def test_what_has_not_gone_can_be_stopped(app, category, organiser):
    for _ in range(3):
        make_nomination(category=category)
    broadcast = make_draft(category, organiser)
    send(broadcast, organiser, 3)
    act(lambda: setattr(db.session.get(Letter, letters()[0].id), "state", State.SENT))

    stopped = act(service.stop, broadcast, by=organiser)

    progress = count_progress(reload(broadcast))
    assert (stopped, broadcast.state) == (2, BroadcastState.STOPPED)
    assert (progress.sent, progress.waiting, progress.cancelled) == (1, 0, 2)
    assert sent_letters(app) == []


def test_the_log_holds_the_count_and_never_the_text(app, category, organiser):
    make_nomination(category=category)
    broadcast = make_draft(category, organiser, title="A secret", body="Nobody may read this")
    send(broadcast, organiser, 1)

    lines = str(every_row()["audit_line"])
    assert recorded_verbs()[-2:] == ["broadcast drafted", "broadcast sent"]
    assert "'recipients': '1'" in lines
    assert "secret" not in lines


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"body": "{company}"}, "There is no {company} here"),
        ({"body": "{category}", "place": ""}, "Choose a season or a category"),
        ({"title": ""}, "Write a subject"),
        ({"audience": "companies"}, "Not a valid choice"),
    ],
)
def test_a_draft_that_cannot_be_sent_is_refused_with_what_was_typed(desk, category, typed, sentence):
    place = f"{category.season.slug}/{category.slug}"
    form = {"audience": "judges", "place": place, "title": "Mine", "body": "Kept words", "action": "save", **typed}

    answer = desk.post("/organise/broadcasts/new", data={"csrf_token": csrf(desk, "/organise/broadcasts/new"), **form})

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert db.session.query(Broadcast).count() == 0


def test_from_a_draft_to_its_letters_by_the_pages(desk, category, app):
    make_nomination(category=category, email="ada@example.org")
    new, place = "/organise/broadcasts/new", f"{category.season.slug}/{category.slug}"
    words = {"title": "News of {category}", "body": BODY}
    form = {"csrf_token": csrf(desk, new), "audience": "nominators", "place": place, **words}
    preview = desk.post(new, data={**form, "action": "preview"}).get_data(as_text=True)
    desk.post(new, data={**form, "action": "trial"})
    sending = desk.post(new, data={**form, "action": "on"}).location
    asked = desk.get(sending).get_data(as_text=True)
    wrong = desk.post(sending, data={"csrf_token": form["csrf_token"], "seen": "1", "count": "7"})
    right = desk.post(sending, data={"csrf_token": form["csrf_token"], "seen": "1", "count": "1"})
    again = desk.post(sending, data={"csrf_token": form["csrf_token"], "seen": "1", "count": "1"})
    arrived = {letter["To"]: letter["Subject"] for letter in sent_letters(app)}
    progress = desk.get(right.location).get_data(as_text=True)

    assert "Hello Ada," in preview
    assert "Send 1 letter?" in asked
    assert (wrong.status_code, right.status_code, again.status_code) == (422, 303, 303)
    news = f"News of {reload(category).name}"
    assert arrived == {"olga@example.org": f"Test: {news}", "ada@example.org": news}
    assert "Each letter in the outbox" in progress
    assert f'<h1 class="govuk-heading-l">{news}</h1>' in progress
    assert news in desk.get("/organise/broadcasts").get_data(as_text=True)


def test_a_draft_somebody_else_changed_is_not_overwritten(desk, category, organiser):
    broadcast = make_draft(category, organiser)
    here = f"/organise/broadcasts/{broadcast.public_id}"
    form = {"csrf_token": csrf(desk, here), "seen": "1", "audience": "judges", "place": category.season.slug}
    first = desk.post(here, data={**form, "title": "First", "body": "First"})
    second = desk.post(here, data={**form, "title": "Second", "body": "Second"})

    assert (first.status_code, second.status_code) == (303, 409)
    assert "Second" in second.get_data(as_text=True)
    assert reload(broadcast).title == "First"


def test_a_draft_can_be_thrown_away_and_a_sent_letter_cannot(desk, category, organiser):
    make_nomination(category=category)
    kept, gone = make_draft(category, organiser), make_draft(category, organiser)
    send(kept, organiser, 1)
    token = {"csrf_token": csrf(desk, "/organise/broadcasts/new")}

    answers = [desk.post(f"/organise/broadcasts/{each.public_id}/discard", data=token) for each in (kept, gone)]

    db.session.rollback()
    assert [answer.status_code for answer in answers] == [409, 303]
    assert db.session.query(Broadcast).count() == 1
