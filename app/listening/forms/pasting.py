"""What a curator fills in about a post found by hand."""

from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from app.errors import Refused
from app.listening.pasting import place_of
from app.listening.posts import TEXT_LONGEST
from app.listening.service.pasting import Pasted
from app.web.forms import Form, NoControlCharacters, OneLine, tidy


class PastingForm(Form):
    """The address of a post and its words."""

    address = StringField(
        "Address of the post",
        filters=[tidy],
        validators=[
            DataRequired("Paste the address of the post"),
            OneLine(),
            Length(max=2_000, message="Shorten the address to 2,000 characters"),
        ],
    )
    text = TextAreaField(
        "What the post says",
        filters=[tidy],
        validators=[
            DataRequired("Paste the words of the post"),
            NoControlCharacters(),
            Length(max=TEXT_LONGEST, message="Shorten the text to 10,000 characters"),
        ],
    )
    author = StringField(
        "Who wrote it (optional)",
        filters=[tidy],
        validators=[OneLine(), Length(max=200, message="Shorten the name to 200 characters")],
    )

    def __init__(self) -> None:
        super().__init__(page="listening/paste.html")

    def validate_address(self, field: Field) -> None:
        """Refuse an address that leads to no post."""
        try:
            place_of(field.data or "")
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from None

    @property
    def pasted(self) -> Pasted:
        """Return what was pasted."""
        return Pasted(self.address.data or "", self.text.data or "", self.author.data or "")
