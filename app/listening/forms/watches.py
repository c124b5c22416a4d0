"""What a curator fills in about a watch."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.errors import Conflict, Refused
from app.listening import entering
from app.listening.answering.replies import network_name
from app.listening.models import Watch
from app.listening.rules import ANY_LANGUAGE, INTERVALS, LANGUAGES
from app.listening.service.watches import Wish, terms_of, what_differs
from app.listening.watching.planning import NETWORKS
from app.listening.watching.searches import Terms, queries_for
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

PHRASES_MOST, TAGS_MOST, EXCLUSIONS_MOST, FEEDS_MOST = 50, 20, 30, 20
NOTHING_TO_ASK = {
    "x": ("phrases", "Enter words, a phrase or a hashtag to look for"),
    "bluesky": ("phrases", "Enter words, a phrase or a hashtag to look for; the search written by hand is for X alone"),
    "mastodon": (
        "phrases",
        "Enter words, a phrase or a hashtag to look for; the search written by hand is for X alone",
    ),
    "rss": ("feeds", "Enter the address of a feed"),
}
Fault = Callable[..., str | None]


class Lines:
    """Check the lines of a field."""

    def __init__(self, read: Callable[[str], list[str]], fault: Fault, most: int) -> None:
        """Take how a text becomes lines, what finds their fault, and how many there may be."""
        self._read, self._fault, self._most = read, fault, most

    def __call__(self, form: Any, field: Field) -> None:
        """Raise with the sentence of the first fault."""
        if sentence := self._fault(self._read(field.data or ""), most=self._most):
            raise ValidationError(sentence)


def lines_field(label: str, read: Callable[[str], list[str]], fault: Fault, most: int) -> TextAreaField:
    """Make a field with something on each line."""
    return TextAreaField(label, filters=[tidy], validators=[NoControlCharacters(), Lines(read, fault, most)])


class WatchForm(Form):
    """A watch as a curator describes it; nothing is stored before it is saved."""

    name = StringField(
        "Name",
        filters=[tidy],
        validators=[
            InputRequired("Give the watch a name"),
            OneLine(),
            Length(max=120, message="Shorten the name to 120 characters"),
        ],
    )
    phrases = lines_field("Words and phrases", entering.lines_of, entering.fault_in_words, PHRASES_MOST)
    hashtags = lines_field("Hashtags (optional)", entering.tags_of, entering.fault_in_tags, TAGS_MOST)
    exclusions = lines_field(
        "Leave out posts with (optional)", entering.lines_of, entering.fault_in_words, EXCLUSIONS_MOST
    )
    languages = SelectMultipleField("Languages", validators=[InputRequired("Choose a language, or any")])
    networks = SelectMultipleField("Networks", validators=[InputRequired("Choose at least one network")])
    feeds = lines_field("Addresses of feeds", entering.lines_of, entering.fault_in_feeds, FEEDS_MOST)
    x_query = TextAreaField(
        "Search on X, written by hand (optional)", filters=[tidy], validators=[NoControlCharacters()]
    )
    every_minutes = SelectField(
        "Read it", choices=[SelectChoice(str(minutes), words) for minutes, words in INTERVALS.items()], default="15"
    )
    version = HiddenField()
    is_active = BooleanField("Read this watch", false_values=("", "no"), default=True)

    def __init__(self, watch: Watch | None, **context: Any) -> None:
        """Fill the fields with a watch, or leave them for a new one."""
        super().__init__(page="listening/watch.html", watch=watch, saved=None, **typed_of(watch), **context)
        spoken = dict(LANGUAGES) | {each: each for each in (watch.languages if watch else ()) if each not in LANGUAGES}
        self.languages.choices = [*(SelectChoice(*each) for each in spoken.items()), SelectChoice(ANY_LANGUAGE, "Any")]
        self.networks.choices = [SelectChoice(each, network_name(each)) for each in NETWORKS]

    @property
    def read(self) -> int | None:
        """Return which version of the watch was read before it was changed."""
        typed = self.version.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def refuse(self, refusal: Refused) -> ResponseReturnValue:
        """Show what somebody else saved meanwhile beside what is typed; saving again is then meant."""
        watch: Watch | None = self._context["watch"]
        if isinstance(refusal, Conflict) and watch is not None:
            self.version.data = str(watch.version)
            self.keep(saved=self.words_of(watch))
        return super().refuse(refusal)

    def words_of(self, watch: Watch) -> list[tuple[str, str]]:
        """Say what is saved, label by label, where something else is typed."""
        words = typed_of(watch) | {
            "networks": ", ".join(map(network_name, watch.networks)),
            "languages": ", ".join(LANGUAGES.get(each, each) for each in watch.languages) or "Any",
            "every_minutes": INTERVALS.get(watch.every_minutes, f"every {watch.every_minutes} minutes"),
            "is_active": "Yes" if watch.is_active else "No",
        }
        return [(self[name].label.text, words[name] or "Nothing") for name in what_differs(watch, self.wish)]

    def keep(self, **more: Any) -> None:
        """Show this beside the form from now on, also when something is refused."""
        self._context.update(more)

    @property
    def terms(self) -> Terms:
        """Return what the watch is to look for."""
        languages = self.languages.data or []
        return Terms(
            phrases=entering.lines_of(self.phrases.data or ""),
            hashtags=entering.tags_of(self.hashtags.data or ""),
            exclusions=entering.lines_of(self.exclusions.data or ""),
            languages=[] if ANY_LANGUAGE in languages else list(languages),
            feeds=entering.lines_of(self.feeds.data or ""),
            x_query=" ".join((self.x_query.data or "").split()),
        )

    @property
    def wish(self) -> Wish:
        """Return the watch that is wanted."""
        return Wish(
            name=self.name.data or "",
            networks=[each for each in NETWORKS if each in (self.networks.data or [])],
            terms=self.terms,
            every_minutes=int(self.every_minutes.data),
            is_active=bool(self.is_active.data),
        )

    def validate_x_query(self, field: Field) -> None:
        """Refuse a search that X would refuse."""
        query = self.terms.x_query
        if query and (sentence := entering.fault_in_x_query(query)):
            raise ValidationError(sentence)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """See that there is something to ask on every network that is chosen, and that it fits."""
        passed = super().validate(*args, **kwargs)
        for network in self.networks.data or []:
            sentence, name = self.fault_on(network) if network in NETWORKS else ("", "")
            if sentence and not self[name].errors:
                self[name].errors, passed = [sentence], False
        return passed

    def fault_on(self, network: str) -> tuple[str, str]:
        """Say what keeps a network from being asked, and which field can mend it."""
        name, sentence = NOTHING_TO_ASK[network]
        try:
            return ("", "") if queries_for(self.terms, network) else (sentence, name)
        except Refused as refused:
            return refused.sentence, refused.field or "phrases"


def typed_of(watch: Watch | None) -> dict[str, Any]:
    """Return a watch as a curator would type it."""
    if watch is None:
        return {"languages": list(LANGUAGES), "networks": []}
    lines = {
        name: "\n".join(value)
        for name, value in asdict(terms_of(watch)).items()
        if name not in ("x_query", "languages")
    }
    return {
        **lines,
        "name": watch.name,
        "x_query": watch.x_query,
        "languages": watch.languages or [ANY_LANGUAGE],
        "networks": watch.networks,
        "every_minutes": str(watch.every_minutes),
        "is_active": watch.is_active,
        "version": str(watch.version),
    }
