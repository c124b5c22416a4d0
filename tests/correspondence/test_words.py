"""The words of letters: what organisers write is sent, and nothing they write is ever run."""

import pytest
from flask import render_template

from app.correspondence.queries import kinds
from app.correspondence.service import words
from app.errors import Conflict, Refused
from app.mail import service as mail
from app.mail.examples import example_parts, example_values
from app.mail.letters import COMPOSERS, KEPT, templates_of
from app.mail.pieces import take_apart
from app.mail.wording import fill, list_faults, names_in
from app.web.actions import act
from tests.make import csrf, make_nomination, sent_letters
from tests.watch import every_row, recorded_verbs

CONFIRM = "nomination_confirm.confirm"
PATH = f"/organise/letters/{CONFIRM}"


def page(desk, path=PATH):
    answer = desk.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def press(desk, action, path=PATH, **typed):
    form = {"csrf_token": csrf(desk, PATH), "seen": "0", "action": action, **typed}
    return desk.post(path, data=form)


def confirm_letter(app, to="ada@example.org"):
    """Send the letter that asks a nominator to confirm, and return its subject and text."""
    nomination = make_nomination(state="unconfirmed", email=to, company_name="{{ 7*7 }} {link} Ltd")
    act(mail.queue_letter, "nomination_confirm", subject=f"nomination:{nomination.reference}", to=to)
    letter = sent_letters(app)[-1]
    return letter["Subject"], letter.get_body(("plain",)).get_content(), letter.get_body(("html",)).get_content()


def test_every_letter_can_be_taken_apart_and_has_an_example_of_each_part(app, caplog):
    wrong = {}
    for kind in kinds.list_kinds():
        parts = example_parts(kind.purpose, kind.template)
        examples = example_values(kind.purpose, kind.template)
        told = fill(parts.text, examples)
        if list(list_faults("{subject}", parts.text, parts.pieces)) or "{" in told or "no example" in caplog.text:
            wrong[kind.slug] = told

    assert wrong == {}


def test_every_purpose_names_the_texts_it_is_written_with(app):
    letters_to_many = {"broadcast", "broadcast_judges", "letter_trial"}

    assert {purpose for purpose in COMPOSERS if not templates_of(purpose)} == letters_to_many


def test_what_a_letter_has_to_keep_is_there_to_be_kept(app):
    names = {}
    for kind in kinds.list_kinds():
        pieces = example_parts(kind.purpose, kind.template).pieces
        names.setdefault(kind.purpose, set()).update(piece.name for piece in pieces)

    assert {purpose: kept - names[purpose] for purpose, kept in KEPT.items() if kept - names.get(purpose, set())} == {}


def test_the_ready_made_words_say_what_the_template_says(app):
    context = {"number": 3, "code": "abc"}
    parts = take_apart("audit_head", "accounts/letters/audit_head.txt")

    assert fill(parts.text, parts.values(context)) == render_template("accounts/letters/audit_head.txt", **context)


def test_the_list_shows_every_letter_with_whom_it_goes_to(desk):
    shown = page(desk, "/organise/letters")

    assert all(f"/organise/letters/{kind.slug}" in shown for kind in kinds.list_kinds())
    assert "To nominators" in shown


def test_a_saved_letter_goes_out_with_these_words_and_values_are_never_read_as_names(desk, app):
    body = "Dear friend,\n\n{company_name} thanks you. Press here:\n{link}\n\n<b>{{ 7*7 }}</b> {% raw %}"
    body = body.replace("{{ 7*7 }}", "7*7").replace("{% raw %}", "%")
    answer = press(desk, "save", title="Almost there: {subject}", body=body)

    subject, text, html = confirm_letter(app)

    assert answer.status_code == 303
    assert subject == "Almost there: Please confirm your nomination of {{ 7*7 }} {link} Ltd"
    assert "{{ 7*7 }} {link} Ltd thanks you." in text
    assert text.count("http://localhost/nominations/") == 1
    assert "&lt;b&gt;7*7&lt;/b&gt;" in html
    assert '<a href="http://localhost/nominations/' in html


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Hello", "Put {link} back"),
        ("{link}\n{config}", "There is no {config} here"),
        ("{{ config }}\n{link}", "A curly bracket has lost its partner"),
        ("{% for x in y %}\n{link}", "curly bracket"),
        ("{link.__class__}\n{link}", "There is no {link.__class__} here"),
        ("Open {link} now", "on a line of its own"),
        ("{link", "curly bracket"),
        ("", "Write the text of the letter"),
    ],
)
def test_words_that_cannot_be_sent_are_refused_in_words_and_what_was_typed_is_kept(desk, body, sentence):
    answer = press(desk, "save", title="My own title", body=body)

    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in shown
    assert "My own title" in shown


