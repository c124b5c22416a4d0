"""Forms for seasons, categories and the site's identity."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp

from app.programme.rules import ZONES, Recognises, find_fault_in_order, is_year_in_reach, zone_in_words
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

EMAIL_FORMAT = "Enter an email address in the right format, like name@example.org"
TAKEN_BY_PAGES = {"new": "the page for a new category", "plan": "the plan of who judges what"}
RECOGNISES_CHOICES = [
    SelectChoice(value=Recognises.COMPANY.value, label="A company"),
    SelectChoice(value=Recognises.TEAM.value, label="A team within a company"),
    SelectChoice(value=Recognises.PERSON.value, label="A person within a company"),
]


def zone_choices(zones: Iterable[str]) -> list[SelectChoice]:
    """Offer these zones, each named by its city."""
    return [SelectChoice(value=zone, label=zone_in_words(zone)) for zone in zones]


class Address(StringField):
    """The last part of a page's address."""

    def __init__(self, most: int, **options: Any) -> None:
        plain = Regexp(r"^[a-z0-9]+(-[a-z0-9]+)*$", message="Use small letters a to z, digits and single hyphens only")
        super().__init__(
            "Address",
            [InputRequired("Enter the last part of the address"), Length(max=most), plain],
            filters=[tidy],
            **options,
        )


class Day(DateField):
    """A day typed in three boxes: day, month, year."""

    def __init__(self, label: str, missing: str, **options: Any) -> None:
        super().__init__(label, [InputRequired(missing)], format="%d %m %Y", **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the boxes; anything but a real day of these years is refused in words."""
        try:
            super().process_formdata([box.strip() for box in valuelist] if any(map(str.strip, valuelist)) else [])
        except ValueError:
            self.data = None
            raise ValueError("Enter a real date, like 30 11 2026") from None
        if self.data is not None and not is_year_in_reach(self.data.year):
            raise ValueError("Enter a year between 2000 and 2100")


class NameForm(Form):
    """What a season is called, and the last part of its address."""

    name = StringField("Name", [InputRequired("Enter a name"), Length(max=100), OneLine()], filters=[tidy])
    slug = Address(40)

    def validate_slug(self, field: Field) -> None:
        """Keep the address of the page that adds a season free."""
        if field.data == "new":
            raise ValidationError("Choose another address; this one is taken by the page for a new season")


class DaysForm(Form):
    """A season's zone and days, in their order."""

    zone = SelectField("Time zone", choices=zone_choices(ZONES))
    nominations_open_on = Day("First day for nominations", "Enter the first day for nominations")
    nominations_close_on = Day("Last day for nominations", "Enter the last day for nominations")
    judging_opens_on = Day("First day of judging", "Enter the first day of judging")
    judging_closes_on = Day("Last day of judging", "Enter the last day of judging")
    announced_on = Day("Day of the announcement", "Enter the day of the announcement")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check each day, and then their order."""
        if not super().validate(*args, **kwargs):
            return False
        fault = find_fault_in_order(self.days())
        if fault:
            self._fields[fault[0]].errors = [fault[1]]
        return fault is None

    def days(self) -> dict[str, date]:
        """Return the days by name."""
        return {name: field.data for name, field in self._fields.items() if name.endswith("_on")}

    def offer(self, zone: str) -> None:
        """Offer also a zone that is not on the list, because the season has it."""
        if zone not in ZONES:
            self.zone.choices = zone_choices((zone, *ZONES))


class EditCategoryForm(Form):
    """What a category is called and asks."""

    name = StringField("Name", [InputRequired("Enter a name"), Length(max=100), OneLine()], filters=[tidy])
    question = TextAreaField(
        "The question nominators answer",
        [InputRequired("Enter the question"), Length(max=500), NoControlCharacters()],
        filters=[tidy],
    )
    small_companies_only = BooleanField("Only companies of at most 50 people")


class CategoryForm(EditCategoryForm):
    """A new category: also its address and what it honours, which stay as they are."""

    slug = Address(60)
    recognises = RadioField(
        "What does it honour?", [InputRequired("Choose what this category honours")], choices=RECOGNISES_CHOICES
    )

    def validate_slug(self, field: Field) -> None:
        """Keep the addresses of the pages beside those of categories free."""
        if field.data in TAKEN_BY_PAGES:
            raise ValidationError(f"Choose another address; this one is taken by {TAKEN_BY_PAGES[field.data]}")


class SiteForm(Form):
    """Who runs the awards, as pages and letters print it."""

    name = StringField(
        "Name of the awards", [InputRequired("Enter a name"), Length(max=100), OneLine()], filters=[tidy]
    )
    legal_name = StringField("Who runs them", [Optional(), Length(max=200), OneLine()], filters=[tidy])
    address = TextAreaField("Postal address", [Optional(), Length(max=500), NoControlCharacters()], filters=[tidy])
    contact = EmailField("Contact address", [Optional(), Length(max=254), Email(EMAIL_FORMAT)], filters=[tidy])
    reply_to = EmailField(
        "Where replies to our letters go", [Optional(), Length(max=254), Email(EMAIL_FORMAT)], filters=[tidy]
    )
