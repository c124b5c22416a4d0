"""What a curator fills in to look somebody up, or to put them on the list of those we do not write to."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, InputRequired, Length

from app.errors import Refused
from app.listening.answering.replies import NETWORK_NAMES
from app.listening.contacting.finding import Person, read_person
from app.listening.rules import CONTACT_REASONS, ContactReason
from app.web.forms import Form, OneLine, tidy


class ContactForm(Form):
    """Somebody by handle or profile; two buttons, one looks up and one puts on the list."""

    action = HiddenField(validators=[AnyOf(("look", "add"), "Choose one of the buttons")])
    who = StringField(
        "Handle or address of a profile",
        filters=[tidy],
        validators=[
            InputRequired("Enter a handle or the address of a profile"),
            OneLine(),
            Length(max=500, message="Shorten this to 500 characters"),
        ],
    )
    network = SelectField(
        "Network",
        choices=[SelectChoice("", "As the address says"), *(SelectChoice(*each) for each in NETWORK_NAMES.items())],
        default="",
    )
    reason = SelectField(
        "Why not to contact them",
        choices=[SelectChoice("", "Choose"), *(SelectChoice(*each) for each in CONTACT_REASONS.items())],
        default="",
    )

    def __init__(self, **context: Any) -> None:
        """Take what stands beside the form."""
        super().__init__(page="listening/contacts.html", **context)
        self.person: Person | None = None

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Read who is meant, and ask for a reason where one is needed."""
        if not super().validate(*args, **kwargs):
            return False
        try:
            self.person = read_person(self.who.data or "", self.network.data or "")
        except Refused as refused:
            self[refused.field or "who"].errors = [refused.sentence]
            return False
        if self.action.data == "add" and self.reason.data not in set(ContactReason):
            self.reason.errors = ["Choose why they are not to be contacted"]
            return False
        return True
