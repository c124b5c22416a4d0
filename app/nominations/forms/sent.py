"""The small forms on the page after sending."""

from wtforms import EmailField, Field, HiddenField, ValidationError
from wtforms.validators import Email, InputRequired, Length

from app.nominations.forms.nominating import EMAIL_FORMAT, SEEN, TYPED
from app.web.forms import Form


class AgainForm(Form):
    """Ask for the letter once more."""

    reference = HiddenField()


class AddressForm(AgainForm):
    """Give the right address for the letter."""

    email = EmailField(
        "The right email address",
        [InputRequired("Enter your email address"), Length(max=254), Email(EMAIL_FORMAT), SEEN],
        filters=TYPED,
    )

    def validate_email(self, field: Field) -> None:
        """Refuse what no letter can be sent to."""
        if field.data and not (field.data.isascii() and field.data.isprintable() and "=?" not in field.data):
            raise ValidationError(EMAIL_FORMAT)
