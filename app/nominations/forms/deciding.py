"""The curators' decision."""

from typing import Any

from wtforms import (
    Field,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.companies.models import Company
from app.companies.rules import Staff
from app.nominations.forms.nominating import SEEN, TYPED, choices, said
from app.nominations.models import Entry, Nomination
from app.nominations.rules import REASON_SENTENCES, Reason
from app.programme.rules import Recognises
from app.web.forms import Form, RequiredIf


class DecisionForm(Form):
    """Accept a nomination into an entry, or not, with the reason."""

    decision = RadioField(
        "Your decision",
        [InputRequired("Choose a decision")],
        choices=choices({"accept": "Accept", "reject": "Do not accept"}),
    )
    entry = RadioField("Which entry does it belong to?", [Optional()], default="new", filters=[said])
    company = RadioField("Which company is it?", [Optional()], default="new", filters=[said])
    company_name = StringField("Name of the new company", [Length(max=200), SEEN], filters=TYPED)
    nominee = StringField("Shown as", [Length(max=120), SEEN], filters=TYPED)
    staff = RadioField(
        "How many people work there?",
        [Optional()],
        choices=choices({Staff.UP_TO_50: "At most 50", Staff.OVER_50: "More than 50"}),
        default="",
        filters=[said],
    )
    reason = RadioField(
        "Reason",
        [
            RequiredIf(lambda form: form.decision.data == "reject", "Choose the reason; the nominator is told"),
            Optional(),
        ],
        choices=choices(REASON_SENTENCES),
        default="",
        filters=[said],
    )
    note = TextAreaField("A word to the nominator", [Length(max=1000), SEEN], filters=TYPED)

    def __init__(
        self, nomination: Nomination, *, entries: list[Entry], companies: list[Company], **context: Any
    ) -> None:
        """Offer the entries and companies the nomination may belong to."""
        self._nomination = nomination
        best = companies[0].slug if companies else "new"
        super().__init__(
            nomination=nomination,
            company_name=nomination.written.company_name,
            nominee=shown_as(nomination),
            company=best,
            entry=entries[0].public_id if entries else "new",
            **context,
        )
        self.entry.choices = [
            *(SelectChoice(value=each.public_id, label=each.title) for each in entries),
            SelectChoice(value="new", label="A new entry"),
        ]
        self.company.choices = [
            *(SelectChoice(value=each.slug, label=each.name) for each in companies),
            SelectChoice(value="new", label="A company that is not in the register yet"),
        ]

    def validate_company_name(self, field: Field) -> None:
        """Ask for the name of a company that is not there yet."""
        is_new = self.decision.data == "accept" and self.entry.data == "new" and self.company.data == "new"
        if is_new and not field.data:
            raise ValidationError("Enter the company's name")

    def validate_nominee(self, field: Field) -> None:
        """Ask for the team or person where the category honours one."""
        honours_company = self._nomination.category.recognises is Recognises.COMPANY
        if self.decision.data == "accept" and self.entry.data == "new" and not honours_company and not field.data:
            raise ValidationError("Enter how the team or person is shown")

    @property
    def why(self) -> Reason:
        """Return the reason that was chosen."""
        return Reason(self.reason.data)


def shown_as(nomination: Nomination) -> str:
    """Suggest how a nominee is shown: a team by name, a person by initial until they agree to more."""
    nominee = nomination.written.nominee or ""
    if nomination.category.recognises is Recognises.PERSON and nominee:
        return f"{nominee.strip()[0].upper()}., support"
    return nominee
