"""The forms of calibration: a judge's try, an organiser's example, and the switch."""

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from app.judging.calibrating.rules import Demand
from app.judging.calibrating.writing import Agreed
from app.judging.forms import LEVEL_CHOICES, LEVEL_WORDS
from app.judging.models import CalibrationExample, Criterion
from app.judging.rules import LONGEST_REMARK
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

LONGEST_STORIES = 10_000
AGREED_CHOICES = [SelectChoice(word, word.replace("_", " ").capitalize()) for word in LEVEL_WORDS]
DEMANDS = [
    SelectChoice(Demand.OFF.value, "Off: judges see no examples"),
    SelectChoice(Demand.OFFERED.value, "Offered: judges may try them at any time"),
    SelectChoice(Demand.REQUIRED.value, "Required before the first entry of this season"),
]


class DemandForm(Form):
    """What a season asks of its judges."""

    demand = RadioField("Before the first entry", [InputRequired("Choose one")], choices=DEMANDS)


class TryForm(Form):
    """A judge's levels on an example; `try_form` adds a field for each criterion."""

    codes: tuple[str, ...] = ()

    def levels(self) -> dict[str, int | None]:
        """Return the levels by criterion; none where it cannot be told."""
        return {code: LEVEL_WORDS[self[f"level_{code}"].data] for code in self.codes}


def try_form(criteria: list[Criterion], **context: Any) -> TryForm:
    """Make the form of one try."""
    fields: dict[str, Any] = {"codes": tuple(criterion.code for criterion in criteria)}
    for criterion in criteria:
        needed = InputRequired(f"{criterion.title}: choose a level, or “cannot tell”.")
        fields[f"level_{criterion.code}"] = RadioField(criterion.title, [needed], choices=LEVEL_CHOICES)
    form_class = type("TryForm", (TryForm,), fields)
    form: TryForm = form_class(page="judging/calibration_try.html", **context)
    return form


class ExampleForm(Form):
    """An example with its agreed marks; `example_form` adds a level and a reason for each criterion."""

    title = StringField(
        "Title", [InputRequired("Give the example a title"), OneLine(), Length(max=100)], filters=[tidy]
    )
    stories = TextAreaField(
        "Stories",
        [InputRequired("Write what judges read"), Length(max=LONGEST_STORIES), NoControlCharacters()],
        filters=[tidy],
    )
    is_ready = BooleanField("Ready: judges may see it", false_values=("", "false"))
    edition = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    codes: tuple[str, ...] = ()

    def agreed(self) -> Agreed:
        """Return the agreed marks; a criterion without a level is left out."""
        levels = {code: self[f"level_{code}"].data for code in self.codes}
        return {
            code: (LEVEL_WORDS[word], self[f"why_{code}"].data or "")
            for code, word in levels.items()
            if word in LEVEL_WORDS
        }


class NeededWhenReady:
    """Ask for a field only once judges may see the example."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Raise with the sentence when the example is to be ready and this is empty."""
        if form.is_ready.data and not field.data:
            raise ValidationError(self._message)


def example_form(example: CalibrationExample, **context: Any) -> ExampleForm:
    """Make the form of one example, filled with what is stored."""
    criteria = example.rubric.criteria
    fields: dict[str, Any] = {"codes": tuple(criterion.code for criterion in criteria)}
    data: dict[str, Any] = {name: getattr(example, name) for name in ("title", "stories", "is_ready")}
    data["edition"] = example.edition or 0
    for each in criteria:
        mark = example.agreed.get(each.code)
        fields |= _mark_fields(each)
        word = "" if mark is None else "cannot_tell" if mark.level is None else str(mark.level)
        data |= {f"level_{each.code}": word, f"why_{each.code}": mark.why if mark else ""}
    form_class = type("ExampleForm", (ExampleForm,), fields)
    form: ExampleForm = form_class(page="judging/example.html", data=data, example=example, **context)
    return form


def _mark_fields(criterion: Criterion) -> dict[str, Any]:
    title = criterion.title
    level = NeededWhenReady(f"{title}: choose the level you agreed on.")
    why = NeededWhenReady(f"{title}: say in a sentence why.")
    long = Length(max=LONGEST_REMARK, message=f"Write at most {LONGEST_REMARK:,} characters here")
    return {
        f"level_{criterion.code}": RadioField(
            f"Agreed level for {title}", [level], choices=AGREED_CHOICES, validate_choice=False
        ),
        f"why_{criterion.code}": TextAreaField("Why", [why, long, NoControlCharacters()], filters=[tidy]),
    }
