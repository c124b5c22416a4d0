"""What a curator fills in about a source: why a gap is closed."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form, NoControlCharacters, tidy

REASON_LONGEST = 300


class GapForm(Form):
    """Close a gap with a reason that others can read."""

    reason = TextAreaField(
        "Why is it closed?",
        description="For example: looked through by hand, nothing worth a reply.",
        filters=[tidy],
        validators=[
            DataRequired("Say in a few words why the gap is closed"),
            NoControlCharacters(),
            Length(max=REASON_LONGEST, message="Shorten the reason to 300 characters"),
        ],
    )
