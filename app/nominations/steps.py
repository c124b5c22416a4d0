"""The pages of the public form: what each asks, which comes next, and what travels along unseen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Page(StrEnum):
    """One page of the form."""

    COMPANY = "company"
    CHOOSE = "choose"
    WEBSITE = "website"
    HONOUR = "honour"
    STORY = "story"
    FELT = "felt"
    ABOUT = "about"
    CHECK = "check"


class Standing(StrEnum):
    """What the register makes of a typed company."""

    KNOWN = "known"
    UNSURE = "unsure"
    NEW = "new"


class Candidate(Protocol):
    """A company that a typed name may mean."""

    @property
    def slug(self) -> str: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def is_exact(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True)
class Wish:
    """The page a person is on; `is_shown` when it is to be shown as it is, by Back or Change."""

    page: Page
    is_shown: bool


@dataclass(frozen=True)
class Settled:
    """What a typed company comes to: the words to keep, and the company chosen."""

    standing: Standing
    company: str
    company_id: str


ASKED: Mapping[Page, tuple[str, ...]] = {
    Page.COMPANY: ("company", "company_id"),
    Page.CHOOSE: ("company_id",),
    Page.WEBSITE: ("website",),
    Page.HONOUR: ("category", "recognises", "nominee"),
    Page.STORY: ("story", "link"),
    Page.FELT: ("feeling", "qualities", "solved", "channel"),
    Page.ABOUT: ("relation", "name", "show_name", "email", "consent"),
    Page.CHECK: (),
}
WAY = (Page.COMPANY, Page.HONOUR, Page.STORY, Page.FELT, Page.ABOUT, Page.CHECK)
UNDER_COMPANY = (Page.CHOOSE, Page.WEBSITE)
ALONG = ("ref", "submission_key", "returning", "second")
SHOW = "show-"
NONE_OF_THESE = "-"


def read_wish(step: str) -> Wish:
    """Read a button's value; what is no value of ours shows the first page."""
    name = step.removeprefix(SHOW)
    if name not in set(Page):
        return Wish(Page.COMPANY, is_shown=True)
    return Wish(Page(name), is_shown=step.startswith(SHOW))


def after(page: Page, standing: Standing, *, is_returning: bool) -> Page:
    """Name the page that follows; who has seen the answers once goes back to them."""
    if page is Page.COMPANY and standing is Standing.UNSURE:
        return Page.CHOOSE
    if page in {Page.COMPANY, Page.CHOOSE} and standing is Standing.NEW:
        return Page.WEBSITE
    if is_returning or page is Page.CHECK:
        return Page.CHECK
    return Page.HONOUR if page in UNDER_COMPANY else WAY[WAY.index(page) + 1]


def before(page: Page, answered: Collection[str], *, is_returning: bool) -> Page | None:
    """Name the page that Back leads to; None on the first one."""
    if page in UNDER_COMPANY:
        return Page.COMPANY
    if is_returning and page is not Page.CHECK:
        return Page.CHECK
    if page is Page.HONOUR and "website" in answered:
        return Page.WEBSITE
    return WAY[WAY.index(page) - 1] if page is not Page.COMPANY else None


def place_of(page: Page) -> tuple[int, int]:
    """Say which page of how many this is; what is asked about the company counts as one."""
    return WAY.index(Page.COMPANY if page in UNDER_COMPANY else page) + 1, len(WAY)


def travelling(typed: Iterable[tuple[str, str]], page: Page, also: Collection[str] = ()) -> list[tuple[str, str]]:
    """List what travels along unseen: every answer that this page does not ask for itself."""
    known = {name for names in ASKED.values() for name in names} | set(ALONG) | set(also)
    return [(name, value) for name, value in typed if name in known and name not in ASKED[page]]


def first_with(mistakes: Collection[str]) -> Page:
    """Name the first page that asks for something mistaken; the check page stands for what no page asks."""
    asking = (page for page in Page if page is not Page.CHOOSE and not set(ASKED[page]).isdisjoint(mistakes))
    return next(asking, Page.CHECK)


def settle(company: str, chosen: str, found: Sequence[Candidate]) -> Settled:
    """Say what a typed company means, given what was chosen and what the register found."""
    known = next((each for each in found if each.slug == chosen), None) or next(
        (each for each in found if each.is_exact), None
    )
    if known is not None:
        return Settled(Standing.KNOWN, company if known.is_exact else known.name, known.slug)
    if chosen == NONE_OF_THESE or not found:
        return Settled(Standing.NEW, company, NONE_OF_THESE)
    return Settled(Standing.UNSURE, company, "")
