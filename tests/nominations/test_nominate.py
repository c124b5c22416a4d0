from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from sqlalchemy import exc, func, select, update

from app.audit.models import AuditLine
from app.extensions import db
from app.mail.models import Letter
from app.nominations.models import Nomination, NominationRevision
from app.nominations.rules import State
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_nomination, make_user, reload, sent_letters, sign_in

STORY = "My router failed before a hospital call and Priya stayed on the line until it worked."


def filled(client, honoured, /, **changes):
    """Fill the form as a person would."""
    form = {
        "csrf_token": csrf(client, "/nominate"),
        "submission_key": "a-key-of-twenty-signs",
        "company": "Brightline Broadband",
        "website": "brightline.example",
        "category": honoured.slug,
        "story": STORY,
        "feeling": "relieved",
        "qualities": ["attention", "resolution"],
        "solved": "first_contact",
        "channel": "phone",
        "relation": "customer",
        "name": "Ada Lovelace",
        "email": "ada@example.org",
        "consent": "yes",
    }
    form |= changes
    return {name: value for name, value in form.items() if value is not None}


def only_nomination():
    db.session.rollback()
    return db.session.scalars(select(Nomination)).one()


def test_a_whole_submission_is_stored_with_its_letter_and_audit_line(client):
    category = make_category()

    answer = client.post("/nominate", data=filled(client, category))

    nomination = only_nomination()
    assert answer.status_code == 303
    assert answer.location == f"/nominate/sent?reference={nomination.reference}"
    assert nomination.state is State.UNCONFIRMED
    assert nomination.written.story == STORY
    assert nomination.written.qualities == ["attention", "resolution"]
    assert db.session.scalar(select(func.count(Letter.id))) == 1
    assert db.session.scalars(select(AuditLine.verb)).all() == ["nomination sent"]


def test_sending_the_same_form_twice_gives_one_nomination_and_one_letter(client, app):
    category = make_category()
    form = filled(client, category)

    first = client.post("/nominate", data=form)
    second = client.post("/nominate", data=form)

    assert first.location == second.location
    assert only_nomination().revision_number == 1
    assert len(sent_letters(app)) == 1


def test_a_form_without_a_key_is_still_sent_once(client):
    category = make_category()
    form = filled(client, category, submission_key=None)

    locations = {client.post("/nominate", data=form).location for _ in range(2)}

    assert len(locations) == 1
    assert only_nomination()


def test_a_wrong_address_is_corrected_by_sending_again(client, app):
    category = make_category()
    client.post("/nominate", data=filled(client, category, email="ada@exmaple.org"))

    client.post("/nominate", data=filled(client, category, email="ada@example.org"))

    assert only_nomination().revision_number == 2
    assert [letter["To"] for letter in sent_letters(app)] == ["ada@example.org"]


def test_the_link_to_a_mistyped_address_stops_working(client, app):
    category = make_category()
    client.post("/nominate", data=filled(client, category, email="stranger@example.org"))
    link = link_in(sent_letters(app)[0])
    client.post("/nominate", data=filled(client, category, email="ada@example.org"))

    assert client.get(link).status_code == 404


def link_in(letter):
    text = letter.get_body(("plain",)).get_content()
    return next(word for word in text.split() if "/confirm" in word).removeprefix("http://localhost")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"company": ""}, "Enter the company"),
        ({"category": "no-such"}, "Not a valid choice"),
        ({"category": None}, "Choose what you want to honour"),
        ({"story": "Too short"}, "The story needs 20 to 5,000 characters"),
        ({"story": "x" * 5001}, "The story needs 20 to 5,000 characters"),
        ({"email": "ada@"}, "Enter your email address in the right format"),
        ({"consent": None}, "Tick the box to let us use your story"),
        ({"feeling": "bored"}, "Not a valid choice"),
        ({"link": "javascript:alert(1)"}, "Enter a whole address that begins with https://"),
        ({"website": "not a site"}, "Enter a website in the right format"),
        ({"show_name": "yes", "name": ""}, "Enter your name, or untick"),
        ({"story": "A control \x00 character stands in here."}, "Remove the invisible control characters"),
        ({"recognises": "person"}, "This category honours a company"),
    ],
)
def test_a_mistake_gives_the_page_back_with_everything_typed(client, changes, sentence):
    category = make_category()

    answer = client.post("/nominate", data=filled(client, category, **changes))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert "There is a problem" in page
    assert 'value="Ada Lovelace"' in page or changes.get("name") == ""
    assert changes.get("story", STORY)[:9] in page
    assert db.session.scalar(select(func.count(Nomination.id))) == 0


def test_a_team_needs_its_name(client):
    category = make_category(recognises="team")

    answer = client.post("/nominate", data=filled(client, category))

    assert answer.status_code == 422
    assert "Enter the team you want to thank" in answer.get_data(as_text=True)


