"""What a nominator has answered so far, in words, for the page on which it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.nominations.steps import Page
from app.nominations.wording import CHANNELS, FEELINGS, QUALITIES, RELATIONS, SOLVED

if TYPE_CHECKING:
    from app.nominations.forms.paging import PagedForm

NOT_SAID = "Not said"


@dataclass(frozen=True)
class Group:
    """What one page asked, with the answers in words; `anchor` is where Change leads to."""

    title: str
    page: Page
    anchor: str
    rows: list[tuple[str, str]]


def list_answers(form: "PagedForm") -> list[Group]:
    """List every answer under the page that asked for it."""
    return [
        Group("Who helped you", Page.COMPANY, "company", _about_company(form)),
        Group("What you honour", Page.HONOUR, "category", _about_honour(form)),
        Group("What happened", Page.STORY, "story", _about_story(form)),
        Group("How it was for you", Page.FELT, "feeling", _about_feeling(form)),
        Group("About you", Page.ABOUT, "relation", _about_nominator(form)),
    ]


def _about_company(form: "PagedForm") -> list[tuple[str, str]]:
    website = [("Website", form.website.data)] if form.website.data else []
    return [("Company", form.company.data or NOT_SAID), *website]


def _about_honour(form: "PagedForm") -> list[tuple[str, str]]:
    names = {each.slug: each.name for each in form.season.categories}
    nominee = [("Team or person", form.nominee.data)] if form.nominee.data else []
    return [("Category", names.get(form.category.data, NOT_SAID)), *nominee]


def _about_story(form: "PagedForm") -> list[tuple[str, str]]:
    link = [("Link", form.link.data)] if form.link.data else []
    return [("Your story", form.story.data or NOT_SAID), *link]


def _about_feeling(form: "PagedForm") -> list[tuple[str, str]]:
    stood_out = "; ".join(QUALITIES[each] for each in QUALITIES if each in (form.qualities.data or ()))
    return [
        ("When it ended you felt", _in_words(FEELINGS, form.feeling.data)),
        ("What stood out", stood_out or NOT_SAID),
        ("Solved", _in_words(SOLVED, form.solved.data)),
        ("In touch by", _in_words(CHANNELS, form.channel.data)),
    ]


def _about_nominator(form: "PagedForm") -> list[tuple[str, str]]:
    name = form.name.data or NOT_SAID
    shown = "shown with the story" if form.show_name.data else "not shown"
    return [
        ("You are", _in_words(RELATIONS, form.relation.data)),
        ("Your name", f"{name} ({shown})" if form.name.data else name),
        ("Your email address", form.email.data or NOT_SAID),
        ("You agree", _agreed(form) if form.consent.data else "Not yet"),
    ]


def _agreed(form: "PagedForm") -> str:
    """Say it without the box that stands beside it on its own page."""
    named = "with" if form.show_name.data else "without"
    return f"Judges and the company may read your story, and it may be published {named} your name"


def _in_words(words: Mapping[Any, str], value: str | None) -> str:
    return words.get(value, NOT_SAID)
