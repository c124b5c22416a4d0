"""What a curator fills in to put posts off, to step through many of them, and to name a company by hand."""

from datetime import date

from wtforms import DateField, HiddenField, RadioField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, Length, Optional

from app.listening.rules import DISMISS_REASONS
from app.listening.triage.snoozing import SNOOZE_WORDS, Snooze
from app.web.forms import Form, OneLine, RequiredIf, tidy

BULK = ("dismiss", "snooze", "claim", "release")


class SnoozeForm(Form):
    """Until when one post is put off."""

    snooze = RadioField(
        "When should it come back?",
        [AnyOf(tuple(Snooze), "Choose when it should come back")],
        choices=[SelectChoice(each, words) for each, words in SNOOZE_WORDS.items()],
        validate_choice=False,
    )
    until = DateField(
        "Day",
        [
            RequiredIf(lambda form: form.snooze.data == Snooze.DATE, "Enter the day on which it should come back"),
            Optional(),
        ],
        format=["%Y-%m-%d", "%d %m %Y"],
    )

    @property
    def choice(self) -> Snooze:
        """Return what was chosen."""
        return Snooze(self.snooze.data)

    @property
    def on(self) -> date | None:
        """Return the day that was named."""
        return self.until.data if self.snooze.data == Snooze.DATE else None


class BulkForm(SnoozeForm):
    """What is to happen to those that were chosen, asked once more before it does."""

    action = HiddenField(validators=[AnyOf(BULK, message="Choose what to do with them")])
    confirmed = HiddenField()
    reason = RadioField(
        "Why let them go?",
        [
            RequiredIf(
                lambda form: form.action.data == "dismiss" and form.confirmed.data, "Choose why you let them go"
            ),
            Optional(),
        ],
        choices=[SelectChoice(reason, words) for reason, words in DISMISS_REASONS.items()],
        default="",
        filters=[tidy],
    )
    snooze = RadioField(
        "When should they come back?",
        [
            RequiredIf(
                lambda form: form.action.data == "snooze" and form.confirmed.data, "Choose when they should come back"
            ),
            Optional(),
        ],
        choices=[SelectChoice(each, words) for each, words in SNOOZE_WORDS.items()],
        default="",
        filters=[tidy],
    )


class CompanyForm(Form):
    """Which company a post is about, corrected by hand: one that was looked up, one by its name, or none."""

    company = StringField(
        "Company in the register",
        filters=[tidy],
        validators=[
            RequiredIf(lambda form: not (form.company_id.data or form.none.data), "Enter the name of the company"),
            Length(max=200, message="Shorten the name to 200 characters"),
            OneLine(),
        ],
    )
    company_id = HiddenField(validators=[Length(max=200)])
    none = HiddenField()
