"""What companies, curators and organisers fill in after publication."""

from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.honours.rules import LONGEST_THANKS, LONGEST_WORDS, SHORTEST_WORDS, WishState
from app.web.forms import Form, NoControlCharacters, tidy

PLAIN = NoControlCharacters()


class ThanksForm(Form):
    """What a company says to those who told about it."""

    words = TextAreaField(
        "Your words",
        [
            InputRequired("Write what you want to say"),
            Length(SHORTEST_WORDS, LONGEST_THANKS, f"Write between {SHORTEST_WORDS} and {LONGEST_THANKS} characters"),
            PLAIN,
        ],
        filters=[tidy],
    )


class CorrectionForm(Form):
    """What should be put right, and where it stands."""

    story = SelectField("What is it about?", [Optional()], validate_choice=True)
    words = TextAreaField(
        "What should be put right?",
        [
            InputRequired("Say what should be put right"),
            Length(SHORTEST_WORDS, LONGEST_WORDS, f"Write between {SHORTEST_WORDS} and {LONGEST_WORDS} characters"),
            PLAIN,
        ],
        description="A curator reads it. We correct facts, names and links; what people felt is theirs to tell",
        filters=[tidy],
    )


class UnnamedForm(Form):
    """Why a company does not want to be named."""

    words = TextAreaField(
        "Is there anything we should know? (optional)",
        [Length(max=LONGEST_WORDS), PLAIN],
        description="You need not say why",
        filters=[tidy],
    )


class AnswerForm(Form):
    """What a company reads as the answer to its wish."""

    state = RadioField(
        "What becomes of it?",
        [InputRequired("Choose what becomes of it")],
        choices=[
            SelectChoice(WishState.GRANTED.value, "It is done"),
            SelectChoice(WishState.DECLINED.value, "It is not done"),
        ],
    )
    reply = TextAreaField(
        "Answer to the company",
        [InputRequired("Write the answer the company reads on its page"), Length(max=1000), PLAIN],
        filters=[tidy],
    )


class ReadThanksForm(Form):
    """Whether thanks go out, or back to the company with a reason."""

    decision = RadioField(
        "What becomes of these words?",
        [InputRequired("Choose what becomes of these words")],
        choices=[SelectChoice("pass", "Pass them on"), SelectChoice("back", "Give them back to the company")],
    )
    reason = TextAreaField(
        "What should be otherwise?",
        [Length(max=500), PLAIN],
        description="Only when you give them back: the company reads this on its page",
        filters=[tidy],
    )


class SendForm(Form):
    """Which companies get a letter now, and how many those are."""

    companies = SelectMultipleField("Companies", validate_choice=False)
    count = IntegerField("How many letters go out?", [InputRequired("Type the number of letters")])
    season = HiddenField()


class RevokeForm(Form):
    """Why an award is taken back; everybody reads it."""

    reason = TextAreaField(
        "Why is it taken back?",
        [InputRequired("Say why"), Length(max=500), PLAIN],
        description="Everybody can read this on the award’s page of proof",
        filters=[tidy],
    )
    typed_name = StringField("Type the name of the category to confirm", [Length(max=200)], filters=[tidy])
