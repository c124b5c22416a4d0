from dataclasses import dataclass

import pytest

from app.nominations.steps import (
    ASKED,
    NONE_OF_THESE,
    Page,
    Settled,
    Standing,
    Wish,
    after,
    before,
    first_with,
    place_of,
    read_wish,
    settle,
    travelling,
)


@dataclass(frozen=True)
class Found:
    slug: str
    name: str
    is_exact: bool = False


BRIGHTLINE = Found("brightline", "Brightline Broadband")
EXACT = Found("brightline", "Brightline Broadband", is_exact=True)


@pytest.mark.parametrize(
    ("step", "wish"),
    [
        ("story", Wish(Page.STORY, is_shown=False)),
        ("show-story", Wish(Page.STORY, is_shown=True)),
        ("nonsense", Wish(Page.COMPANY, is_shown=True)),
        ("show-", Wish(Page.COMPANY, is_shown=True)),
    ],
)
def test_a_button_says_which_page_is_meant(step, wish):
    assert read_wish(step) == wish


def test_the_pages_follow_each_other_to_the_check():
    way, page = [], Page.COMPANY
    while page is not Page.CHECK:
        page = after(page, Standing.KNOWN, is_returning=False)
        way.append(page)

    assert way == ["honour", "story", "felt", "about", "check"]


@pytest.mark.parametrize(
    ("page", "standing", "then"),
    [
        (Page.COMPANY, Standing.UNSURE, Page.CHOOSE),
        (Page.COMPANY, Standing.NEW, Page.WEBSITE),
        (Page.CHOOSE, Standing.NEW, Page.WEBSITE),
        (Page.CHOOSE, Standing.KNOWN, Page.HONOUR),
        (Page.WEBSITE, Standing.NEW, Page.HONOUR),
    ],
)
def test_a_company_is_asked_about_as_far_as_it_is_unknown(page, standing, then):
    assert after(page, standing, is_returning=False) is then


@pytest.mark.parametrize("page", [page for page in Page if page is not Page.COMPANY])
def test_who_has_seen_the_answers_goes_back_to_them(page):
    assert after(page, Standing.KNOWN, is_returning=True) is Page.CHECK


@pytest.mark.parametrize(
    ("page", "answered", "is_returning", "then"),
    [
        (Page.COMPANY, set(), False, None),
        (Page.CHOOSE, set(), True, Page.COMPANY),
        (Page.HONOUR, set(), False, Page.COMPANY),
        (Page.HONOUR, {"website"}, False, Page.WEBSITE),
        (Page.CHECK, set(), True, Page.ABOUT),
        (Page.COMPANY, set(), True, Page.CHECK),
        (Page.STORY, set(), True, Page.CHECK),
    ],
)
def test_back_leads_where_one_came_from(page, answered, is_returning, then):
    assert before(page, answered, is_returning=is_returning) is then


def test_everything_about_the_company_is_one_page_to_people():
    assert {place_of(page) for page in (Page.COMPANY, Page.CHOOSE, Page.WEBSITE)} == {(1, 6)}
    assert place_of(Page.CHECK) == (6, 6)


def test_every_answer_but_the_pages_own_travels_along_and_nothing_else():
    typed = [("story", "mine"), ("qualities", "a"), ("qualities", "b"), ("csrf_token", "t"), ("is_admin", "yes")]

    assert travelling(typed, Page.FELT) == [("story", "mine")]
    assert travelling(typed, Page.STORY) == [("qualities", "a"), ("qualities", "b")]
    assert ("is_admin", "yes") in travelling(typed, Page.CHECK, also=("is_admin",))


def test_mistakes_lead_to_the_first_page_that_asks():
    assert first_with({"email", "story"}) is Page.STORY
    assert first_with({"company_id"}) is Page.COMPANY
    assert first_with({"csrf_token"}) is Page.CHECK


def test_each_answer_is_asked_for_on_one_page():
    names = [name for page, names in ASKED.items() if page is not Page.CHOOSE for name in names]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("typed", "chosen", "found", "settled"),
    [
        ("brightline broadband", "", [EXACT], Settled(Standing.KNOWN, "brightline broadband", "brightline")),
        ("Brightlin", "brightline", [BRIGHTLINE], Settled(Standing.KNOWN, "Brightline Broadband", "brightline")),
        ("Brightlin", "", [BRIGHTLINE], Settled(Standing.UNSURE, "Brightlin", "")),
        ("Brightlin", "no-such", [BRIGHTLINE], Settled(Standing.UNSURE, "Brightlin", "")),
        ("Brightlin", NONE_OF_THESE, [BRIGHTLINE], Settled(Standing.NEW, "Brightlin", NONE_OF_THESE)),
        ("Other", "brightline", [], Settled(Standing.NEW, "Other", NONE_OF_THESE)),
    ],
    ids=["exact", "chosen", "unsure", "foreign id", "none of these", "id of another name"],
)
def test_a_typed_company_comes_to_what_was_chosen_and_found(typed, chosen, found, settled):
    assert settle(typed, chosen, found) == settled
