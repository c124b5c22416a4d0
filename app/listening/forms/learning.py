"""What a curator fills in about learning: a sentence to try, weights of words and authors."""

from collections.abc import Callable
from functools import partial
from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Length

from app.listening.answering.replies import NETWORK_NAMES
from app.listening.learning.decisions import X
from app.listening.learning.ranking import plain
from app.listening.models import AuthorWeight, WordWeight
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

SENTENCE_LONGEST, WORDS_LONGEST, HANDLE_LONGEST = 2_000, 60, 200
WEIGHTS = {"2": "Much sooner", "1": "Sooner", "-1": "Later", "-2": "Much later"}
CHOICES = [SelectChoice(*each) for each in WEIGHTS.items()]
NETWORKS = [SelectChoice(*each) for each in NETWORK_NAMES.items()]


class LearningForm(Form):
    """Everything the page on learning can send; each button minds its own fields."""

    action = StringField()
    number = StringField()
    sentence = TextAreaField(
        "A post",
        filters=[tidy],
        validators=[NoControlCharacters(), Length(max=SENTENCE_LONGEST, message="Shorten it to 2,000 characters")],
    )
    words = StringField("Words", filters=[tidy], validators=[OneLine()])
    word_weight = SelectField("Show posts with these words", choices=CHOICES, default="1", validate_choice=False)
    network = SelectField("Network", choices=NETWORKS, default=X, validate_choice=False)
    handle = StringField(
        "Handle",
        filters=[tidy],
        validators=[OneLine(), Length(max=HANDLE_LONGEST, message="Shorten the handle to 200 characters")],
    )
    author_weight = SelectField("Show their posts", choices=CHOICES, default="1", validate_choice=False)

    def __init__(self, *, word: WordWeight | None, author: AuthorWeight | None, **context: Any) -> None:
        """Fill the fields with the weight that is to be changed."""
        typed: dict[str, str] = {}
        if word is not None:
            typed |= {"words": word.words, "word_weight": str(word.weight)}
        if author is not None:
            typed |= {"network": author.network, "handle": author.handle, "author_weight": str(author.weight)}
        super().__init__(page="listening/learning.html", tried=None, weights=WEIGHTS, **typed, **context)
        for field in (self.word_weight, self.network, self.author_weight):
            field.data = field.data if field.data is not None else field.default

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check the form, and that what the button needs is there."""
        passed = super().validate(*args, **kwargs)
        asked: dict[str, tuple[Callable[[], bool], ...]] = {
            "try": (self.faulty_sentence,),
            "word": (self.faulty_words, partial(self.faulty_choice, self.word_weight)),
            "author": (
                self.faulty_handle,
                partial(self.faulty_choice, self.network),
                partial(self.faulty_choice, self.author_weight),
            ),
        }
        faults = [is_faulty() for is_faulty in asked.get(str(self.action.data), ())]
        return passed and not any(faults)

    def faulty_choice(self, field: SelectField) -> bool:
        """Ask for one of what is offered."""
        offered = NETWORK_NAMES if field is self.network else WEIGHTS
        return self.say(field, "" if field.data in offered else "Choose one of these")

    def faulty_sentence(self) -> bool:
        """Ask for something to try."""
        return self.say(self.sentence, "" if self.sentence.data else "Write or paste a post to try")

    def faulty_words(self) -> bool:
        """Ask for words that can be found in posts."""
        words = plain(self.words.data or "").strip()
        if not any(letter.isalnum() for letter in words):
            return self.say(self.words, "Enter the words, such as gift card")
        return self.say(
            self.words, f"Shorten the words to {WORDS_LONGEST} characters" if len(words) > WORDS_LONGEST else ""
        )

    def faulty_handle(self) -> bool:
        """Ask for a handle in one piece."""
        handle = (self.handle.data or "").removeprefix("@")
        return self.say(self.handle, "" if handle and " " not in handle else "Enter one handle, such as @ada")

    def say(self, field: Any, fault: str) -> bool:
        """Put a fault beside its field, and tell whether there is one."""
        if fault:
            field.errors = [*field.errors, fault]
        return bool(fault)
