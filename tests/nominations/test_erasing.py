from pathlib import Path

import pytest
from sqlalchemy import text

from app import clock
from app.audit import queries as audit
from app.extensions import Base, db
from app.mail.models import Letter
from app.nominations import service
from app.nominations.masking import MaskKind
from app.nominations.models import Nomination, NominationQuestion
from app.nominations.rules import Reason, State
from app.nominations.service import ERASED_TABLES, Placing, Writing
from app.nominations.worker import keep_no_longer
from app.web.actions import act
from app.web.sweeping import empty_journal, sweep
from tests.make import make_category, make_nomination, make_user, reload, sent_letters
from tests.nominations.canary import (
    ADDRESS,
    ANSWER,
    LATER,
    LINK,
    NAME,
    PHONE,
    STORY,
    WORDS,
    files_with,
    found_in,
    rows_as_text,
    words_and_codes,
)
from tests.nominations.private import fields_of, link_to, press, read

ERASABLE = [state for state in State if state is not State.ERASED]


def neighbours(category, count=12):
    """Let others nominate too, so that pages of the database fill up and split."""
    for number in range(count):
        make_nomination(category=category, story="They stayed until it worked again. " * (5 + number * 11 % 97))


def person_of(category):
    """Let the canary nominate, change the words, be asked, answer, be masked and be accepted."""
    writing = Writing(company_name="Brightline", story=STORY, email=ADDRESS, name=NAME, link=LINK, show_name=True)
    reference = act(
        service.submit,
        submission_key="canary-key-0000000001",
        category_id=category.id,
        writing=writing,
        outreach_code="canarycode",
    )
    nomination = db.session.scalars(db.select(Nomination).filter_by(reference=reference)).one()
    act(service.confirm, nomination)
    return nomination


def live_a_whole_life(client, nomination):
    curator = make_user()
    press(client, link_to(nomination, "/edit"), **fields_of(reload(nomination), story=LATER, show_name="y"))
    act(service.ask, reload(nomination), question=f"Which branch was it, {NAME}?", by=curator)
    question = service_question(nomination)
    press(client, link_to(nomination, "/answer"), question=question, answer_text=ANSWER)
    act(service.mask_passage, reload(nomination), passage=f"Call me at {PHONE}", kind=MaskKind.PHONE, by=curator)
    act(service.accept, reload(nomination), placing=Placing(company_name="Brightline"), by=curator)
    press(client, "/nominations/mine", email=ADDRESS)
    return curator


def service_question(nomination):
    return db.session.scalars(db.select(NominationQuestion.id).filter_by(nomination_id=nomination.id)).one()


def test_a_person_who_was_erased_is_found_nowhere(client, app, settings, engine):
    category = make_category()
    neighbours(category)
    nomination = person_of(category)
    live_a_whole_life(client, nomination)
    neighbours(category, 5)
    assert set(found_in(rows_as_text(), WORDS)) == set(WORDS)

    path = link_to(reload(nomination), "/erase")
    db.session.rollback()
    press(client, path)

    assert found_in(rows_as_text(), words_and_codes()) == []
    if engine == "sqlite":
        assert files_with(Path(settings.var), words_and_codes()) == {}
    for page in ("/", f"/companies/{reload(nomination).entry.company.slug}", "/winners"):
        assert found_in(client.get(page).get_data(as_text=True), WORDS) == [], page
    assert client.get(f"/stories/{nomination.story_id}").status_code in {404, 410}


def test_the_files_did_hold_the_person_before(client, app, settings, engine):
    if engine != "sqlite":
        pytest.skip("PostgreSQL's files are not ours to read")
    live_a_whole_life(client, person_of(make_category()))
    empty_journal()

    assert set(files_with(Path(settings.var), WORDS)["awards.db"]) == set(WORDS)


def test_the_receipt_says_what_is_gone_and_names_nobody(client):
    nomination = person_of(make_category())

    answer = press(client, link_to(nomination, "/erase"))
    page = read(client, answer.location)

    assert "Your nomination is erased" in page
    assert found_in(page, WORDS) == []
    assert found_in(client.get(link_to(nomination, "/data")).get_data(as_text=True), WORDS) == []


@pytest.mark.parametrize("state", ERASABLE)
def test_in_every_state_one_press_erases(client, state):
    nomination = make_nomination(state=state)

    answer = press(client, link_to(nomination, "/erase"))

    assert answer.status_code == 303
    assert reload(nomination).state is State.ERASED
    assert reload(nomination).written.email is None


def test_erasing_twice_is_erasing_once(client):
    nomination = make_nomination()

    for _ in range(2):
        act(service.erase, nomination)

    assert [line.verb for line in audit.list_lines()] == ["nomination erased"]


def test_the_log_stays_whole_after_an_erasure(client):
    nomination = person_of(make_category())
    live_a_whole_life(client, nomination)

    act(service.erase, reload(nomination))

    assert audit.verify().broken_at is None


def test_letters_that_were_waiting_do_not_leave_any_more(client, app):
    nomination = make_nomination()
    act(service.reject, nomination, reason=Reason.NO_STORY, by=make_user())

    act(service.erase, nomination)

    assert sent_letters(app) == []
    assert db.session.scalars(db.select(Letter.state)).all() == ["cancelled"]


def test_what_a_mail_server_said_about_the_address_goes_too(app):
    nomination = make_nomination(email=ADDRESS)
    act(service.reject, nomination, reason=Reason.NO_STORY, by=make_user())
    act(lambda: db.session.execute(db.update(Letter).values(state="refused", reason=f"550 {ADDRESS} unknown")))

    act(service.erase, nomination)

    assert found_in(rows_as_text(), words_and_codes()) == []


def test_erasing_lets_other_nominations_of_the_same_person_be(client):
    category = make_category()
    kept = make_nomination(email=ADDRESS, category=category)

    act(service.erase, make_nomination(email=ADDRESS, category=category))

    assert reload(kept).written.email == ADDRESS


def test_the_form_sent_once_more_after_erasing_is_a_new_nomination(client):
    category = make_category()
    nomination = person_of(category)
    act(service.erase, nomination)

    again = person_of(category)

    assert again.id != nomination.id


# A pin holds where a passage begins and ends, never a word of it.
PLACES_ALONE = {"pin"}


def test_every_table_that_names_a_nomination_is_in_the_list_or_holds_nothing_personal(app):
    names_one = {
        name
        for name, table in Base.metadata.tables.items()
        if any(key.column.table.name == "nomination" for key in table.foreign_keys)
    }

    assert names_one - PLACES_ALONE <= {each.model.__tablename__ for each in ERASED_TABLES}


def test_postgresql_has_nothing_left_to_vacuum_after_the_daily_pass(client, app, engine):
    if engine != "postgresql":
        pytest.skip("SQLite has no dead rows")
    nomination = make_nomination()
    act(service.erase, nomination)

    keep_no_longer()

    with db.engine.connect() as connection:
        last = "SELECT last_vacuum FROM pg_stat_user_tables WHERE relname = 'nomination_revision'"
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))
        assert connection.scalar(text(last)) is not None


def test_sweeping_is_safe_at_any_time(app):
    for _ in range(2):
        sweep(Nomination.__table__)

    assert clock.now()
