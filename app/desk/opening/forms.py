"""The pages of the wizard: each fills itself from the answers so far, and gives back the answers with its own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.accounts.rules import tidy_email
from app.companies.rules import slug_of
from app.desk.opening.answers import NEWEST, SAME, Answers, CategoryAnswer
from app.desk.opening.dryrun import MOST_ENTRIES, MOST_JUDGES
from app.judging.assigning.forms import Whole
from app.judging.models import Rubric
from app.judging.rules import MOST_JUDGES as MOST_JUDGES_AN_ENTRY
from app.programme.forms import RECOGNISES_CHOICES, TAKEN_BY_PAGES, DaysForm, NameForm
from app.programme.models import Season
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

BETWEEN = re.compile(r"[\s,;]+")
MOST_ADDRESSES = 50
SCRATCH = "-"
ADD = "add"


class OriginForm(Form):
    """What a season begins from."""

    origin = RadioField("What do you begin with?", [InputRequired("Choose what you begin with")])

    def offer(self, seasons: Sequence[Season]) -> None:
        """Offer the past seasons, and none."""
        past = [SelectChoice(each.slug, f"Everything as in {each.name}, a year later") for each in seasons]
        self.origin.choices = [*past, SelectChoice(SCRATCH, "The ready-made categories and yardstick")]


class PageForm(Form):
    """One page: `edition` tells which answers it was opened with."""

    edition = HiddenField()

    def take(self, answers: Answers) -> Answers:
        """Return the answers with what this page asked."""
        return answers


class NamePage(PageForm, NameForm):
    """What the season is called."""

    taken: frozenset[str] = frozenset()

    def validate_slug(self, field: Field) -> None:
        """Keep the addresses of seasons and pages that are there."""
        super().validate_slug(field)
        if field.data in self.taken:
            raise ValidationError("There is already a season at this address")

    def take(self, answers: Answers) -> Answers:
        """Return the answers with name and address."""
        return replace(answers, name=str(self.name.data), slug=str(self.slug.data))


class DatesPage(PageForm, DaysForm):
    """Its zone and days."""

    def take(self, answers: Answers) -> Answers:
        """Return the answers with zone and days."""
        return replace(answers, zone=str(self.zone.data), days=self.days())


class CategoriesPage(PageForm):
    """Which categories there are: ticked ones, and one of one's own at a time."""

    chosen = SelectMultipleField("Categories of the season")
    own_name = StringField("Name", [Length(max=60), OneLine()], filters=[tidy])
    own_question = TextAreaField(
        "The question nominators answer", [Length(max=500), NoControlCharacters()], filters=[tidy]
    )
    own_recognises = RadioField("What does it honour?", choices=RECOGNISES_CHOICES, validate_choice=False)
    own_small = BooleanField("Only companies of at most 50 people")
    offered: Sequence[CategoryAnswer] = ()
    is_adding = False

    def offer(self, offered: Sequence[CategoryAnswer]) -> None:
        """Offer these categories."""
        self.offered = offered
        self.chosen.choices = [SelectChoice(each["slug"], each["name"]) for each in offered]

    def validate_chosen(self, field: Field) -> None:
        """Ask for at least one, unless one is being added."""
        if not field.data and not self.own_name.data:
            raise ValidationError("Choose at least one category")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Check what was ticked, and a category of one's own where one was begun."""
        passed = super().validate(*args, **kwargs)
        for field, sentence in self._own_faults():
            field.errors, passed = [sentence], False
        return passed

    def _own_faults(self) -> list[tuple[Field, str]]:
        if not (self.is_adding or self.own_name.data or self.own_question.data):
            return []
        faults: list[tuple[Field, str]] = []
        slug = slug_of(self.own_name.data or "")
        if not self.own_name.data:
            faults.append((self.own_name, "Enter a name"))
        elif slug in {each["slug"] for each in self.offered} | set(TAKEN_BY_PAGES):
            faults.append((self.own_name, "Choose another name; a category with this one is on the list"))
        if not self.own_question.data:
            faults.append((self.own_question, "Enter the question"))
        if self.own_recognises.data not in {str(choice.value) for choice in RECOGNISES_CHOICES}:
            faults.append((self.own_recognises, "Choose what this category honours"))
        return faults

    def take(self, answers: Answers) -> Answers:
        """Return the answers with the categories in the order they were offered, one's own at the end."""
        own = [*answers.own, *([self._own()] if self.own_name.data else [])]
        ticked = [each for each in self.offered if each["slug"] in (self.chosen.data or [])]
        return replace(answers, categories=(*ticked, *own[len(answers.own) :]), own=tuple(own))

    def _own(self) -> CategoryAnswer:
        return {
            "slug": slug_of(str(self.own_name.data)),
            "name": str(self.own_name.data),
            "question": str(self.own_question.data),
            "recognises": str(self.own_recognises.data),
            "small_companies_only": bool(self.own_small.data),
            "origin": "",
        }


