"""Forms of judges and organisers."""

import re
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from app.judging.models import Criterion
from app.judging.rules import (
    LEVELS,
    LONGEST_REASON,
    LONGEST_REMARK,
    SHORTEST_REASON,
    Outcome,
    RecusalReason,
)
from app.judging.service.pinning import Passage
from app.judging.sheet import Remarks, Sheet
from app.web.forms import Form, NoControlCharacters, tidy

LEVEL_WORDS: dict[str, int | None] = {**{str(level): level for level in LEVELS}, "cannot_tell": None}
LEVEL_CHOICES = [SelectChoice(word) for word in LEVEL_WORDS]
PASSAGE = re.compile(r"[a-z0-9]{1,20}\.[0-9a-f]{16}\.[0-9]{1,6}\.[0-9]{1,6}")
OUTCOME_CHOICES = [
    SelectChoice(Outcome.AWARD.value, "Award"),
    SelectChoice(Outcome.SHARED.value, "Shared award"),
    SelectChoice(Outcome.NO_AWARD.value, "No award"),
]
REASON_CHOICES = [
    SelectChoice(RecusalReason.WORK.value, "I work or worked for this company, or do business with it"),
    SelectChoice(RecusalReason.PERSON.value, "I know somebody who is named or involved"),
    SelectChoice(RecusalReason.RIVAL.value, "I work for one of its competitors"),
    SelectChoice(RecusalReason.CUSTOMER.value, "I am a customer and have an opinion already"),
    SelectChoice(RecusalReason.OTHER.value, "Another reason"),
]


class ScoreForm(Form):
    """A scorecard: `score_form` adds a level and two texts for each criterion."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    codes: tuple[str, ...] = ()

    def sheet(self) -> Sheet:
        """Return what was typed as a scorecard."""
        words = {code: self[f"level_{code}"].data for code in self.codes}
        remarks = {
            code: Remarks(self[f"comment_{code}"].data or "", self[f"feedback_{code}"].data or "")
            for code in self.codes
        }
        return Sheet(
            levels={code: LEVEL_WORDS[word] for code, word in words.items() if word in LEVEL_WORDS},
            remarks={code: typed for code, typed in remarks.items() if typed},
        )

    def blame(self, gaps: dict[str, str]) -> None:
        """Put each gap beside its field."""
        for name, sentence in gaps.items():
            self[name].errors = [sentence]


def score_form(criteria: list[Criterion], sheet: Sheet, version: int, **context: Any) -> ScoreForm:
    """Make the form of one scorecard, filled with what is stored."""
    fields: dict[str, Any] = {"codes": tuple(criterion.code for criterion in criteria)}
    for criterion in criteria:
        fields |= {
            f"level_{criterion.code}": RadioField(criterion.title, [Optional()], choices=LEVEL_CHOICES),
            f"comment_{criterion.code}": _remark(f"Comment on {criterion.title.lower()}"),
            f"feedback_{criterion.code}": _remark(f"Feedback on {criterion.title.lower()}"),
        }
    form_class = type("ScoreForm", (ScoreForm,), fields)
    stored = sheet.fields(fields["codes"])
    form: ScoreForm = form_class(page="judging/score.html", data={**stored, "version": version}, **context)
    return form


def _remark(label: str) -> TextAreaField:
    too_long = f"Write at most {LONGEST_REMARK:,} characters here"
    return TextAreaField(label, [Length(max=LONGEST_REMARK, message=too_long), NoControlCharacters()], filters=[tidy])


class RecuseForm(Form):
    """Why a judge steps back."""

    reason = RadioField("Why are you stepping back?", [InputRequired("Choose a reason")], choices=REASON_CHOICES)
    words = TextAreaField(
        "Anything the organisers should know", [Optional(), Length(max=500), NoControlCharacters()], filters=[tidy]
    )


class ReopenForm(Form):
    """Why a submitted scorecard is taken back."""

    reason = TextAreaField(
        "Why are you taking it back?",
        [
            InputRequired("Say why you take it back"),
            Length(
                SHORTEST_REASON,
                LONGEST_REASON,
                message=f"Say why in {SHORTEST_REASON} to {LONGEST_REASON} characters",
            ),
            NoControlCharacters(),
        ],
        filters=[tidy],
    )


class PinForm(Form):
    """Which passages belong to which criterion; each names its story as it was read, and a stretch of it."""

    criterion = RadioField("Pin to", [InputRequired("Choose a criterion")])
    passage = SelectMultipleField("Sentences", [InputRequired("Choose at least one sentence")], validate_choice=False)

    def __init__(self, *, criteria: list[Criterion], **context: Any) -> None:
        """Take the criteria of the rubric in use."""
        super().__init__(**context)
        self.titles = {row.code: f"{row.position}. {row.title}" for row in criteria}
        self.criterion.choices = [SelectChoice(code, title) for code, title in self.titles.items()]

    def validate_passage(self, field: SelectMultipleField) -> None:
        """Refuse what names no stretch of a story."""
        if not all(PASSAGE.fullmatch(value) for value in field.data or []):
            raise ValidationError("Choose the passage again")

    def passages(self) -> list[Passage]:
        """Return what was chosen."""
        found = [value.rsplit(".", 2) for value in self.passage.data or []]
        return [Passage(seen, int(start), int(end)) for seen, start, end in found]

    def title_of(self, code: str) -> str:
        """Return a criterion's number and title."""
        return self.titles[code]


class PanelForm(Form):
    """Which judge has which entry; `was` is what the page showed, so that only changes are made."""

    pair = SelectMultipleField("Judges")
    was = SelectMultipleField("Shown as assigned")

    def __init__(self, *, values: list[str], **context: Any) -> None:
        """Take every pair that may be chosen."""
        super().__init__(**context)
        self.pair.choices = self.was.choices = [SelectChoice(value) for value in values]

    @property
    def added(self) -> list[str]:
        """Return the pairs that were ticked."""
        return [value for value in self.pair.data or [] if value not in (self.was.data or [])]

    @property
    def dropped(self) -> list[str]:
        """Return the pairs whose tick was taken away."""
        return [value for value in self.was.data or [] if value not in (self.pair.data or [])]


class ProposalForm(Form):
    """What a category ends with."""

    outcome = RadioField("Outcome", [InputRequired("Choose an outcome")], choices=OUTCOME_CHOICES)
    entries = SelectMultipleField("Who is honoured")
    citation = TextAreaField("Citation", [Length(max=1000), NoControlCharacters()], filters=[tidy])
    reason = TextAreaField("Reason", [Length(max=3000), NoControlCharacters()], filters=[tidy])

    def __init__(self, *, honourable: list[tuple[str, str]], **context: Any) -> None:
        """Take the entries over the award line: public id and title."""
        super().__init__(proposal=self, **context)
        self.entries.choices = [SelectChoice(entry, title) for entry, title in honourable]


class SignForm(Form):
    """An organiser's sign-off; the category's name is asked for when nobody else can sign."""

    typed_name = StringField("Name of the category", [Length(max=100)], filters=[tidy])
    seen = HiddenField()

    def __init__(self, **context: Any) -> None:
        """Let the page find this form beside the proposal."""
        super().__init__(signing=self, **context)


class AnnounceForm(Form):
    """The last look before everybody knows."""

    is_sure = BooleanField("I have checked every winner and every citation", [InputRequired("Tick the box first")])
