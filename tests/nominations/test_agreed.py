"""The page on which answers are checked says what was agreed to without boxes of another page."""

import pytest

from tests.make import make_category, make_season
from tests.nominations.pages import walk_to_check


@pytest.mark.parametrize(("ticked", "words"), [(None, "without your name"), ("yes", "with your name")])
def test_what_was_agreed_to_says_whether_the_name_is_shown(client, ticked, words):
    make_category(season=make_season(), slug="best-help")

    sheet = walk_to_check(client, "best-help").press("about", show_name=ticked)

    assert sheet.heading == "Check your answers"
    assert f"it may be published {words}<" in sheet.text
    assert "the box above" not in sheet.text
