"""One form with every kind of field, and the states each of them is looked at in."""

from typing import Any

import pytest
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

HOSTILE = """<script>alert("x")</script> & 'it' </textarea>"""
LONG = "A very long answer. " * 200
CHOICES = [("team", "Best team"), ("hero", HOSTILE)]

STATES: dict[str, dict[str, str]] = {
    "clean": {},
    "hint": {"hint": "As you know it"},
    "error": {"error": "Enter the name"},
    "hint and error": {"hint": "As you know it", "error": "Enter the name", "value": "x"},
    "long": {"value": LONG},
    "hostile": {"hint": HOSTILE, "error": HOSTILE, "value": HOSTILE},
}
all_states = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


class Answers(Form):
    text = StringField("Company name")
    email = EmailField("Your email address")
    password = PasswordField("Password")
    story = TextAreaField("What happened?")
    document = FileField("A document")
    one = RadioField("Which award?", choices=[SelectChoice(*choice) for choice in CHOICES])
    many = SelectMultipleField("What stood out?", choices=[SelectChoice(*choice) for choice in CHOICES])
    pick = SelectField("How did it feel?", choices=[SelectChoice(*choice) for choice in CHOICES])
    consent = BooleanField("Judges may read this")
    day = DateField("When?", format="%d %m %Y")
    token = HiddenField()
    name = StringField("Your name", [Optional()])


def field_in(state: dict[str, str], name: str, **values: Any) -> Any:
    form = Answers(data=values)
    form[name].errors = [state["error"]] if "error" in state else []
    return form[name]


def common(state: dict[str, str], **params: Any) -> dict[str, Any]:
    for key, param in (("hint", "hint"), ("error", "errorMessage")):
        if key in state:
            params[param] = {"text": state[key]}
    return params


def label(text: str) -> dict[str, str]:
    return {"text": text, "classes": "govuk-label--s"}


def fieldset(text: str) -> dict[str, Any]:
    return {"legend": {"text": text, "classes": "govuk-fieldset__legend--s"}}
