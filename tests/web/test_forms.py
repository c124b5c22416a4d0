import pytest
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from app.web.forms import Form, tidy


class Wish(Form):
    name = StringField("Name", [InputRequired("Enter a name")], filters=[tidy])
    kind = SelectField("Kind", choices=[SelectChoice(value="a", label="A")], validate_choice=False)


class OtherWish(Wish):
    name = StringField("Another name")


def test_forms_of_one_class_share_nothing_that_was_typed_or_told(app):
    with app.test_request_context("/", method="POST", data={"name": "Ada"}):
        first = Wish()
        first.validate()
        first.kind.choices = [SelectChoice(value="b", label="B")]
    with app.test_request_context("/", method="POST", data={"name": ""}):
        second = Wish()
        second.validate()

    assert (first.name.data, list(first.name.errors)) == ("Ada", [])
    assert (second.name.data, list(second.name.errors)) == ("", ["Enter a name"])
    assert [each.value for each in second.kind.choices] == ["a"]
    assert second.name.meta is second.meta is not first.meta


def test_what_is_kept_of_a_class_of_forms_holds_no_form(app):
    with app.test_request_context("/", method="POST", data={"name": "a private word"}):
        Wish()

    kept = Wish._made.values()

    assert not any(vars(field).get("_form") or vars(field).get("data") for field in kept)


def test_a_class_that_words_a_field_anew_has_its_own(app):
    with app.test_request_context("/"):
        labels = [Wish().name.label.text, OtherWish().name.label.text, Wish(prefix="x").name.name]

    assert labels == ["Name", "Another name", "x-name"]


def test_blanks_are_no_answer_to_what_is_needed(app):
    with app.test_request_context("/", method="POST", data={"name": " \n\u00a0\t", "kind": "a"}):
        wish = Wish()
        passed = wish.validate()

    assert (passed, wish.name.errors) == (False, ["Enter a name"])


@pytest.mark.parametrize("typed", ["9" * 400, "-" + "9" * 400, "9" * 5000], ids=["great", "small", "endless"])
def test_a_number_beyond_all_bounds_is_refused_in_words(app, typed):
    class Points(Form):
        points = IntegerField("Points", [NumberRange(0, 100, "Write a number from 0 to 100")])

    with app.test_request_context("/", method="POST", data={"points": typed}):
        form = Points()
        is_valid = form.validate()

    assert not is_valid
    assert "Write a number from 0 to 100" in form.points.errors
