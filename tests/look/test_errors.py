"""Pages for bad moments ask for no user, no site and no database: only what is passed to them."""

import pytest

from tests.look.answers import HOSTILE
from tests.look.oracle import ours

GLOBALS = {"static_url": str, "csrf_token": lambda: "fresh", "public_url": "http://127.0.0.1"}


def render(name: str, **context: object) -> str:
    return ours.get_template(name, globals=GLOBALS).render(**context)


@pytest.mark.parametrize("status", [500, 503])
def test_an_outage_has_a_page_that_needs_no_database(status: int) -> None:
    page = render("errors/error.html", status=status, sentence=None, heading=None)

    heading = page.split("<h1", 1)[1].split(">", 1)[1].split("<", 1)[0]
    assert f"<title>{heading}" in page


def test_a_kept_page_gives_every_answer_back() -> None:
    story = "My router failed.\nThen it worked. " + HOSTILE
    kept = [("company", "Brightline"), ("story", story), ("qualities", "attention"), ("qualities", "listening")]

    page = render("errors/kept.html", kept=kept, action="/nominate?ref=x")

    assert "We could not save this just now" in page
    assert 'action="/nominate?ref=x"' in page
    assert '<input type="hidden" name="csrf_token" value="fresh">' in page
    assert '<input type="hidden" name="company" value="Brightline">' in page
    assert page.count('name="qualities"') == 2
    assert ">\nMy router failed.\nThen it worked." in page
    assert "<script>alert" not in page
