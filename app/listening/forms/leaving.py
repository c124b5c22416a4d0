"""What somebody we wrote to can say."""

from typing import Any

from wtforms import BooleanField, HiddenField
from wtforms.validators import AnyOf

from app.web.forms import Form


class StopForm(Form):
    """One button; and on the page after it, one to take it back."""

    action = HiddenField(validators=[AnyOf(("stop", "undo"), "Choose one of the buttons")])
    erase = BooleanField("Also erase everything you hold of my posts", false_values=("", "no"))

    def __init__(self, **context: Any) -> None:
        """Take what the page says."""
        super().__init__(page="listening/stop.html", **context)