def test_a_title_takes_only_what_stands_on_one_line(desk):
    answer = press(desk, "save", title="{link} {copy}", body="{link}")

    assert answer.status_code == 422


def test_the_preview_shows_examples_and_saves_nothing(desk):
    before = every_row()

    shown = press(desk, "preview", title="Now: {subject}", body="Press, {company name}:\n{link}").get_data(as_text=True)

    assert "Now: Please confirm your nomination of Brightline Internet" in shown
    assert "Press, Brightline Internet:" in shown
    assert every_row() == before


def test_a_test_goes_to_the_one_who_writes_and_changes_nothing(desk, app):
    press(desk, "trial", title="Now: {subject}", body="Press, {company name}:\n{link}")

    letter = sent_letters(app)[-1]
    assert letter["To"] == "olga@example.org"
    assert letter["Subject"] == "Test: Now: Please confirm your nomination of Brightline Internet"
    assert kinds.read_page(kinds.get_kind(CONFIRM)).versions == []


def test_two_who_save_at_once_do_not_overwrite_each_other(desk, organiser):
    kind = kinds.get_kind(CONFIRM)
    act(words.edit_words, kind, title="First", body="{link}", seen=0, by=organiser)

    answer = press(desk, "save", title="Second", body="Second text\n{link}")

    assert answer.status_code == 409
    assert "Second text" in answer.get_data(as_text=True)
    assert kinds.read_page(kind).words == ("First", "{link}")


def test_ready_made_words_come_back_and_earlier_ones_can_be_used_again(desk, app, organiser):
    press(desk, "save", title="First", body="First text\n{link}")
    reset = press(desk, "", f"{PATH}/reset", seen="1")
    after_reset = confirm_letter(app)[1]
    restored = press(desk, "", f"{PATH}/versions/1", seen="2")
    shown = page(desk)

    assert (reset.status_code, restored.status_code) == (303, 303)
    assert "Keep this letter" in after_reset
    assert "Version 3" in shown
    assert "As in version 1" in shown
    assert "First text" in confirm_letter(app, "bo@example.org")[1]
    assert recorded_verbs()[-3:] == ["letter edited", "letter reset", "letter restored"]


def test_an_edit_and_its_line_live_or_die_together_and_the_line_holds_no_word(app, organiser):
    kind, before = kinds.get_kind(CONFIRM), every_row()

    def refuse():
        words.edit_words(kind, title="Secret words", body="{link}", seen=0, by=organiser)
        raise Refused("No.")

    with pytest.raises(Refused):
        act(refuse)
    after_refusal = every_row()
    act(words.edit_words, kind, title="Secret words", body="{link}", seen=0, by=organiser)

    assert after_refusal == before
    assert "Secret" not in str(every_row()["audit_line"])


def test_words_that_no_longer_fit_their_letter_are_left_aside(app, organiser, monkeypatch):
    act(words.edit_words, kinds.get_kind(CONFIRM), title="Mine", body="{copy}\n\n{link}", seen=0, by=organiser)
    monkeypatch.setattr("app.mail.versions.fits", lambda *_: False)

    subject, text, _ = confirm_letter(app)

    assert subject.startswith("Please confirm")
    assert "Keep this letter" in text


def test_a_version_out_of_turn_is_refused(app, organiser):
    with pytest.raises(Conflict):
        act(words.take_ready_made, kinds.get_kind(CONFIRM), seen=4, by=organiser)


def test_names_are_read_as_people_write_them():
    assert names_in("{Company_Name} and { company  name }") == ["company name", "company name"]


def test_the_preview_of_a_companys_thanks_names_a_company_and_thanks(desk):
    shown = desk.get("/organise/letters/company_thanks").get_data(as_text=True)

    assert "Brightline Internet read your story as the public reads it" in shown
    assert "We read your story aloud at our Monday meeting." in shown
