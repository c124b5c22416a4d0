"""What a curator fills in beside one mention."""

from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf, Length

from app.errors import Refused
from app.listening.answering.settling import Worn
from app.listening.reading import Desk
from app.listening.rules import CONSENT_WAYS, DISMISS_REASONS, ConsentGiven, DismissReason
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

TEXT_LONGEST = 5_000
ACTIONS = ("claim", "release", "dismiss", "restore", "note", "template", "save", "open", "edit", "sent")
NOTED = ("unsent", "answered", "unanswered", "home", "consent", "unconsent")


class MentionForm(Form):
    """One page with several small forms: `action` says which one was sent, the others keep what they show."""

    action = HiddenField(validators=[AnyOf((*ACTIONS, *NOTED), "Choose one of the buttons")])
    template = SelectField(
        "Begin again with",
        validate_choice=False,
    )
    sure = BooleanField("Send these words all the same", false_values=("", "no"))
    sure_of = HiddenField()
    code = HiddenField()
    home = StringField("Your Mastodon server", filters=[tidy], validators=[OneLine(), Length(max=300)])
    given = RadioField(
        "How did they say so?",
        choices=[SelectChoice(way, words) for way, words in CONSENT_WAYS.items()],
        validate_choice=False,
    )
    place = StringField(
        "Where it can be read (optional)",
        filters=[tidy],
        validators=[Length(max=2_000, message="Shorten the address to 2,000 characters")],
    )
    text = TextAreaField(
        "Your reply",
        filters=[tidy],
        validators=[NoControlCharacters(), Length(max=TEXT_LONGEST, message="Shorten the reply to 5,000 characters")],
    )
    reply_url = StringField(
        "Address of your reply (optional)",
        filters=[tidy],
        validators=[Length(max=2_000, message="Shorten the address to 2,000 characters")],
    )
    note = TextAreaField(
        "Note for other curators",
        filters=[tidy],
        validators=[NoControlCharacters(), Length(max=2_000, message="Shorten the note to 2,000 characters")],
    )
    reason = RadioField(
        "Why let it go?",
        choices=[SelectChoice(reason, words) for reason, words in DISMISS_REASONS.items()],
        validate_choice=False,
    )

    def __init__(self, desk: Desk) -> None:
        """Take the mention that is open; its words fill the fields."""
        outreach = desk.reading.row.outreach
        super().__init__(
            page="listening/mention.html",
            desk=desk,
            text=outreach.text if outreach else "",
            template=outreach.template if outreach else "",
            home=desk.reading.panel.home,
        )
        self.template.choices = [SelectChoice(each.slug, each.name) for each in desk.reading.panel.templates]

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Ask for a reason where one is needed, and for words where they are sent."""
        passed = super().validate(*args, **kwargs)
        if self.action.data == "dismiss" and self.reason.data not in set(DismissReason):
            self.reason.errors = ["Choose why you let this post go"]
            return False
        if self.action.data == "consent" and self.given.data not in set(ConsentGiven):
            self.given.errors = ["Choose how they said so"]
            return False
        if self.action.data == "open" and not self.text.data:
            self.text.errors = ["Write your reply first"]
            return False
        return passed

    def refuse(self, refusal: Refused) -> ResponseReturnValue:
        """Show the page with what has happened to the mention meanwhile; worn words are asked about once."""
        self.sure.data, self.sure_of.data = False, refusal.proof if isinstance(refusal, Worn) else ""
        self._context["desk"] = self._context["desk"].again()
        return super().refuse(refusal)
