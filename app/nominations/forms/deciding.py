"""The curators' decision."""

from typing import Any

from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.companies.models import Company
from app.companies.rules import Staff
from app.nominations.forms.nominating import LINE, SEEN, TYPED, choices, said
from app.nominations.models import Nomination
from app.nominations.names import find_name
from app.nominations.queries import EntryOffer
from app.nominations.rules import REASON_SENTENCES, Reason
from app.nominations.service import Read, stamp_of
from app.nominations.service.placing import names_in_story
from app.programme.rules import Recognises
from app.web.forms import Form, RequiredIf

DECISIONS = {"accept": "Accept", "hold": "Hold", "ask": "Ask the nominator", "reject": "Do not accept"}


class ReadForm(Form):
    """A form that says what its reader had before their eyes."""

    revision = HiddenField()
    stamp = HiddenField()

    def __init__(self, nomination: Nomination, **context: Any) -> None:
        """Note the text and the last thing a curator did."""
        self.nomination = nomination
        super().__init__(
            nomination=nomination, revision=nomination.revision_number, stamp=stamp_of(nomination), **context
        )

    @property
    def read(self) -> Read | None:
        """Return what was read; a script that does not say is not held to it."""
        number = str(self.revision.data or "")
        is_said = self.revision.raw_data and number.isdecimal() and len(number) < 6
        return Read(int(number), self.stamp.data or "") if is_said else None

    def renew(self) -> None:
        """Take note of what stands there now, so that it can be sent again once it has been read."""
        self.revision.data = str(self.nomination.revision_number)
        self.stamp.data = stamp_of(self.nomination)


class DecisionForm(ReadForm):
    """Accept a nomination into an entry, hold it, ask its nominator, or refuse it with the reason."""

    decision = RadioField("Your decision", [InputRequired("Choose a decision")], choices=choices(DECISIONS))
    entry = RadioField("Which entry does it belong to?", [Optional()], default="new", filters=[said])
    company = RadioField("Which company is it?", [Optional()], default="new", filters=[said])
    company_name = StringField("Name of the new company", [Length(max=200), LINE], filters=TYPED)
    nominee = StringField("Shown as", [Length(max=120), LINE], filters=TYPED)
    full_name = StringField("Full name", [Length(max=120), LINE], filters=TYPED)
    role = StringField("Role", [Length(max=80), LINE], filters=TYPED)
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
    held_note = StringField("Note to colleagues", [Length(max=500), SEEN], filters=TYPED)
    question = TextAreaField(
        "Your question",
        [RequiredIf(lambda form: form.decision.data == "ask", "Enter what you want to know"), Length(max=1000), SEEN],
        filters=TYPED,
    )

    def __init__(
        self, nomination: Nomination, *, entries: list[EntryOffer], companies: list[Company], **context: Any
    ) -> None:
        """Offer the entries and companies the nomination may belong to, the one that is meant chosen already."""
        best = next((each.entry.public_id for each in entries if each.is_meant), "new")
        super().__init__(
            nomination,
            company_name=nomination.written.company_name,
            nominee=_team_of(nomination),
            full_name=nomination.written.nominee,
            held_note=nomination.held_note,
            company=companies[0].slug if companies else "new",
            entry=best,
            **context,
        )
        self.entry.choices = [
            *(SelectChoice(value=each.entry.public_id, label=each.label) for each in entries),
            SelectChoice(value="new", label="A new entry"),
        ]
        self.company.choices = [
            *(SelectChoice(value=each.slug, label=_with_domain(each)) for each in companies),
            SelectChoice(value="new", label="None of these: a new company" if companies else "A new company"),
        ]

    def validate_company_name(self, field: Field) -> None:
        """Ask for the name of a company that is not there yet."""
        is_new = self._opens_entry and self.company.data in {None, "new"}
        if is_new and not field.data:
            raise ValidationError("Enter the company's name")

    def validate_nominee(self, field: Field) -> None:
        """Ask for the team where the category honours one."""
        is_team = self.nomination.category.recognises is Recognises.TEAM
        if is_team and self._opens_entry and not field.data:
            raise ValidationError("Enter how the team is shown")

    def validate_full_name(self, field: Field) -> None:
        """Ask who it is, by name or at least by role, where the category honours a person."""
        is_person = self.nomination.category.recognises is Recognises.PERSON
        is_named = field.data or self.role.data or not field.raw_data
        if is_person and self._opens_entry and not is_named:
            raise ValidationError("Enter the person's name, or at least the role")

    @property
    def why(self) -> Reason:
        """Return the reason that was chosen."""
        return Reason(self.reason.data)

    @property
    def _opens_entry(self) -> bool:
        return self.decision.data == "accept" and self.entry.data in {None, "new"}


def _with_domain(company: Company) -> str:
    return f"{company.name} ({company.domain})" if company.domain else company.name


def _team_of(nomination: Nomination) -> str:
    """Return the team as its nominator wrote it, unless that names one of the people in the story."""
    written = nomination.written.nominee or ""
    return "" if any(find_name(written, name) for name in names_in_story(nomination)) else written
