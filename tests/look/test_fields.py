"""Our macros write what GOV.UK's write. Two differences are chosen.

Date fields: the box around the three inputs has no id, the first input has the field's, because the link in the
error summary must land in an input. Textarea: a newline follows the tag, because browsers drop that one and a text
that begins with one would lose its own.
"""

from typing import Any

import pytest

from tests.look.answers import CHOICES, HOSTILE, all_states, common, field_in, fieldset, label
from tests.look.oracle import ours, render_ours, render_theirs


@all_states
def test_a_text_input_is_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "text", text=state.get("value", ""))
    call = 'fields.text_input(field, hint, autocomplete="organization", width="20", inputmode="text")'

    written = render_ours(call, field=field, hint=state.get("hint", ""))

    assert written == render_theirs(
        "input",
        "govukInput",
        common(
            state,
            id="text",
            name="text",
            label=label("Company name"),
            value=state.get("value"),
            autocomplete="organization",
            classes="govuk-input--width-20",
            inputmode="text",
        ),
    )


def test_a_text_input_with_a_prefix_and_a_suffix_is_govuks() -> None:
    written = render_ours('fields.text_input(field, prefix="£", suffix="per <b>")', field=field_in({}, "text"))

    params = {"id": "text", "name": "text", "label": label("Company name")}
    affixes = {"prefix": {"text": "£"}, "suffix": {"text": "per <b>"}}
    assert written == render_theirs("input", "govukInput", params | affixes)


@all_states
def test_an_email_input_is_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "email", email=state.get("value", ""))

    written = render_ours("fields.email(field, hint)", field=field, hint=state.get("hint", ""))

    params = common(state, id="email", name="email", label=label("Your email address"), value=state.get("value"))
    extra = {"type": "email", "autocomplete": "email", "spellcheck": False}
    assert written == render_theirs("input", "govukInput", params | extra)


@all_states
def test_a_password_input_is_govuks_and_never_repeats_the_password(state: dict[str, str]) -> None:
    field = field_in(state, "password", password=state.get("value", ""))

    written = render_ours("fields.password(field, hint)", field=field, hint=state.get("hint", ""))

    params = common(state, id="password", name="password", label=label("Password"))
    assert written == render_theirs("password-input", "govukPasswordInput", params)


@all_states
def test_a_textarea_is_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "story", story=state.get("value", ""))

    written = render_ours("fields.textarea(field, hint, rows=8)", field=field, hint=state.get("hint", ""))

    params = common(state, id="story", name="story", label=label("What happened?"), value=state.get("value", ""))
    assert written == render_theirs("textarea", "govukTextarea", params | {"rows": 8})


@all_states
def test_a_textarea_that_counts_is_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "story", story=state.get("value", ""))

    written = render_ours("fields.textarea(field, hint, count=5000)", field=field, hint=state.get("hint", ""))

    params = common(state, id="story", name="story", label=label("What happened?"), value=state.get("value", ""))
    assert written == render_theirs("character-count", "govukCharacterCount", params | {"maxlength": 5000})


@all_states
def test_date_fields_are_govuks(state: dict[str, str]) -> None:
    field = field_in(state, "day")
    field.raw_data = ["30", "11", HOSTILE]

    written = render_ours("fields.date_fields(field, hint)", field=field, hint=state.get("hint", ""))

    wrong = " govuk-input--error" if "error" in state else ""
    parts = [("Day", "day", "30", "2"), ("Month", "day-month", "11", "2"), ("Year", "day-year", HOSTILE, "4")]
    items = [
        {"label": word, "id": part, "name": "day", "value": typed, "classes": f"govuk-input--width-{width}{wrong}"}
        for word, part, typed, width in parts
    ]
    expected = render_theirs(
        "date-input", "govukDateInput", common(state, id="day", fieldset=fieldset("When?"), items=items)
    )
    box = next(child for child in expected[0][2][0][2] if child[1].get("class") == {"govuk-date-input"})
    del box[1]["id"]
    assert written == expected


@pytest.mark.parametrize("kind", ["label", "legend"])
def test_a_question_can_be_the_heading_of_its_page(kind: str) -> None:
    big = {"text": "Company name", "isPageHeading": True}
    if kind == "label":
        written = render_ours("fields.text_input(field, heading=true)", field=field_in({}, "text"))
        params: dict[str, Any] = {"id": "text", "name": "text", "label": big | {"classes": "govuk-label--l"}}
        assert written == render_theirs("input", "govukInput", params)
        return
    written = render_ours('choices.radios(field, label="Company name", heading=true)', field=field_in({}, "one"))
    items = [{"value": value, "text": text} for value, text in CHOICES]
    legend = {"legend": big | {"classes": "govuk-fieldset__legend--l"}}
    assert written == render_theirs("radios", "govukRadios", {"name": "one", "fieldset": legend, "items": items})


def test_an_optional_field_says_so_in_words() -> None:
    written = render_ours("fields.text_input(field)", field=field_in({}, "name"))

    assert written[0][2][0][2] == ["Your name (optional)"]


def test_a_label_from_the_page_stands_as_it_is() -> None:
    written = render_ours('fields.text_input(field, label="Who are you? (optional)")', field=field_in({}, "name"))

    assert written[0][2][0][2] == ["Who are you? (optional)"]


@pytest.mark.parametrize("name", ["text", "story", "pick"])
def test_no_field_is_required_by_the_browser(name: str) -> None:
    macro = {"text": "fields.text_input", "story": "fields.textarea", "pick": "choices.select"}[name]

    written = str(render_ours(f"{macro}(field)", field=field_in({}, name)))

    assert "required" not in written
    assert "describedby" not in written


def test_a_story_that_begins_with_a_blank_line_keeps_it() -> None:
    field = field_in({}, "story", story="\nFirst words")

    html = ours.from_string('{% from "components/fields.html" import textarea %}{{ textarea(field) }}').render(
        field=field
    )

    assert ">\n\nFirst words</textarea>" in html
