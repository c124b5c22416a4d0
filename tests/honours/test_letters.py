"""Letters to companies: none before an organiser sends it, to proven contacts alone, once a company and season."""

import pytest
from sqlalchemy import select

from app import clock
from app.accounts.models import User
from app.audit.models import AuditLine
from app.companies import contacting
from app.desk.queries.counts import count_site
from app.errors import Refused
from app.extensions import db
from app.honours import service
from app.honours.queries.letters import list_letters
from app.mail.models import Letter
from app.nominations import service as nominations
from app.programme.models import Season
from app.web.actions import act
from tests.honours.rows import add_contact, make_published, send_letter
from tests.make import csrf, make_user, reload, sent_letters, sign_in
from tests.together import at_once

PURPOSE = "company_page"


def to_companies(app):
    return [letter for letter in sent_letters(app) if letter["To"] == "press@brightline.example"]


def why_not(published):
    db.session.rollback()
    return {row.company.name: row.why_not for row in list_letters(published.made.season)}[published.company.name]


def send(published, *, count=1):
    slug = published.company.slug
    return act(service.send_letters, published.made.season, companies=[slug], count=count, by=published.organiser)


def test_nothing_goes_to_a_company_before_an_organiser_presses_send(app, published):
    add_contact(published.company, published.curator)

    assert to_companies(app) == []
    assert send(published) == 1
    assert len(to_companies(app)) == 1


def test_the_letter_names_the_story_says_free_and_leads_to_the_page(app, client, published):
    page = send_letter(published)

    words = to_companies(app)[0].get_body(("plain",)).get_content()
    story = published.made.entries[0].nominations[0]
    link = next(line for line in words.splitlines() if f"/company/{page.public_id}" in line and "/letters" not in line)
    assert f"/stories/{story.story_id}" in words
    assert "This is free, and stays free" in words
    assert client.get(link.removeprefix(link.split("/company/")[0])).status_code == 200
    assert "Ada Lovelace" not in words
    assert story.written.email not in words


def test_who_gets_none_is_left_out_with_the_reason(published):
    seen = [why_not(published)]
    contact = act(
        contacting.add_contact,
        published.company,
        person=contacting.Person("Somebody", "Press", "somebody@elsewhere.example", "a directory"),
        by=published.curator,
    )
    seen.append(why_not(published))
    act(contacting.strike, published.company, contact=contact.public_id, by=published.curator)
    add_contact(published.company, published.curator)
    seen.append(why_not(published))
    act(contacting.refuse_letters, reload(published.company), by=published.curator)
    seen.append(why_not(published))

    assert seen == ["No contact is known.", "No contact is proven.", "", "It asked never to be written to."]
    with pytest.raises(Refused):
        send(published)


@pytest.mark.parametrize("count", [None, 0, 2])
def test_letters_go_out_only_when_their_number_is_typed(app, published, count):
    add_contact(published.company, published.curator)

    with pytest.raises(Refused, match="1"):
        send(published, count=count)

    assert to_companies(app) == []


def test_a_company_is_written_to_once_a_season_and_again_only_by_a_person(app, published):
    send_letter(published)
    with pytest.raises(Refused):
        send(published)
    first = len(to_companies(app))

    act(service.send_again, published.made.season, company=published.company.slug, by=published.organiser)

    assert (first, len(to_companies(app))) == (1, 2)
    lines = db.session.scalars(select(AuditLine).filter_by(verb="letter to company sent")).all()
    assert len(lines) == 2
    assert "press@" not in str([line.facts for line in lines])


def test_two_organisers_who_press_send_together_send_one_letter(app, published):
    add_contact(published.company, published.curator)
    season, slug, by = published.made.season.id, published.company.slug, published.organiser.id

    def press():
        of_season, organiser = db.session.get_one(Season, season), db.session.get_one(User, by)
        return act(service.send_letters, of_season, companies=[slug], count=1, by=organiser)

    outcomes = at_once(app, press, press)

    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True]
    db.session.rollback()
    assert len(db.session.scalars(select(Letter).filter_by(purpose=PURPOSE)).all()) == 1


def test_a_letter_that_waits_is_dropped_when_its_ground_is_gone(app, published):
    send_letter(published)

    act(nominations.erase, reload(published.made.entries[0].nominations[0]))

    assert to_companies(app) == []


def test_no_letter_goes_before_the_season_is_announced(app):
    published = make_published()
    add_contact(published.company, published.curator)

    with pytest.raises(Refused, match="not announced yet"):
        send(published)


def test_an_organiser_reads_the_letter_and_sends_it_from_the_page(app, client, published):
    add_contact(published.company, published.curator)
    sign_in(client, make_user(role="organiser"))
    start = f"/organise/companies/letters?season={published.made.season.slug}"

    page = client.get(start).get_data(as_text=True)
    preview = client.get(f"/organise/companies/letters/{published.made.season.slug}/{published.company.slug}")
    fields = {"csrf_token": csrf(client, start), "season": published.made.season.slug, "count": "1"}
    answer = client.post("/organise/companies/letters", data={**fields, "companies": published.company.slug})

    assert "press@brightline.example" in page
    assert "This is free, and stays free" in preview.get_data(as_text=True)
    assert answer.status_code == 303
    assert len(to_companies(app)) == 1


def test_the_overview_counts_who_won_until_told_or_unwilling_whether_a_contact_is_known_or_not(published):
    def left():
        db.session.rollback()
        return count_site(clock.now(), db.session.get_one(Season, published.made.season.id)).companies_to_tell

    seen = [left()]
    act(contacting.refuse_letters, reload(published.company), by=published.curator)
    seen.append(left())
    act(contacting.want_letters, reload(published.company), by=published.curator)
    seen.append(left())
    send_letter(published)

    assert [*seen, left()] == [1, 0, 1, 0]
