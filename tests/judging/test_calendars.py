from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar
from sqlalchemy import select, update

from app.accounts import service as accounts
from app.audit.models import AuditLine
from app.extensions import db
from app.judging import queries, service
from app.programme import service as programme
from app.programme.models import Season
from app.web.actions import act
from tests.judging.rows import count, make_round
from tests.make import csrf, make_user, sign_in


def feed_of(judge):
    db.session.rollback()
    return queries.calendar_address(judge).removeprefix("http://localhost")


def event_in(answer):
    assert answer.status_code == 200
    return Calendar.from_ical(answer.get_data()).walk("VEVENT")[0]


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def made(app):
    return make_round(entries=2)


def test_a_private_address_gives_the_due_date_in_the_seasons_zone_without_a_login(made, client):
    act(db.session.execute, update(Season).values(zone="America/New_York"))

    answer = client.get(feed_of(made.judge))
    event = event_in(answer)

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert event["dtend"].dt == made.season.judging_closes_at.replace(microsecond=0)
    assert event["dtend"].params["TZID"] == "America/New_York"
    assert b"BEGIN:VTIMEZONE" in answer.get_data()
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [-timedelta(days=3), -timedelta(days=1)]
    assert event["url"].endswith("/judge/")


def test_no_entry_company_category_or_count_is_in_the_calendar(made, client):
    written = text_of(client.get(feed_of(made.judge)))

    for word in (made.entry.title, made.category.name, made.entry.public_id, made.judge.email, "entries"):
        assert word not in written


def test_a_deadline_that_moves_moves_the_same_event_with_a_higher_sequence(made, client):
    before = event_in(client.get(feed_of(made.judge)))

    for minutes, days in ((10, 35), (20, 25)):
        with time_machine.travel(made.season.created_at + timedelta(minutes=minutes)):
            closes = made.season.created_at.date() + timedelta(days=days)
            act(
                programme.edit_season,
                made.season,
                by="test",
                judging_closes_on=closes,
                announced_on=closes + timedelta(days=9),
            )
            after = event_in(client.get(feed_of(made.judge)))
        assert after["uid"] == before["uid"]
        assert after["sequence"] > before["sequence"]
        assert after["last-modified"].dt > before["last-modified"].dt
        assert after["dtend"].dt.date() == closes + timedelta(days=1)
        before = after


def test_a_new_address_ends_the_old_one_and_leaves_its_line(made, client):
    old = feed_of(made.judge)
    sign_in(client, made.judge)
    assert old in text_of(client.get("/judge/calendar"))

    answer = client.post("/judge/calendar", data={"csrf_token": csrf(client, "/judge/calendar")})

    new = feed_of(made.judge)
    assert answer.status_code == 303
    assert new in text_of(client.get("/judge/calendar"))
    client.delete_cookie("session")
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    assert (
        db.session.scalars(select(AuditLine.verb).order_by(AuditLine.number.desc())).first() == "calendar link renewed"
    )


def test_the_address_of_somebody_who_left_or_of_nobody_leads_nowhere(made, client):
    address = feed_of(made.judge)
    forged = [address[:-6] + "aa.ics", "/judge/calendar/x.ics", feed_of(make_user(role="curator"))]
    assert [client.get(each).status_code for each in forged] == [404, 404, 404]

    act(accounts.disable, made.judge, by=made.organiser)

    assert client.get(address).status_code == 404


def test_a_new_address_and_its_line_live_or_die_together(made):
    before = count(AuditLine)

    def renew_and_fail():
        service.renew_calendar_link(by=made.judge)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        act(renew_and_fail)

    assert count(AuditLine) == before


def test_a_judge_downloads_the_day_once(made, client):
    answer = sign_in(client, made.judge).get("/judge/calendar.ics")

    assert 'filename="judging.ics"' in answer.headers["Content-Disposition"]
    assert event_in(answer)["dtend"].dt == made.season.judging_closes_at.replace(microsecond=0)
    assert 'href="/judge/calendar"' in text_of(client.get("/judge/"))
