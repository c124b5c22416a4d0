"""What curators fill in about a company."""

from typing import Any

from wtforms import Field, RadioField, StringField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.companies.models import Company
from app.companies.rules import Staff, domain_of, handle_of
from app.web.forms import Form, OneLine, tidy

TYPED = [tidy]
LINE = OneLine()
SIZES = {Staff.UNKNOWN: "Not known", Staff.UP_TO_50: "At most 50", Staff.OVER_50: "More than 50"}
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


def filled(company: Company) -> dict[str, Any]:
    """Return what the form shows of a company before anything is typed."""
    shown = {name: f"@{handle}" if (handle := getattr(company, name)) else "" for name in HANDLES}
    return {"name": company.name, "website": company.website, "staff": company.staff, **shown}
