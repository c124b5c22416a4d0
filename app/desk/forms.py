"""What organisers look for in the log and in the outbox."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from wtforms import DateField, Field, IntegerField, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange

from app.audit.queries import Wish
from app.programme.rules import is_year_in_reach
from app.web.forms import Form, OneLine, tidy

OTHERS = ("nominator", "worker", "command line", "ties", "nobody")


class SoughtDay(DateField):
    """A day, or nothing."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; refuse in words what is none."""
        if not any(valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Enter a real date, like 2026-11-30") from None
        if self.data is not None and not is_year_in_reach(self.data.year):
            raise ValueError("Enter a year between 2000 and 2100")


class LogForm(Form):
    """Which lines of the log to show; it changes nothing, so it carries no token."""

    who = SelectField("Who", validate_choice=False)
    what = StringField("What was done", [Length(max=80)], filters=[tidy])
    about = StringField("About", [Length(max=80)], filters=[tidy])
    since = SoughtDay("From")
    until = SoughtDay("To")

    def validate_until(self, field: Field) -> None:
        """Refuse a stretch that ends before it begins."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError("The last day must not come before the first")

    def offer(self, names: dict[str, str]) -> None:
        """Offer these people by public id, and what acts without a name."""
        people = [SelectChoice(f"user:{public_id}", name) for public_id, name in names.items()]
        others = [SelectChoice(word, word.capitalize()) for word in OTHERS]
        self.who.choices = [SelectChoice("", "Everybody"), *people, *others]

    def wish(self) -> Wish:
        """Return what is looked for; days are whole days, UTC."""
        since, until = self.since.data, self.until.data
        return Wish(
            about=self.about.data or "",
            actor=self.who.data or "",
            verb=self.what.data or "",
            since=datetime.combine(since, time.min, UTC) if since else None,
            until=datetime.combine(until, time.min, UTC) + timedelta(days=1) if until else None,
        )


class FindForm(Form):
    """An address whose letters are looked for."""

    address = StringField("Address", filters=[tidy], validators=[InputRequired("Type a whole address"), OneLine()])


class AlikeForm(Form):
    """How many letters go again, typed by the one who sends them."""

    count = IntegerField(
        "Number of letters",
        validators=[
            InputRequired("Type how many letters go again"),
            NumberRange(0, 10_000_000, "Type the number as it stands above"),
        ],
    )
