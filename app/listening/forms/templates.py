"""What a curator fills in about the words replies begin with."""

from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.listening.answering.counting import length_on, longest_on
from app.listening.answering.replies import NETWORK_NAMES, network_name
from app.listening.answering.wording import EXAMPLE, VARIABLES, fault_in, fill
from app.listening.models import ReplyTemplate
from app.listening.rules import LANGUAGES
from app.listening.service.templates import Wording
from app.web.forms import Form, NoControlCharacters, OneLine, tidy
from app.web.links import public_link

EXAMPLE_CODE = "abcdefghij"


class TemplateForm(Form):
    """A template as a curator describes it."""

    name = StringField(
        "Name",
        filters=[tidy],
        validators=[
            InputRequired("Give the template a name"),
            OneLine(),
            Length(max=80, message="Shorten the name to 80 characters"),
        ],
    )
    words = TextAreaField(
        "Words",
        filters=[tidy],
        validators=[
            InputRequired("Write the words a reply begins with"),
            NoControlCharacters(),
            Length(max=2_000, message="Shorten the words to 2,000 characters"),
        ],
    )
    network = SelectField(
        "For posts on",
        choices=[SelectChoice("", "Any network"), *(SelectChoice(*each) for each in NETWORK_NAMES.items())],
        default="",
    )
    lang = SelectField(
        "For posts in",
        choices=[SelectChoice("", "Any language"), *(SelectChoice(*each) for each in LANGUAGES.items())],
        default="",
    )

    def __init__(self, template: ReplyTemplate | None) -> None:
        """Fill the fields with a template, or leave them for a new one."""
        names = ("name", "words", "network", "lang")
        typed = {name: getattr(template, name) for name in names} if template else {}
        super().__init__(
            page="listening/template.html", template=template, variables=VARIABLES, is_previewed=False, **typed
        )

    def validate_words(self, field: Field) -> None:
        """Refuse words that are no template."""
        if fault := fault_in(field.data or ""):
            raise ValidationError(fault)

    @property
    def wording(self) -> Wording:
        """Return the template that is wanted."""
        return Wording(
            name=self.name.data or "",
            words=self.words.data or "",
            network=self.network.data or "",
            lang=self.lang.data or "",
        )

    @property
    def example(self) -> dict[str, Any]:
        """Fill the words in as they would be for one author, and measure them where they would be sent."""
        network = self.network.data or "x"
        link = public_link("listening.follow", code=EXAMPLE_CODE)
        text = fill(self.words.data or "", EXAMPLE.on(network, link))
        longest = longest_on(network)
        return {
            "text": text,
            "length": length_on(network, text),
            "longest": longest,
            "network": network_name(network),
            "is_over": bool(longest and length_on(network, text) > longest),
        }
