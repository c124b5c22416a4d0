"""Forms of the deciding side: the rule, minutes, one choice of two, a second look before the public hears."""

from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from app.judging.assigning.forms import Whole
from app.judging.deciding.comparing import Comparison
from app.judging.deciding.rules import HIGHEST, Figure
from app.web.forms import Form, NoControlCharacters, tidy

FIGURE_CHOICES = [
    SelectChoice(Figure.RAW.value, "The mean of the judges’ marks, as they were given"),
    SelectChoice(Figure.ADJUSTED.value, "The mean adjusted for severe and lenient judges"),
]
IN_RANGE = NumberRange(0, HIGHEST, f"Write a number from 0 to {HIGHEST}")


class RuleForm(Form):
    """What a category's result goes by."""

    official = RadioField("Which figure decides?", [InputRequired("Choose a figure")], choices=FIGURE_CHOICES)
    shortlist_line = Whole("Shortlist from", [InputRequired("Write the points of the shortlist line"), IN_RANGE])
    award_line = Whole("Award from", [InputRequired("Write the points of the award line"), IN_RANGE])


class MinutesForm(Form):
    """Who was present and what was discussed; `seen` is the version that was on the page."""

    present = TextAreaField(
        "Who was present?",
        [InputRequired("Say who was present"), Length(max=1000), NoControlCharacters()],
        filters=[tidy],
    )
    discussed = TextAreaField(
        "What was discussed?",
        [InputRequired("Say what was discussed"), Length(max=20000), NoControlCharacters()],
        filters=[tidy],
    )
    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class ChoiceForm(Form):
    """Which of two entries comes first."""

    chosen = RadioField("Which of the two helped better?", [InputRequired("Choose one of the two")])
    pair = HiddenField()

    def __init__(self, *, comparison: Comparison, **context: Any) -> None:
        """Take the two entries."""
        super().__init__(comparison=comparison, **context)
        self.chosen.choices = [
            SelectChoice(entry.public_id, entry.title) for entry in (comparison.first, comparison.second)
        ]
