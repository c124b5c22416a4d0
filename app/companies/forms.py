"""What curators fill in about a company."""

from typing import Any

from wtforms import EmailField, Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Email, InputRequired, Length

from app.companies.contacting import Person
from app.companies.models import Company
from app.companies.rules import Staff, domain_of, handle_of
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

TYPED = [tidy]
LINE = OneLine()
SIZES = {Staff.UNKNOWN: "Not known", Staff.UP_TO_50: "At most 50", Staff.OVER_50: "More than 50"}
EMAIL_FORMAT = "Enter an email address in the right format, like name@example.org"
HANDLES = ("x_handle", "bluesky_handle", "mastodon_handle")


class CompanyForm(Form):
    """A company: its name, where it is found, and its size."""

    name = StringField("Name", [InputRequired("Enter the company's name"), Length(max=200), LINE], filters=TYPED)
    website = StringField("Website", [Length(max=500), LINE], filters=TYPED)
    x_handle = StringField("X handle", [Length(max=200), LINE], filters=TYPED)
    bluesky_handle = StringField("Bluesky handle", [Length(max=200), LINE], filters=TYPED)
    mastodon_handle = StringField("Mastodon handle", [Length(max=200), LINE], filters=TYPED)
    staff = RadioField(
        "How many people work there?",
        choices=[SelectChoice(value=size.value, label=words) for size, words in SIZES.items()],
        default=Staff.UNKNOWN,
    )

    def validate_name(self, field: Field) -> None:
        """Ask for a name that is more than blanks."""
        if not field.data:
            raise ValidationError("Enter the company's name")

    def validate_website(self, field: Field) -> None:
        """Ask for an address that leads somewhere."""
        if field.data and domain_of(field.data) is None:
            raise ValidationError("Enter a website such as brightline.example")

    def _validate_handle(self, field: Field) -> None:
        handle = handle_of(field.data)
        if field.data and handle is None:
            raise ValidationError("Enter a handle such as @brightline, or the address of the profile")

    validate_x_handle = validate_bluesky_handle = validate_mastodon_handle = _validate_handle

    def profile(self) -> dict[str, Any]:
        """Return what was typed as it is kept: handles in small letters without the @."""
        handles = {name: handle_of(self[name].data) for name in HANDLES}
        website = self.website.data or None
        return {"name": self.name.data, "website": website, "staff": Staff(self.staff.data), **handles}


class AliasForm(Form):
    """Another name that leads to a company."""

    alias = StringField("Another name", [InputRequired("Enter the other name"), Length(max=200), LINE], filters=TYPED)

    def validate_alias(self, field: Field) -> None:
        """Ask for a name that is more than blanks."""
        if not field.data:
            raise ValidationError("Enter the other name")


class ContactForm(Form):
    """Whom a letter to a company may go to, where that was found, and why it is right."""

    name = StringField(
        "Name", [InputRequired("Enter a name, or that of the team"), Length(max=100), LINE], filters=TYPED
    )
    role = StringField("Role", [InputRequired("Enter what they do there"), Length(max=100), LINE], filters=TYPED)
    address = EmailField(
        "Email address", [InputRequired("Enter an email address"), Length(max=254), Email(EMAIL_FORMAT)], filters=TYPED
    )
    found_at = StringField(
        "Where you found it",
        [InputRequired("Say where you found this address"), Length(max=500), LINE],
        description="A public page, such as brightline.example/press; never bought and never guessed",
        filters=TYPED,
    )
    word = TextAreaField(
        "Why this address is right, where its domain does not prove it",
        [Length(max=500), NoControlCharacters()],
        description="Leave it empty when the address is at the company’s own domain",
        filters=TYPED,
    )

    def person(self) -> Person:
        """Return the contact as typed."""
        return Person(**{name: value or "" for name, value in self.values().items()})


def filled(company: Company) -> dict[str, Any]:
    """Return what the form shows of a company before anything is typed."""
    shown = {name: f"@{handle}" if (handle := getattr(company, name)) else "" for name in HANDLES}
    return {"name": company.name, "website": company.website, "staff": company.staff, **shown}
