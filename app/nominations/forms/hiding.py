"""Forms about what readers see: hidden passages, the category, and names of staff."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional, Regexp

from app.nominations.forms.deciding import ReadForm
from app.nominations.forms.nominating import LINE, SEEN, TYPED, choices
from app.nominations.masking import MaskKind
from app.nominations.models import Nomination
from app.programme.models import Category
from app.web.forms import Form

KINDS = {
    MaskKind.NAME: "A name",
    MaskKind.PHONE: "A phone number",
    MaskKind.EMAIL: "An email address",
    MaskKind.ADDRESS: "A postal address",
    MaskKind.ACCOUNT: "An account number",
    MaskKind.OTHER: "Something else",
}


class MaskForm(ReadForm):
    """Hide a passage: by its words, or at the place where it was selected."""

    passage = TextAreaField(
        "Passage to hide", [InputRequired("Enter the words to hide"), Length(max=5000), SEEN], filters=TYPED
    )
    kind = SelectField("What is it?", choices=choices(KINDS), default=MaskKind.NAME)
    shown_as = StringField("Readers see instead", [Length(max=80), SEEN], filters=TYPED)
    start = HiddenField(validators=[Optional(), Regexp(r"\A\d{1,5}\Z")])
    everywhere = BooleanField("Hide it wherever it stands in the story", false_values=("", "no"), default=True)

    @property
    def place(self) -> int | None:
        """Return the one place that is meant, or None for all."""
        return int(self.start.data) if self.start.data and not self.everywhere.data else None


class MoveForm(ReadForm):
    """Choose the category a nomination belongs to."""

    category = RadioField("Which category does it belong to?", [InputRequired("Choose the category")])

    def __init__(self, nomination: Nomination, *, categories: Sequence[Category], **context: Any) -> None:
        """Offer the other categories of the season."""
        super().__init__(nomination, **context)
        self.category.choices = [SelectChoice(value=each.slug, label=each.name) for each in categories]


class PersonForm(Form):
    """Correct who a person is, or note that they agreed to be named."""

    action = HiddenField()
    full_name = StringField("Full name", [Length(max=120), LINE], filters=TYPED)
    role = StringField("Role", [Length(max=80), LINE], filters=TYPED, description="Such as “support engineer”.")
    how = StringField("How did they agree?", [Length(max=200), SEEN], filters=TYPED)
