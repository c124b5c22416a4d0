"""The form of a draft: its fields are made from the layout of the page."""

from collections.abc import Mapping
from typing import Any

from wtforms import IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from app.judging.models import Rubric
from app.judging.rules import LEVELS, Profile
from app.judging.yardstick import WrittenBlock, WrittenCriterion, WrittenRubric, read_sources
from app.judging.yardsticks.layout import Layout
from app.judging.yardsticks.reading import USED_PROFILE
from app.judging.yardsticks.rules import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE, TOTAL
from app.programme.models import Category
from app.web.forms import Form, NoControlCharacters, OneLine, tidy

NOT_A_WEIGHT = "Give a whole number from 1 to 100"


class Weight(IntegerField):
    """Points of a hundred."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a whole number, or say what is expected."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NOT_A_WEIGHT) from None


class RubricForm(Form):
    """A draft as it stands on the page; `rubric_form` adds the fields of its blocks and criteria."""

    edition = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    layout = Layout((), ())

    @property
    def by_block(self) -> list[tuple[str, list[str]]]:
        """Return the keys of the criteria under the key of their block."""
        placed = self.blocks_of_criteria()
        return [(block, [key for key in self.layout.criteria if placed[key] == block]) for block in self.layout.blocks]

    def blocks_of_criteria(self) -> dict[str, str]:
        """Return the key of each criterion's block; one without a block stands in the first."""
        first = self.layout.blocks[0] if self.layout.blocks else ""
        chosen = {key: self[f"block_{key}"].data for key in self.layout.criteria}
        return {key: block if block in self.layout.blocks else first for key, block in chosen.items()}

    @property
    def total(self) -> int:
        """Return the sum of the weights as typed."""
        return sum(self[f"weight_{key}"].data or 0 for key in self.layout.criteria)

    @property
    def missing(self) -> int:
        """Return how many points are missing to a hundred; below zero there are too many."""
        return TOTAL - self.total

    def written(self, profile: Profile, version: int) -> WrittenRubric:
        """Return what was typed; keys stand where codes will be."""
        placed = self.blocks_of_criteria()
        return WrittenRubric(
            profile=profile,
            version=version,
            level_names=tuple(self[f"level_name_{number}"].data or "" for number in LEVELS),
            blocks=tuple(
                WrittenBlock(key, self[f"block_title_{key}"].data or "", self[f"block_why_{key}"].data or "")
                for key in self.layout.blocks
            ),
            criteria=tuple(self._criterion(key, placed[key]) for key in self.layout.criteria),
        )

    def _criterion(self, key: str, block: str) -> WrittenCriterion:
        return WrittenCriterion(
            code=key,
            block=block,
            title=self[f"title_{key}"].data or "",
            asks=self[f"asks_{key}"].data or "",
            weight=self[f"weight_{key}"].data or 0,
            levels=tuple(self[f"meaning_{key}_{number}"].data or "" for number in LEVELS),
            sources=tuple(self[f"sources_{key}"].data or ()),
        )

    def blame(self, faults: Mapping[str, str]) -> None:
        """Put each fault beside its field, or on top."""
        for name, sentence in faults.items():
            if name in self:
                self[name].errors = [sentence]
            else:
                self.refusals.append(sentence)


def rubric_form(layout: Layout, stored: WrittenRubric, edition: int, **context: Any) -> RubricForm:
    """Make the form of a draft with a place for everything in the layout, filled with what is stored or sent."""
    fields: dict[str, Any] = {"layout": layout}
    blocks = [SelectChoice(key, f"Block {number}") for number, key in enumerate(layout.blocks, 1)]
    fields |= {f"level_name_{number}": _line(f"Name of level {number}", LONGEST_NAME) for number in LEVELS}
    for key in layout.blocks:
        fields |= {
            f"block_title_{key}": _line("Title of the block", LONGEST_TITLE),
            f"block_why_{key}": _text("Why it is there"),
        }
    for key in layout.criteria:
        fields |= _criterion_fields(key, blocks)
    form_class = type("RubricForm", (RubricForm,), fields)
    form: RubricForm = form_class(page="judging/rubric_draft.html", data=_data(stored, edition), **context)
    for key in layout.criteria:
        form[f"block_{key}"].choices = [
            SelectChoice(block, form[f"block_title_{block}"].data or "New block") for block in layout.blocks
        ]
    return form


def _criterion_fields(key: str, blocks: list[SelectChoice]) -> dict[str, Any]:
    sources = [SelectChoice(name, title) for name, title in read_sources().items()]
    return {
        f"title_{key}": _line("Title", LONGEST_TITLE),
        f"asks_{key}": _text("What it asks"),
        f"weight_{key}": Weight("Weight, of 100"),
        f"block_{key}": SelectField("Block", choices=blocks, validate_choice=False),
        f"sources_{key}": SelectMultipleField("Texts behind it", choices=sources),
        **{f"meaning_{key}_{number}": _text(f"Level {number}") for number in LEVELS},
    }


def _line(label: str, most: int) -> StringField:
    too_long = f"{label}: write at most {most} characters"
    return StringField(label, [OneLine(), Length(max=most, message=too_long)], filters=[tidy])


def _text(label: str) -> TextAreaField:
    too_long = f"{label}: write at most {LONGEST_TEXT} characters"
    return TextAreaField(label, [Length(max=LONGEST_TEXT, message=too_long), NoControlCharacters()], filters=[tidy])


def _data(stored: WrittenRubric, edition: int) -> dict[str, Any]:
    data: dict[str, Any] = {"edition": edition}
    data |= {f"level_name_{number}": name for number, name in enumerate(stored.level_names, 1)}
    for block in stored.blocks:
        data |= {f"block_title_{block.code}": block.title, f"block_why_{block.code}": block.why}
    for each in stored.criteria:
        data |= {f"{name}_{each.code}": getattr(each, name) for name in ("title", "asks", "weight", "block", "sources")}
        data |= {f"meaning_{each.code}_{number}": text for number, text in enumerate(each.levels, 1)}
    return data


class ChoiceForm(Form):
    """Which version each category of a season is judged by; `choice_form` adds a field for each."""

    def chosen(self, categories: list[Category]) -> dict[str, str]:
        """Return the version chosen for each category by its slug; those that are frozen are left out."""
        return {each.slug: self[name].data for each in categories if (name := f"rubric_{each.slug}") in self}


def choice_form(
    categories: list[Category], used: Mapping[int, Rubric], published: list[Rubric], **context: Any
) -> ChoiceForm:
    """Make the form of the categories whose rubric can still change, set to the version they use."""
    choices = [SelectChoice(value_of(each), name_of(each)) for each in published if each.profile is USED_PROFILE]
    fields = {
        f"rubric_{each.slug}": SelectField(f"Version for {each.name}", choices=choices, validate_choice=False)
        for each in categories
    }
    data = {f"rubric_{each.slug}": value_of(used[each.id]) for each in categories if each.id in used}
    form_class = type("ChoiceForm", (ChoiceForm,), fields)
    form: ChoiceForm = form_class(page="judging/rubrics.html", data=data, **context)
    return form


def value_of(rubric: Rubric) -> str:
    """Write a version as the form sends it."""
    return f"{rubric.profile.value}-{rubric.version}"


def name_of(rubric: Rubric) -> str:
    """Write a version as people say it."""
    return f"{rubric.profile.value.capitalize()}, version {rubric.version}"
