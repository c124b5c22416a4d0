"""The public form: everything a nomination holds, in the order it is asked."""

import secrets
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Email, InputRequired, Length, Optional, Regexp

from app.companies.rules import domain_of
from app.nominations.rules import STORY_LEAST, STORY_MOST
from app.nominations.wording import CHANNELS, FEELINGS, QUALITIES, RELATIONS, SOLVED
from app.programme.call import CalledCategory
from app.programme.rules import Recognises
from app.web.forms import Choice, Form, NoControlCharacters, OneLine, tidy

TYPED = [tidy]


SEEN = NoControlCharacters()
LINE = OneLine()


EMAIL_FORMAT = "Enter your email address in the right format, like name@example.org"


def choices(words: dict[Any, str]) -> list[SelectChoice]:
    """Turn words by value into the choices of a field."""
    return [SelectChoice(value=str(value), label=label) for value, label in words.items()]


def said(value: str | None) -> str | None:
    """Turn a choice nobody made into None; blanks are none."""
    return (value or "").strip() or None


class NominationForm(Form):
    """Everything a nomination holds, in the order it is asked."""

    company = StringField(
        "Which company is it?",
        [InputRequired("Enter the company's name"), Length(max=200, message="Use at most 200 characters"), LINE],
        filters=TYPED,
        description="As you know it. A curator checks the spelling.",
    )
    company_id = HiddenField()
    website = StringField(
        "Its website", [Optional(), Length(max=500), LINE], filters=TYPED, description="Such as example.org"
    )
    category = Choice("What do you want to honour?", [InputRequired("Choose what you want to honour")])
    recognises = HiddenField()
    nominee = StringField(
        "Who helped you?",
        [Length(max=120, message="Use at most 120 characters"), LINE],
        filters=TYPED,
        description="The team or the person, as you know them. Needed for “Best support team” and “Support hero”.",
    )
    story = TextAreaField(
        "What happened?",
        [
            InputRequired("Tell us what happened"),
            Length(
                min=STORY_LEAST,
                max=STORY_MOST,
                message=f"The story needs {STORY_LEAST} to {STORY_MOST:,} characters",
            ),
            SEEN,
        ],
        filters=TYPED,
        description="What was the problem, what did they do, and how did it end? A few sentences are enough.",
    )
    feeling = Choice(
        "How did you feel when it ended?", [Optional()], choices=choices(FEELINGS), default="", filters=[said]
    )
    qualities = SelectMultipleField(
        "What stood out?", choices=choices(QUALITIES), description="Choose as many as you like."
    )
    solved = Choice("Was it solved?", [Optional()], choices=choices(SOLVED), default="", filters=[said])
    channel = Choice("How were you in touch?", [Optional()], choices=choices(CHANNELS), default="", filters=[said])
    relation = Choice(
        "What are you to the company?", [Optional()], choices=choices(RELATIONS), default="", filters=[said]
    )
    link = StringField(
        "A link that shows it",
        [Optional(), Length(max=500), LINE],
        filters=TYPED,
        description="A public post, review or page, if there is one.",
    )
    name = StringField("Your name", [Length(max=100, message="Use at most 100 characters"), LINE], filters=TYPED)
    email = EmailField(
        "Your email address",
        [InputRequired("Enter your email address"), Length(max=254), Email(EMAIL_FORMAT), LINE],
        filters=TYPED,
        description="We send one letter to confirm, and news of the outcome. It is never shown on the site. "
        "Curators and organisers can open it, and each look is logged.",
    )
    show_name = BooleanField("Show my name with the story", false_values=("", "no"))
    consent = BooleanField(
        "Judges and the company may read my story, and it may be published, "
        "without my name unless I ticked the box above",
        [InputRequired("Tick the box to let us use your story")],
        false_values=("", "no"),
    )
    ref = HiddenField(filters=TYPED)
    submission_key = HiddenField(
        validators=[Optional(), Regexp(r"\A[\w-]{16,64}\Z", message="Open the form again and send it once more")],
        default=lambda: secrets.token_urlsafe(24),
    )

    def __init__(self, categories: Sequence[CalledCategory], **context: Any) -> None:
        """Offer the categories that are open."""
        self._by_slug = {category.slug: category for category in categories}
        super().__init__(**context)
        self.category.choices = [SelectChoice(value=each.slug, label=each.name) for each in categories]

    @property
    def chosen(self) -> CalledCategory:
        """Return the category that was chosen."""
        return self._by_slug[self.category.data]

    def validate_website(self, field: Field) -> None:
        """Refuse what is no web address."""
        if field.data and domain_of(field.data) is None:
            raise ValidationError("Enter a website in the right format, like example.org")

    def validate_link(self, field: Field) -> None:
        """Refuse what a browser could not open safely."""
        try:
            parts = urlsplit(field.data or "")
        except ValueError:
            parts = urlsplit("")
        is_plain = (field.data or "").isprintable() and " " not in (field.data or "") and "@" not in parts.netloc
        if field.data and (parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain):
            raise ValidationError("Enter a whole address that begins with https://")

    def validate_email(self, field: Field) -> None:
        """Refuse what no letter can be sent to."""
        if field.data and not (field.data.isascii() and field.data.isprintable() and "=?" not in field.data):
            raise ValidationError(EMAIL_FORMAT)

    def validate_nominee(self, field: Field) -> None:
        """Ask for the team or person where the category honours one."""
        category = self._by_slug.get(self.category.data)
        if category and category.recognises is not Recognises.COMPANY and not field.data:
            what = "team" if category.recognises is Recognises.TEAM else "person"
            raise ValidationError(f"Enter the {what} you want to thank")

    def validate_recognises(self, field: Field) -> None:
        """Hold a script to what the category honours."""
        category = self._by_slug.get(self.category.data)
        if field.data and category and field.data != category.recognises:
            raise ValidationError(f"This category honours a {category.recognises}, not a {field.data[:20]}")

    def validate_name(self, field: Field) -> None:
        """Ask for the name that is to be shown."""
        if self.show_name.data and not field.data:
            raise ValidationError("Enter your name, or untick “Show my name”")
