"""A nomination that a curator types for somebody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateField, EmailField, Field, RadioField, StringField, ValidationError
from wtforms.validators import Email, InputRequired, Length, Optional, StopValidation

from app import clock
from app.nominations.forms.nominating import EMAIL_FORMAT, LINE, SEEN, TYPED, NominationForm, choices, said
from app.nominations.rules import Medium, Relation
from app.nominations.wording import RELATIONS
from app.web.forms import Choice

MEDIA = {Medium.PHONE: "By phone", Medium.PAPER: "On paper", Medium.IN_PERSON: "In person"}

ON_THE_PAGE = (
    "medium consent consent_how consented_on category company website nominee story feeling qualities solved channel "
    "relation name email show_name"
).split()


class EnteringForm(NominationForm):
    """The questions of the public form, with how it came in and how consent was given."""

    medium = RadioField("How did it reach us?", [InputRequired("Choose how it reached us")], choices=choices(MEDIA))
    email = EmailField(
        "Their email address",
        [Optional(), Length(max=254), Email(EMAIL_FORMAT), SEEN],
        filters=TYPED,
        description="If they have one, they get a letter with the link to their own page.",
    )
    name = StringField("Their name", [Length(max=100, message="Use at most 100 characters"), LINE], filters=TYPED)
    show_name = BooleanField("They want their name shown with the story", false_values=("", "no"))
    consent = BooleanField(
        "They agreed that judges and the company may read the story, and that it may be published without their name",
        [InputRequired("Without their consent the story cannot be used")],
        false_values=("", "no"),
    )
    consent_how = StringField(
        "How did they agree?",
        [InputRequired("Enter how they agreed"), Length(max=200), SEEN],
        filters=TYPED,
        description="Such as “read out on the phone, said yes”, or “signed the paper form”.",
    )
    relation = Choice(
        "What are they to the company?",
        [Optional()],
        choices=choices({**RELATIONS, Relation.EMPLOYEE: "They work there"}),
        default="",
        filters=[said],
    )
    consented_on = DateField(
        "When did they agree?", [InputRequired("Enter the day")], format="%d %m %Y", default=lambda: clock.now().date()
    )

    def __iter__(self) -> Iterator[Field]:
        """Go through the fields as they stand on the page, so that mistakes are listed in that order."""
        names = [*ON_THE_PAGE, *(name for name in self._fields if name not in ON_THE_PAGE)]
        return iter([self._fields[name] for name in names])

    def validate_nominee(self, field: Field) -> None:
        """Ask in the curator's words for whom the category honours."""
        try:
            super().validate_nominee(field)
        except ValidationError as refusal:
            raise ValidationError(str(refusal).replace("you want", "they want")) from refusal

    def validate_consented_on(self, field: Field) -> None:
        """Refuse what is no day, or one that has not begun."""
        if field.data is None:
            field.errors = []
            raise StopValidation("Enter a day such as 22 11 2026")
        if isinstance(field.data, date) and field.data > clock.now().date():
            raise ValidationError("Enter a day that has begun")

    def consented_at(self, zone: str) -> datetime:
        """Return the beginning of the day of consent, as an instant."""
        day = self.consented_on.data or clock.now().date()
        return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
