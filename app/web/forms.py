"""The base of every form: it knows its page, keeps what was typed and shows a refusal beside it."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from flask import g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, StopValidation

from app.errors import Refused

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
UNSEEN_SENTENCE = "Remove the invisible control characters from this text"
BREAKS = re.compile(r"[\n\u2028\u2029]")
OVERRIDES = re.compile(r"[\u202d\u202e]")
TURNS = re.compile(r"[\u202a\u202b\u2066-\u2068]")
TURNS_BACK = re.compile(r"[\u202c\u2069]")
TURNING_SENTENCE = "Type this again by hand: it holds hidden characters that turn the direction of writing"
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
BLANK_SENTENCE = "Type this again: nothing of it can be seen"
FARTHEST = 10**9
STALE = "This page was open for a long time. Nothing is lost: check it and send it again"


OWN_WORDS = {
    "Field cannot be longer than %(max)d characters.": "This cannot be longer than %(max)d characters",
    "Not a valid integer value.": "Enter a whole number",
}


class OwnWords:
    """The library's sentences in words of ours, where a form gives none of its own."""

    def gettext(self, said: str) -> str:
        """Return our words for a sentence."""
        return OWN_WORDS.get(said, said)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return our words for a sentence that counts."""
        return self.gettext(one if number == 1 else many)


class FieldsMadeOnce(FlaskForm.Meta):  # type: ignore[misc]
    """Make each field of a class of forms once; every form gets copies, since making them is most of its cost.

    A copy is one level deep: a form may set the choices or the data of its field, never add to a list it found there.
    """

    def get_translations(self, form: Any) -> OwnWords:
        """Let fields speak our words."""
        return OwnWords()

    def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
        """Give a form its own copy of a field; the token's field alone belongs to one form from the start."""
        if "csrf_impl" in unbound_field.kwargs:
            own: Field = super().bind_field(form, unbound_field, options)
            return own
        made: dict[tuple[str, str], Field] | None = vars(type(form)).get("_made")
        if made is None:
            made = type(form)._made = {}
        place = options["prefix"], options["name"]
        if place not in made:
            made[place] = super().bind_field(form, unbound_field, options)
            vars(made[place]).update(_form=None, meta=None)
        field: Field = object.__new__(type(made[place]))
        vars(field).update(vars(made[place]), _form=form, meta=self)
        return field


class Form(FlaskForm):  # type: ignore[misc]
    """A form that can answer with its own page: 200 when asked for, 422 when it has mistakes."""

    Meta = FieldsMadeOnce

    def __init__(self, *args: Any, page: str = "", prefix: str = "", **context: Any) -> None:
        """Take the template that shows this form; `context` goes to the template and fills the fields."""
        if not args and "formdata" not in context and request.method == "POST":
            context["formdata"] = request.form
        super().__init__(*args, prefix=prefix, **context)
        self._page = page
        self._context = context
        self.refusals: list[str] = []
        if page:
            g.form = self

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check the form, and say a stale token in words that help."""
        self._bring_numbers_within_reach()
        passed: bool = super().validate(*args, **kwargs)
        for field in self._fields.values():
            if field.raw_data and "\x00" in "".join(map(str, field.raw_data)):
                field.errors, passed = [*field.errors, UNSEEN_SENTENCE], False
            if field.data == "" and not field.errors and (sentence := sentence_when_empty(field)):
                field.errors, passed = [sentence], False
        if self._fields.get("csrf_token") is not None and self.csrf_token.errors:
            self.csrf_token.errors = [STALE]
        return passed

    def _bring_numbers_within_reach(self) -> None:
        """Take a number that no check and no column could hold for the greatest they can, so that they refuse it."""
        for field in self._fields.values():
            if type(field.data) is int:
                field.data = min(max(field.data, -FARTHEST), FARTHEST)

    def answer(self, status: int | None = None, **more: Any) -> ResponseReturnValue:
        """Render the form's page with everything typed."""
        code = status or (422 if request.method == "POST" else 200)
        return make_response(render_template(self._page, form=self, **{**self._context, **more}), code)

    def refuse(self, refusal: Refused) -> ResponseReturnValue:
        """Render the page again with the sentence beside its field, or on top."""
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is None:
            self.refusals.append(refusal.sentence)
        else:
            field.errors = [*field.errors, refusal.sentence]
        return self.answer(refusal.status)

    def values(self, *without: str) -> dict[str, Any]:
        """Return what was typed as keyword arguments for a service verb."""
        left_out = {"csrf_token", "submit", *without}
        return {name: field.data for name, field in self._fields.items() if name not in left_out}


def sentence_when_empty(field: Field) -> str:
    """Return what is said of an empty field that is needed; WTForms takes blanks for an answer."""
    return next((str(each.message) for each in field.validators if isinstance(each, InputRequired)), "")


def tidy(text: str | None) -> str | None:
    """Bring typed text to NFC with one kind of line end and no blanks around it."""
    if text is None:
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _is_plain(text: str | None) -> bool:
    """Tell at a glance that most texts hold nothing unseen."""
    return not text or text.replace("\n", " ").isprintable()


def is_visible(text: str) -> bool:
    """Tell whether a text holds a letter, digit or sign that is drawn."""
    return any(unicodedata.category(each)[0] in "LNPS" and each not in BLANK_LETTERS for each in text)


class Choice(RadioField):
    """One of several; checked without building the choices as a page would show them."""

    def pre_validate(self, form: Any) -> None:
        """Accept a value that is offered; leave the refusal's words to WTForms."""
        offered: list[SelectChoice] = self.choices or []  # type: ignore[assignment]
        if not any(each.value == self.data for each in offered):
            super().pre_validate(form)


class NoControlCharacters:
    """Refuse characters that can be neither seen nor stored."""

    def __call__(self, form: Any, field: Field) -> None:
        """Raise with a sentence when the text holds one."""
        if not _is_plain(field.data) and UNSEEN.search(field.data):
            raise ValidationError(UNSEEN_SENTENCE)


class OneLine(NoControlCharacters):
    """Refuse in a short field also what cannot be seen, and what would turn or break the words around it."""

    def __call__(self, form: Any, field: Field) -> None:
        """Raise with a sentence when the text holds a line break or turns the direction of writing for good."""
        text = field.data or ""
        if text and not is_visible(text):
            raise StopValidation(BLANK_SENTENCE)
        if text.isprintable():
            return
        super().__call__(form, field)
        if BREAKS.search(text):
            raise ValidationError("Write this on one line")
        if OVERRIDES.search(text) or len(TURNS.findall(text)) != len(TURNS_BACK.findall(text)):
            raise ValidationError(TURNING_SENTENCE)


class RequiredIf:
    """Ask for a field only when the rest of the form makes it necessary; stands before `Optional`."""

    def __init__(self, is_needed: Callable[[Any], bool], message: str) -> None:
        self._is_needed = is_needed
        self._message = message

    def __call__(self, form: Any, field: Field) -> None:
        """Raise with the sentence when the field is needed and empty."""
        if self._is_needed(form) and not field.data:
            field.errors = []
            raise StopValidation(self._message)
