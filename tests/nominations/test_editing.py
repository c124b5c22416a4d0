import pytest

from app.audit.queries import list_lines
from app.companies.editing import add_alias
from app.companies.merging import merge
from app.extensions import db
from app.nominations import service
from app.nominations.masking import MaskKind, mask
from app.nominations.rules import State
from app.nominations.service import Placing
from app.nominations.service.masking import list_masks
from app.nominations.service.taking import Read, stamp_of
from app.web.actions import act
from tests.make import csrf, make_category, make_company, make_nomination, make_user, reload
from tests.nominations.private import fields_of, link_to, press, writing_of

BETTER = "They called back within the hour, and Priya stayed on the line until everything worked again."


@pytest.mark.parametrize("state", [State.SUBMITTED, State.HELD, State.ASKED, State.UNCONFIRMED])
def test_until_a_curator_decides_a_change_is_a_new_version_and_the_old_one_stays(client, state):
    nomination = make_nomination(state=state)
    before = nomination.written.story

    answer = press(client, link_to(nomination, "/edit"), **fields_of(nomination, story=BETTER))

    assert answer.status_code == 303
    nomination = reload(nomination)
    assert [each.story for each in nomination.revisions] == [before, BETTER]
    assert nomination.state is state


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED, State.WITHDRAWN, State.EXPIRED, State.REPLACED])
def test_what_was_decided_or_ended_is_not_changed_and_the_reason_is_said(client, state):
    nomination = make_nomination()
    path = link_to(nomination, "/edit")
    token = csrf(client, path)
    decided = make_nomination(state=state)

    answer = client.post(link_to(decided, "/edit"), data={"csrf_token": token, **fields_of(decided, story=BETTER)})

    assert answer.status_code == 409
    assert "can no longer be changed" in answer.get_data(as_text=True)
    assert BETTER in answer.get_data(as_text=True)
    assert len(reload(decided).revisions) == 1
    assert client.get(link_to(decided, "/edit")).status_code == 303


def test_company_and_category_may_change_too(client):
    nomination = make_nomination()
    other = make_category(season=nomination.season)

    press(client, link_to(nomination, "/edit"), **fields_of(nomination, company="Northwind", category=other.slug))

    nomination = reload(nomination)
    assert (nomination.category_id, nomination.written.company_name) == (other.id, "Northwind")


def test_a_mistake_brings_the_page_back_with_everything_typed(client):
    nomination = make_nomination()

    answer = press(client, link_to(nomination, "/edit"), **fields_of(nomination, story="Short.", company="Northwind"))

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Short." in page
    assert 'value="Northwind"' in page
    assert "The story needs 20 to 5,000 characters" in page


def test_saving_what_is_there_already_makes_no_version(client):
    nomination = make_nomination()

    press(client, link_to(nomination, "/edit"), **fields_of(nomination))

    assert len(reload(nomination).revisions) == 1


def test_a_change_made_in_another_window_is_told_with_both_texts_and_can_be_kept(client):
    nomination = make_nomination()
    stale = fields_of(nomination, story=f"{BETTER} Second window.")
    press(client, link_to(nomination, "/edit"), **fields_of(nomination, story=f"{BETTER} First window."))

    answer = press(client, link_to(nomination, "/edit"), **stale)

    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "First window." in page
    assert "Second window." in page
    assert 'name="revision" value="2"' in page
    assert press(client, link_to(nomination, "/edit"), **{**stale, "revision": "2"}).status_code == 303
    assert reload(nomination).written.story.endswith("Second window.")


def test_a_curator_who_read_the_earlier_version_cannot_accept_the_new_one(app):
    nomination = make_nomination()
    curator = make_user()
    seen = Read(revision=nomination.revision_number, stamp=stamp_of(nomination))
    writing = writing_of(nomination, story=BETTER)
    act(service.edit, nomination, seen_revision=1, category_id=nomination.category_id, writing=writing)

    with pytest.raises(Exception, match="The nominator changed the text while you were reading"):
        act(service.accept, nomination, placing=Placing(company_name="Brightline"), read=seen, by=curator)

    assert reload(nomination).state is State.SUBMITTED


def test_the_log_names_the_fields_that_changed_and_none_of_their_words(client):
    nomination = make_nomination()

    press(client, link_to(nomination, "/edit"), **fields_of(nomination, story=BETTER, name="Ada King"))

    db.session.rollback()
    line = next(line for line in list_lines() if line.verb == "nomination edited")
    assert line.facts == {"revision": "2", "fields": "name story"}


@pytest.mark.parametrize("typed", ["NORTHWIND", "Northwind Trading", "Nordwind", "Wind of the North"])
def test_it_cannot_become_a_second_one_by_another_name_of_the_company(client, typed):
    company, merged = make_company("Northwind"), make_company("Nordwind")
    act(add_alias, company, name="Northwind Trading", by=make_user())
    act(merge, merged, into=company, by=make_user())
    first = make_nomination(email="ada@example.org", company_name="Northwind")
    second = make_nomination(category=first.category, email="ada@example.org", company_name="Southwind")
    align(first, second)
    chosen = company.slug if typed == "Wind of the North" else ""

    answer = press(client, link_to(second, "/edit"), **fields_of(second, company=typed, company_id=chosen))

    assert answer.status_code == 422
    assert "You have another nomination of this company" in answer.get_data(as_text=True)
    assert reload(second).written.company_name == "Southwind"


def test_it_cannot_become_a_second_nomination_of_the_same_company(client):
    first = make_nomination(email="ada@example.org", company_name="Northwind")
    second = make_nomination(category=first.category, email="ada@example.org", company_name="Southwind")
    align(first, second)

    answer = press(client, link_to(second, "/edit"), **fields_of(second, company="NORTHWIND"))

    assert answer.status_code == 422
    assert "You have another nomination of this company" in answer.get_data(as_text=True)


def align(*nominations):
    from app.nominations.service.sending import identity_hash

    def write():
        for each in nominations:
            each.identity = identity_hash(each.written.email)

    act(write)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.UNCONFIRMED])
@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"name": "Somebody Else"}, "They rang [phone number hidden] until it worked, and it did."),
        (
            {"story": "At last they rang 020 7946 0018, and 020 7946 0018 again, until it all worked."},
            "At last they rang [phone number hidden], and [phone number hidden] again, until it all worked.",
        ),
        ({"story": "They rang my number again and again until it worked, and it did."}, None),
    ],
)
def test_what_was_hidden_stays_hidden_when_anything_is_changed(client, state, change, shown):
    story = "They rang 020 7946 0018 until it worked, and it did."
    nomination = make_nomination(state=state, story=story)
    act(service.mask_passage, nomination, passage="020 7946 0018", kind=MaskKind.PHONE, by=make_user())

    press(client, link_to(nomination, "/edit"), **fields_of(nomination, **change))

    nomination = reload(nomination)
    assert nomination.revision_number == 2
    read = mask(nomination.written.story, list_masks(nomination)).text
    assert read == (shown or change["story"])
    assert "0018" not in read
