"""Forms for signing in, invitations and passwords."""

from wtforms import (
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Email, InputRequired, Length, Optional

from app.accounts.passwords import find_fault
from app.accounts.rules import Role
from app.web.forms import Form, NoControlCharacters, RequiredIf, tidy

ROLE_CHOICES = [SelectChoice(value=role.value, label=role.value.title()) for role in Role]
EMAIL_FORMAT = "Enter an email address in the right format, like name@example.org"


class LogInForm(Form):
    """Who you are."""

    email = EmailField("Email address", [InputRequired("Enter your email address"), Length(max=254)], filters=[tidy])
    password = PasswordField("Password", [InputRequired("Enter your password")])


class InviteForm(Form):
    """Whom to invite, and as what."""

    email = EmailField(
        "Email address", [InputRequired("Enter an email address"), Length(max=254), Email(EMAIL_FORMAT)], filters=[tidy]
    )
    name = StringField("Name", [Length(max=100), NoControlCharacters()], filters=[tidy])
    role = RadioField("Role", [InputRequired("Choose a role")], choices=ROLE_CHOICES)


class NewPasswordForm(Form):
    """A new password, typed once and shown on request."""

    new_password = PasswordField("New password", [InputRequired("Enter a password")])

    owner_email = ""

    def validate_new_password(self, field: Field) -> None:
        """Refuse what is short or easy to guess."""
        fault = find_fault(field.data, email=self.owner_email)
        if fault:
            raise ValidationError(fault)


class NameForm(Form):
    """The name a person goes by here."""

    name = StringField(
        "Your name", [InputRequired("Enter your name"), Length(max=100), NoControlCharacters()], filters=[tidy]
    )


class AcceptInvitationForm(NameForm, NewPasswordForm):
    """An invited person's name and password."""


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    password = PasswordField("Present password", [InputRequired("Enter your present password")])


class AskNewPasswordForm(Form):
    """Whose password was forgotten."""

    email = EmailField(
        "Email address", [InputRequired("Enter your email address"), Email(EMAIL_FORMAT)], filters=[tidy]
    )


class CodeForm(Form):
    """A code from the phone, or a recovery code."""

    code = StringField("Code", [InputRequired("Enter the code"), Length(max=40)], filters=[tidy])


class ConfirmForm(Form):
    """The present password, once more."""

    password = PasswordField("Password", [InputRequired("Enter your password")])


class SetUpForm(Form):
    """The first code of a new phone, and who holds it when the log-in was a while ago."""

    sealed = HiddenField()
    password = PasswordField(
        "Password", [RequiredIf(lambda form: form.needs_password, "Enter your password"), Optional()]
    )
    code = StringField("Code", [InputRequired("Enter the code your app shows"), Length(max=40)], filters=[tidy])

    needs_password = False


class RolesForm(Form):
    """What a person may do here."""

    roles = SelectMultipleField("Roles", choices=ROLE_CHOICES)
