"""Forms about judges: what is said of them, whom to invite, and the code they accept."""

from wtforms import BooleanField, EmailField, Field, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.accounts.forms import EMAIL_FORMAT
from app.companies.addresses import link_to
from app.judging.judges.rules import (
    CODE_VERSION,
    LONGEST_AFFILIATION,
    LONGEST_BIO,
    LONGEST_LINK,
    MOST_ENTRIES,
    Words,
)
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

COUNT = f"Enter a whole number from 1 to {MOST_ENTRIES}"


class WordsForm(Form):
    """What stands under a judge's name."""

    affiliation = StringField(
        "Where they work, and as what", [Optional(), Length(max=LONGEST_AFFILIATION), OneLine()], filters=[tidy]
    )
    bio = TextAreaField("About them", [Optional(), Length(max=LONGEST_BIO), NoControlCharacters()], filters=[tidy])
    link = StringField("Their page on the web", [Optional(), Length(max=LONGEST_LINK), OneLine()], filters=[tidy])

    def validate_link(self, field: Field) -> None:
        """Take nothing but an address of the web."""
        if field.data and link_to(field.data) is None:
            raise ValidationError("Enter a web address, like https://example.org/jo")

    @property
    def words(self) -> Words:
        """Return what was typed."""
        return Words(self.affiliation.data or "", self.bio.data or "", link_to(self.link.data) or "")


class Count(IntegerField):
    """A whole number, asked for in words when it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(COUNT) from None


class InviteJudgeForm(WordsForm):
    """Whom to invite, and what is expected of them."""

    email = EmailField(
        "Email address", [InputRequired("Enter an email address"), Length(max=254), Email(EMAIL_FORMAT)], filters=[tidy]
    )
    name = StringField("Name", [InputRequired("Enter a name"), Length(max=100), OneLine()], filters=[tidy])
    entries = Count("About how many entries", [Optional(), NumberRange(1, MOST_ENTRIES, message=COUNT)])


class ProfileForm(WordsForm):
    """What a judge says about themselves, and to whom."""

    is_shown = BooleanField("Show me on the public page of judges")


class ProfileOfForm(WordsForm):
    """What organisers may change about a judge."""

    is_hidden = BooleanField("Take them off the public page of judges")


class CodeForm(Form):
    """The code of conduct, accepted as it was read."""

    version = IntegerField(widget=HiddenInput(), default=CODE_VERSION)
    is_accepted = BooleanField(
        "I have read the code and will keep it", [InputRequired("Tick the box to accept the code")]
    )