@pytest.mark.parametrize("token", [None, "stale"], ids=["missing", "stale"])
def test_a_form_with_a_dead_token_comes_back_whole_with_a_fresh_one(client, token):
    category = make_category()
    form = filled(client, category, csrf_token=token)

    answer = client.post("/nominate", data=form)

    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert STORY in page
    assert "This page was open for a long time" in page
    fresh = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post("/nominate", data=form | {"csrf_token": fresh}).status_code == 303


def test_a_form_from_a_foreign_page_is_refused(client):
    category = make_category()

    answer = client.post("/nominate", data=filled(client, category), headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert db.session.scalar(select(func.count(Nomination.id))) == 0


def test_a_form_sent_after_the_close_comes_back_with_the_story(client):
    category = make_category()
    form = filled(client, category)

    with time_machine.travel(category.season.nominations_close_at + timedelta(minutes=31)):
        answer = client.post("/nominate", data=form)

    assert answer.status_code == 422
    assert STORY in answer.get_data(as_text=True)


def test_a_form_opened_before_the_close_is_taken_within_half_an_hour(client):
    category = make_category()
    form = filled(client, category)

    with time_machine.travel(category.season.nominations_close_at + timedelta(minutes=29)):
        answer = client.post("/nominate", data=form)

    assert answer.status_code == 303


def test_the_form_page_is_kept_for_the_back_button(client):
    make_category()

    assert client.get("/nominate").headers["Cache-Control"] == "private, no-cache"


def test_what_was_typed_is_trimmed_and_nothing_else(client):
    category = make_category()

    client.post(
        "/nominate", data=filled(client, category, story="  Cafe\u0301 staff helped me, all of them.\r\nTwice.  ")
    )

    assert only_nomination().written.story == "Café staff helped me, all of them.\nTwice."


def test_a_known_company_is_recognised_by_another_spelling(client):
    company = make_company("Brightline Broadband Ltd")
    category = make_category()

    client.post("/nominate", data=filled(client, category, company="BRIGHTLINE  broadband"))

    assert only_nomination().company_id == company.id


def test_the_text_of_a_revision_can_never_be_altered(client):
    nomination = make_nomination()

    with pytest.raises(exc.DBAPIError, match="append-only"):
        act(lambda: db.session.execute(update(NominationRevision).values(story="Another story that nobody wrote.")))

    assert reload(nomination).written.story.startswith("My router")


def test_two_people_without_a_key_never_share_a_nomination(client):
    category = make_category()

    first = client.post("/nominate", data=filled(client, category, submission_key="", email="ada@example.org"))
    second = client.post("/nominate", data=filled(client, category, submission_key="", email="eve@example.org"))

    assert first.location != second.location


@pytest.mark.parametrize("body", ["[1,2]", "5", '"x"', '{"company": 123}', "[" * 5000])
def test_a_body_that_is_no_form_is_a_form_with_mistakes(client, body):
    make_category()

    answer = client.post("/nominate", data=body, content_type="application/json")

    assert answer.status_code == 422


def test_a_file_in_place_of_a_word_is_a_mistake(client):
    category = make_category()
    form = filled(client, category, company=(BytesIO(b"Brightline"), "company.txt"))

    answer = client.post("/nominate", data=form, content_type="multipart/form-data")

    assert answer.status_code == 422


@pytest.mark.parametrize("field", ["company", "ref", "email", "recognises", "submission_key", "story"])
def test_a_nul_in_any_field_is_a_mistake(client, field):
    category = make_category()

    answer = client.post("/nominate", data=filled(client, category, **{field: "ada@example.org\x00 and more words"}))

    assert answer.status_code == 422


def test_nothing_typed_becomes_a_header_of_a_letter(client, app):
    trick = "=?utf-8?q?Bank=0d=0aReply-To:_e@evil.test=0d=0aContent-Type:_text/html=0d=0a=0d=0a<h1>Hi</h1>?="
    category = make_category()

    client.post("/nominate", data=filled(client, category, company=trick))
    (letter,) = sent_letters(app)

    assert letter["Reply-To"] is None
    assert letter.get_content_type() == "multipart/alternative"
    assert "= ?utf-8?q?Bank" in letter["Subject"]


@pytest.mark.parametrize(
    "after", ["2026-01-01 1", "9999-12-31T23:59:59-23:59 1", "2026-01-01T00:00:00+00:00 99999999999999"]
)
def test_an_odd_page_of_the_queue_is_the_first_one(client, after):
    sign_in(client, make_user(role="curator"))

    assert client.get("/curate/nominations", query_string={"after": after}).status_code == 200


@pytest.mark.parametrize("field", ["company", "nominee", "name"])
@pytest.mark.parametrize(
    "unseen",
    ["\u200b", "\u2060\u200d ", "\u00ad", "\u3164", "\u2800\ufe0f"],
    ids=["no width", "joiners", "hyphen", "filler", "blank"],
)
def test_a_name_of_which_nothing_can_be_seen_is_asked_for_again(client, field, unseen):
    category = make_category(recognises="team")

    answer = client.post("/nominate", data=filled(client, category, **{"nominee": "Night shift", field: unseen}))

    assert answer.status_code == 422
    assert "nothing of it can be seen" in answer.get_data(as_text=True)
