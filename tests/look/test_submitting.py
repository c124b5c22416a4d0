"""Buttons, hidden fields and the error summary."""

import pytest

from tests.look.answers import HOSTILE, Answers, field_in
from tests.look.oracle import render_ours, render_theirs


@pytest.mark.parametrize("flavour", ["", "secondary", "warning"])
def test_a_submit_button_is_govuks(flavour: str) -> None:
    flag = f", {flavour}=true" if flavour else ""

    written = render_ours(f'submitting.submit("Send {HOSTILE[:8]}", name="action", value="save"{flag})')

    params = {"text": f"Send {HOSTILE[:8]}", "name": "action", "value": "save", "preventDoubleClick": True}
    classes = {"classes": f"govuk-button--{flavour}"} if flavour else {}
    assert written == render_theirs("button", "govukButton", params | classes)


def test_an_error_summary_is_govuks_and_links_to_the_first_control_of_each_field() -> None:
    form = Answers(data={})
    form.form_errors = ["Somebody else was faster"]
    form["text"].errors = ["Enter the name", "a second one stays away"]
    form["one"].errors = [HOSTILE]
    form["token"].errors = ["Send it again"]

    written = render_ours("submitting.error_summary(form)", form=form)

    errors = [
        {"text": "Somebody else was faster"},
        {"text": "Enter the name", "href": "#text"},
        {"text": HOSTILE, "href": "#one"},
        {"text": "Send it again"},
    ]
    params = {"titleText": "There is a problem", "errorList": errors}
    assert written == render_theirs("error-summary", "govukErrorSummary", params)


def test_a_form_without_errors_has_no_summary() -> None:
    assert render_ours("submitting.error_summary(form)", form=Answers(data={})) == []


def test_a_hidden_field_keeps_hostile_text_inside_its_value() -> None:
    written = render_ours("submitting.hidden(field)", field=field_in({}, "token", token=HOSTILE))

    assert written == [("input", {"type": "hidden", "name": "token", "value": HOSTILE}, [])]


def test_a_refusal_stands_on_top_of_the_summary() -> None:
    form = Answers(data={})
    form.refusals = ["Nominating closed at midnight"]

    written = render_ours("submitting.error_summary(form)", form=form)

    params = {"titleText": "There is a problem", "errorList": [{"text": "Nominating closed at midnight"}]}
    assert written == render_theirs("error-summary", "govukErrorSummary", params)
