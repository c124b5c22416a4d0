"""Any text in any field gives 303 or 422, and what is stored is what was typed."""

import os
import unicodedata
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.nominations.models import Nomination
from app.nominations.steps import Page
from tests.make import csrf, make_category

EXAMPLES = 1_000 if os.environ.get("FULL") else 60
TYPED = ("company", "website", "nominee", "story", "link", "name", "email")
CHOSEN = ("category", "recognises", "feeling", "qualities", "solved", "channel", "relation", "show_name", "consent")
UNSEEN = ("company_id", "ref", "submission_key", "opened", "altcha", "subject", "returning")
_numbers = count(1)

odd = st.sampled_from(
    (
        *(
            "\u202eevil",
            "a\u200bb",
            "👩\u200d👩\u200d👧" * 20,
            "Cafe\u0301",
            "  x  ",
            "\r\n",
            "a\nb",
            "\x00",
            "\x1b[31m",
        ),
        *("=1+1", "<b>", "{{7*7}}", "'; DROP TABLE nomination;--", "../../etc/passwd", "ﷺ" * 50, "\ud83d", "٣"),
        *("x" * 6000, "a@b", "http://[", "-", ""),
    )
)
texts = st.text(max_size=300) | st.text(st.characters(codec="utf-8"), min_size=20, max_size=600) | odd
changes = st.dictionaries(
    st.sampled_from(TYPED + CHOSEN + UNSEEN), st.none() | texts | st.lists(texts, min_size=2, max_size=3), max_size=4
)


def whole(token, category, changed):
    """Return a good form with some fields changed, missing (None) or doubled (a list)."""
    form = {
        "csrf_token": token,
        "submission_key": f"key-of-example-{next(_numbers):08d}",
        "company": "Brightline Broadband",
        "category": category.slug,
        "story": "They stayed on the line until it worked.",
        "email": "ada@example.org",
        "consent": "yes",
    }
    pairs = [(name, each) for name, value in (form | changed).items() for each in listed(value)]
    return MultiDict((name, value.encode("utf-8", "replace").decode()) for name, value in pairs)


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def as_kept(text):
    """Say what is stored of a typed text: composed, with one kind of line end, without blanks around it."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def stored(answer):
    db.session.rollback()
    reference = answer.location.partition("=")[2]
    return db.session.scalars(select(Nomination).filter_by(reference=reference)).one()


@pytest.fixture
def sending(client, app):
    """Give a function that sends a changed form and what was sent."""
    category = make_category()
    token = csrf(client, "/nominate")

    def send(changed, **more):
        form = whole(token, category, changed)
        form.update(more)
        return form, client.post("/nominate", data=form)

    return send


def test_what_is_stored_is_what_was_typed(sending):
    taken = []

    @given(changed=changes)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(changed):
        form, answer = sending(changed)
        assert answer.status_code in {303, 422}
        if answer.status_code == 303:
            written = stored(answer).written
            kept = {name: getattr(written, "company_name" if name == "company" else name) or "" for name in TYPED}
            assert kept == {name: as_kept(form.get(name, "")) for name in TYPED}
            taken.append(changed)

    check()
    assert len(taken) > EXAMPLES / 20


@pytest.mark.parametrize("name", ["feeling", "solved", "channel", "relation"])
def test_a_blank_choice_is_no_choice(sending, name):
    _, answer = sending({name: "\r"})

    assert getattr(stored(answer).written, name) is None


def test_two_people_with_a_blank_key_never_share_a_nomination(sending):
    _, first = sending({"submission_key": " ", "email": "ada@example.org"})
    _, second = sending({"submission_key": " ", "email": "eve@example.org"})

    assert first.location != second.location


def test_any_text_on_any_page_of_the_form_is_answered_with_a_page(sending):
    @given(changed=changes, step=st.sampled_from([*Page, *(f"show-{page}" for page in Page), "another"]) | texts)
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def check(changed, step):
        _, answer = sending(changed, step=step.encode("utf-8", "replace").decode())
        assert answer.status_code in {200, 303, 422}

    check()


def test_forty_more_fields_change_nothing(sending):
    """S12: nobody sets a column that the form does not ask for."""
    names = {column.key for column in Nomination.__table__.columns} - {"submission_key"}
    names |= {"state", "is_admin", "role", "moderated_by", "entry", "season", "revisions", "erased_at", "number"}
    _, plain = sending({})
    _, stuffed = sending({}, **dict.fromkeys(sorted(names), "1"), **{f"more{number}": "1" for number in range(20)})

    kept, changed = (row(stored(answer)) for answer in (plain, stuffed))

    assert len(names) + 20 >= 40
    assert kept == changed


def row(nomination):
    own = {"id", "reference", "story_id", "submission_key", "created_at", "confirm_until"}
    columns = Nomination.__table__.columns
    return {column.key: getattr(nomination, column.key) for column in columns if column.key not in own}


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("company", "Acme\u202eevitca", "hidden characters that turn the direction"),
        ("name", "Ada \u2067Lovelace", "hidden characters that turn the direction"),
        ("nominee", "Night\nshift", "Write this on one line"),
        ("company", "Acme\u2028Ltd", "Write this on one line"),
        ("name", "Ada\x07", "Remove the invisible control characters"),
        ("story", "They stayed on the line.\x1b[31m Red.", "Remove the invisible control characters"),
    ],
)
def test_what_can_neither_be_seen_nor_read_is_refused_with_a_sentence(sending, name, text, sentence):
    _, answer = sending({name: text})

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("name", "\u2068Ada\u2069"),
        ("company", "می\u200cخواهم"),
        ("nominee", "👩\u200d💻 Zara"),
        ("company", "Zero\u200bWidth"),
        ("story", "כולם עזרו לי \u200fמאוד\u200e, and fast. \u202bעברית\u202c"),
    ],
)
def test_marks_that_writing_needs_stay_as_they_were_typed(sending, name, text):
    _, answer = sending({name: text})

    written = stored(answer).written
    assert getattr(written, "company_name" if name == "company" else name) == text


LONGEST = {
    "company": "😀" * 200,
    "nominee": "😀" * 120,
    "name": "😀" * 100,
    "story": "😀" * 5_000,
    "website": "https://example.org/" + "😀" * 480,
    "link": "https://example.org/" + "😀" * 480,
    "email": f"{'a' * 60}@{'b' * 60}.example.org",
    "altcha": "x" * 1_100,
}


def test_the_longest_form_there_is_fits(sending):
    _, answer = sending(LONGEST)

    assert answer.status_code == 303


def test_five_thousand_cyrillic_characters_fit(sending):
    _, answer = sending({"story": "Ж" * 5_000})

    assert answer.status_code == 303


def test_a_story_twenty_times_too_long_comes_back_whole(sending):
    story = "x" * 100_000

    _, answer = sending({"story": story})

    assert answer.status_code == 422
    assert story in answer.get_data(as_text=True)


def test_a_body_larger_than_any_form_is_refused(sending):
    _, answer = sending({"story": "x" * 300_000})

    assert answer.status_code == 413
