"""Forms of the private pages: change what was written, answer a question, ask for one's own list."""

from collections.abc import Sequence
from typing import Any

from wtforms import EmailField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Email, InputRequired, Length, Regexp

from app.nominations.forms.nominating import EMAIL_FORMAT, SEEN, TYPED, NominationForm
from app.nominations.models import Nomination
from app.programme.call import CalledCategory
from app.web.forms import Form

ANSWER_MOST = 2_000
WRITTEN = ("website", "nominee", "story", "feeling", "qualities", "solved", "channel", "relation", "link", "name")
OPEN_AGAIN = "Open the page of your nomination again"


class EditForm(NominationForm):
    """The public form once more, on one page; it knows which version it was opened on."""

    consent: Any = None
    submission_key: Any = None
    ref: Any = None
    revision = HiddenField(validators=[Regexp(r"\A\d{1,9}\Z", message=OPEN_AGAIN)])

    def __init__(
        self, nomination: Nomination, categories: Sequence[CalledCategory], *, address: str | None, **context: Any
    ) -> None:
        """Fill the form with the version that counts, and with the address that is wished for."""
        written = nomination.written
        filled = {name: getattr(written, name) for name in WRITTEN}
        super().__init__(
            categories,
            nomination=nomination,
            company=written.company_name,
            category=nomination.category.slug,
            email=address,
            show_name=written.show_name,
            revision=str(nomination.revision_number),
            **filled,
            **context,
        )

    @property
    def seen_revision(self) -> int:
        """Return the version that was on the page."""
        return int(self.revision.data or 0)


class AnswerForm(Form):
    """Answer what a curator asked."""

    question = HiddenField(validators=[Regexp(r"\A\d{1,18}\Z", message=OPEN_AGAIN)])
    answer_text = TextAreaField(
        "Your answer",
        [
            DataRequired("Write your answer"),
            Length(max=ANSWER_MOST, message=f"Use at most {ANSWER_MOST:,} characters"),
            SEEN,
        ],
        filters=TYPED,
    )


class MineForm(Form):
    """Ask for the list of one's own nominations."""

    email = EmailField(
        "Your email address",
        [InputRequired("Enter your email address"), Length(max=254), Email(EMAIL_FORMAT), SEEN],
        filters=TYPED,
        description="The one you nominated with.",
    )