class YardstickPage(PageForm):
    """By which version the season is judged, and whether the rule of results is taken over."""

    rubric = RadioField("What is it judged by?", [InputRequired("Choose a version")])
    keeps_rules = BooleanField("Take over which figure is official and where the lines are")

    def offer(self, versions: Sequence[Rubric], *, has_past: bool) -> None:
        """Offer the newest version, each published one, and what held in the past season."""
        same = [SelectChoice(SAME, "As in the past season, category by category")] if has_past else []
        each = [SelectChoice(str(row.version), f"Version {row.version}") for row in versions]
        self.rubric.choices = [*same, SelectChoice(NEWEST, "Always the newest published version"), *each]

    def take(self, answers: Answers) -> Answers:
        """Return the answers with the yardstick."""
        return replace(answers, rubric=str(self.rubric.data), keeps_rules=bool(self.keeps_rules.data))


class Addresses(TextAreaField):
    """Addresses, one a line."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [Optional(), Length(max=10_000), NoControlCharacters()], filters=[tidy], **options)

    def pre_validate(self, form: Any) -> None:
        """Name the first address that is none."""
        listed = self.listed()
        if len(listed) > MOST_ADDRESSES:
            raise ValidationError(f"Invite at most {MOST_ADDRESSES} people at once")
        for address in listed:
            try:
                validate_email(address, check_deliverability=False)
            except EmailNotValidError:
                raise ValidationError(f"{address} is not an email address. Write one address a line") from None

    def listed(self) -> tuple[str, ...]:
        """Return the addresses, each once."""
        return tuple(dict.fromkeys(tidy_email(each) for each in BETWEEN.split(self.data or "") if each))


def number(label: str, most: int) -> Whole:
    """Ask for a whole number up to so many."""
    words = f"Write a number from 1 to {most}"
    return Whole(label, [InputRequired(words), NumberRange(1, most, words)])


class PeoplePage(PageForm):
    """Who works on the season, and what that comes to."""

    keeps_panels = BooleanField("Take over the panels: who judges in which category, and the most entries for each")
    judges_an_entry = number("Judges an entry", MOST_JUDGES_AN_ENTRY)
    entries = number("Entries you expect", MOST_ENTRIES)
    judges = number("Judges you hope for", MOST_JUDGES)
    curators_to_invite = Addresses("Curators to invite")
    judges_to_invite = Addresses("Judges to invite")

    def take(self, answers: Answers) -> Answers:
        """Return the answers with people and figures."""
        return replace(
            answers,
            keeps_panels=bool(self.keeps_panels.data),
            judges_an_entry=self.judges_an_entry.data or 1,
            entries=self.entries.data or 1,
            judges=self.judges.data or 1,
            curators_to_invite=self.curators_to_invite.listed(),
            judges_to_invite=self.judges_to_invite.listed(),
        )
