"""What judges fill in about a tie, and organisers about one they know of or the site found."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.accounts.models import User
from app.companies.queries import Found, look_up
from app.judging.interests.declaring import Told
from app.judging.interests.rules import InterestKind, Sign, Verdict
from app.nominations.steps import NONE_OF_THESE, Standing, settle
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

ABOUT_A_COMPANY = frozenset({InterestKind.EMPLOYER, InterestKind.CLIENT, InterestKind.COMPETITOR})
KIND_CHOICES = [
    SelectChoice(InterestKind.EMPLOYER.value, "I work or worked there"),
    SelectChoice(InterestKind.CLIENT.value, "I do business with it, own part of it, or advise it"),
    SelectChoice(InterestKind.COMPETITOR.value, "It competes with where I work"),
    SelectChoice(InterestKind.DOMAIN.value, "Everybody under a domain"),
    SelectChoice(InterestKind.PERSON.value, "A person"),
]
OF_A_JUDGE = [
    SelectChoice(InterestKind.EMPLOYER.value, "They work or worked there"),
    SelectChoice(InterestKind.CLIENT.value, "They do business with it, own part of it, or advise it"),
    SelectChoice(InterestKind.COMPETITOR.value, "It competes with where they work"),
    *KIND_CHOICES[3:],
]
YEARS = NumberRange(1950, 2100, "Enter a year such as 2021")


class InterestForm(Form):
    """A tie: its kind, what it is called, the company chosen for it, and its years."""

    kind = RadioField("What is the tie?", [InputRequired("Choose what the tie is")], choices=KIND_CHOICES)
    words = StringField(
        "Name of the company or person, or the domain",
        [InputRequired("Enter a name or a domain"), Length(max=200), OneLine()],
        filters=[tidy],
    )
    company = HiddenField()
    which = RadioField("Which company do you mean?", validate_choice=False)
    since = IntegerField("Since which year?", [Optional(), YEARS])
    until = IntegerField("Until which year?", [Optional(), YEARS])

    def validate_until(self, field: Field) -> None:
        """Ask for years in their order."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("The tie cannot end before it begins")

    def is_unsure(self) -> bool:
        """Look the words up in the register; offer what they may mean when that is not plain."""
        if InterestKind(self.kind.data) not in ABOUT_A_COMPANY:
            return False
        found: Sequence[Found] = look_up(self.words.data or "")
        settled = settle(self.words.data or "", self.which.data or self.company.data or "", found)
        self.company.data = "" if settled.company_id == NONE_OF_THESE else settled.company_id
        offered = [
            SelectChoice(each.slug, f"{each.name} ({each.domain})" if each.domain else each.name) for each in found
        ]
        self.which.choices = [*offered, SelectChoice(NONE_OF_THESE, "None of these: keep what I typed")]
        return settled.standing is Standing.UNSURE

    def told(self) -> Told:
        """Return what was filled in."""
        return Told(
            kind=InterestKind(self.kind.data),
            words=self.words.data or "",
            company=self.company.data or "",
            since_year=self.since.data,
            until_year=self.until.data,
        )


class NoteForm(InterestForm):
    """A tie of a judge that an organiser knows of."""

    judge = SelectField("Judge", [InputRequired("Choose a judge")])

    def __init__(self, *, judges: Sequence[User], **context: Any) -> None:
        """Take the judges that may be chosen."""
        super().__init__(judges=judges, **context)
        self.kind.choices = OF_A_JUDGE
        named = [SelectChoice(each.public_id, each.name or each.email) for each in judges]
        self.judge.choices = [SelectChoice("", "Choose a judge"), *named]


class VerdictForm(Form):
    """What an organiser makes of a tie the site found."""

    judge = HiddenField(validators=[InputRequired()])
    sign = HiddenField(validators=[InputRequired()])
    subject = HiddenField(validators=[InputRequired()])
    verdict = HiddenField(validators=[InputRequired()])
    reason = TextAreaField("Why is it no tie?", [Optional(), Length(max=500), NoControlCharacters()], filters=[tidy])

    def validate_sign(self, field: Field) -> None:
        """Take only what the page offers."""
        if field.data not in set(Sign) or self.verdict.data not in set(Verdict):
            raise ValidationError("Open the page again and choose from there")
