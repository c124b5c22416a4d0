"""One decision about many nominations."""

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Length, Optional

from app.nominations.forms.nominating import SEEN, TYPED, choices, said
from app.nominations.rules import REASON_SENTENCES
from app.web.forms import Form, RequiredIf


class BulkForm(Form):
    """What is to happen to those that were chosen, asked once more before it does."""

    action = HiddenField(validators=[AnyOf(("accept", "reject", "hold"), message="Choose what to do with them")])
    confirmed = HiddenField()
    reason = RadioField(
        "Reason, as the nominators are told",
        [
            RequiredIf(
                lambda form: form.action.data == "reject" and form.confirmed.data,
                "Choose the reason; the nominators are told",
            ),
            Optional(),
        ],
        choices=choices(REASON_SENTENCES),
        default="",
        filters=[said],
    )
    note = TextAreaField("A word to the nominators", [Length(max=1000), SEEN], filters=TYPED)
    held_note = StringField("Note to colleagues", [Length(max=500), SEEN], filters=TYPED)
