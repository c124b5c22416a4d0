"""What organisers fill in about letters."""

from collections.abc import Collection, Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange

from app.correspondence.rules import BODY_MOST, TITLE_MOST, Audience
from app.mail.wording import Piece, list_faults
from app.programme.models import Category, Season
from app.web.forms import Choice, Form, NoControlCharacters, OneLine, tidy

COUNT_MOST = 10_000_000


class WordsForm(Form):
    """Subject and text of a letter."""

    title = StringField(
        "Subject",
        filters=[tidy],
        validators=[
            InputRequired("Write a subject"),
            OneLine(),
            Length(max=TITLE_MOST, message=f"Shorten the subject to {TITLE_MOST} characters"),
        ],
    )
    body = TextAreaField(
        "Text",
        filters=[tidy],
        validators=[
            InputRequired("Write the text of the letter"),
            NoControlCharacters(),
            Length(max=BODY_MOST, message=f"Shorten the text to {BODY_MOST:,} characters"),
        ],
    )
    seen = HiddenField(filters=[tidy])

    pieces: Collection[Piece] = ()

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check also that every name in curly brackets is one of this letter's, and none is lost that it needs."""
        passed = super().validate(*args, **kwargs)
        faults = list(list_faults(self.title.data or "", self.body.data or "", self.pieces)) if passed else []
        for name, sentence in faults:
            self[name].errors = [*self[name].errors, sentence]
        return passed and not faults

    @property
    def seen_number(self) -> int:
        """Return which version was looked at."""
        seen = self.seen.data or ""
        return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1


class BroadcastForm(WordsForm):
    """A letter to many: whom it goes to, and what it says."""

    audience = Choice(
        "Who gets it",
        choices=[
            SelectChoice(Audience.NOMINATORS, "Nominators who want news"),
            SelectChoice(Audience.JUDGES, "Judges"),
        ],
        validators=[InputRequired("Choose who gets it")],
    )
    place = SelectField("Of", validators=[InputRequired("Choose a season or a category")])

    def __init__(self, places: dict[str, tuple[Season, Category | None]], **context: Any) -> None:
        """Offer the seasons with their categories."""
        self.places = places
        super().__init__(**context)
        self.place.choices = [SelectChoice(key, _name(place)) for key, place in places.items()]

    @property
    def chosen(self) -> tuple[Season, Category | None]:
        """Return the season and category that were chosen."""
        return self.places[self.place.data]


def _name(place: Sequence[Any]) -> str:
    season, category = place
    return f"{season.name}: {category.name}" if category else f"{season.name}, all categories"


class CountForm(Form):
    """How many letters go out, typed by the one who sends them."""

    count = IntegerField(
        "Number of letters",
        validators=[
            InputRequired("Type how many letters go out"),
            NumberRange(0, COUNT_MOST, "Type the number as it stands above"),
        ],
    )
    seen = HiddenField(filters=[tidy])

    seen_number = WordsForm.seen_number
